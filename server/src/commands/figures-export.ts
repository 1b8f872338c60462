import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { exportFiguresAsCsv as described } from '@app/contract/figures/query/routes.ts';
import { exportAsCsv, exportAsParquet } from '../figures/index.ts';
import type { Ask } from '../kernel/ask.ts';
import { auditedBy } from '../kernel/audit.ts';
import { readBy } from '../kernel/faults.ts';
import { unitByCode } from '../org/index.ts';
import { type Command, type Flags, inHouse, operatorOf } from './command.ts';

/** What a question may say besides what it must, by its own names. */
const choices = ['line', 'reading', 'tag', 'type', 'where', 'by', 'total', 'on', 'boundaries', 'day'] as const;

/** At the command line units are written by their codes on the day of the tree: `44`, `commune:44`. */
const byIds = async (ask: Ask, flags: Flags): Promise<string> => {
  const on = flags.get('on') ?? flags.get('boundaries') ?? ask.today;
  const terms = flags
    .need('units')
    .split(',')
    .map(async (term) => {
      const [, below = '', code = ''] = /^([a-z_]+:)?(.*)$/.exec(term) ?? [];
      return `${below}${(await unitByCode(ask.tx, code, on)).id}`;
    });
  return (await Promise.all(terms)).join(',');
};

/** Writes the answer to the question of these flags into a file, CSV or Parquet by its name, and an entry of who took it. */
export const exportFigures = async (
  { asSystem }: { asSystem: <T>(work: (ask: Ask) => Promise<T>) => Promise<T> },
  flags: Flags,
  out: string,
): Promise<void> => {
  const makeFile = await asSystem(async (ask) => {
    const query = readBy(described.query, {
      indicators: flags.need('indicators'),
      periods: flags.need('periods'),
      units: await byIds(ask, flags),
      ...Object.fromEntries(choices.map((name) => [name, flags.get(name)])),
    });
    const exportTo = out.endsWith('.csv') ? exportAsCsv : exportAsParquet;
    return exportTo(
      { params: undefined, query, body: undefined },
      { ...ask, audit: auditedBy(ask.audit, operatorOf(flags)) },
      { again: (work) => asSystem(work) },
    );
  });
  await pipeline((await makeFile()).stream, createWriteStream(out));
};

export const figuresExport: Command = {
  name: 'figures export',
  usage: [
    'figures export --indicators CHỈ_TIÊU,… --periods KỲ,… --units MÃ|commune:MÃ,… --out TỆP.csv|TỆP.parquet',
    `${choices.map((name) => `[--${name} …]`).join(' ')} [--operator CHỨC_DANH]`,
    'lấy số liệu theo câu hỏi, lớn bao nhiêu cũng được / figures by a question, of any size',
  ],
  flags: Object.fromEntries(
    ['indicators', 'periods', 'units', 'out', ...choices, 'operator'].map((name) => [name, 'value' as const]),
  ),
  run: async (flags) => {
    const out = resolve(flags.need('out'));
    if (!/\.(csv|parquet)$/.test(out)) throw new Error('--out: *.csv | *.parquet');
    await inHouse(flags, (house) => exportFigures(house, flags, out));
    console.log(out);
  },
};
