import type { Question } from '@app/contract/figures/query/question.ts';
import type { exportFiguresAsCsv, exportFiguresAsParquet } from '@app/contract/figures/query/routes.ts';
import type { Input } from '@app/contract/kernel/route.ts';
import type { Ask } from '../../kernel/ask.ts';
import { type Again, streamed } from '../../kernel/streamed.ts';
import { planOf } from '../query/plan.ts';
import { asCsv } from './csv.ts';
import { type ExportLine, exportLines } from './lines.ts';
import { asParquet } from './parquet.ts';
import { takePlace } from './places.ts';

type Format = 'csv' | 'parquet';
const writers: Record<Format, (pieces: AsyncIterable<ExportLine[]>) => AsyncIterable<Uint8Array>> = {
  csv: asCsv,
  parquet: asParquet,
};

/** The bytes of the answer to a question, as the post that asks sees it. */
async function* bytesOf(ask: Ask, question: Question, format: Format): AsyncGenerator<Uint8Array> {
  yield* writers[format](exportLines(ask, await planOf(ask, question)));
}

const exporting =
  ({ format, action }: { format: Format; action: string }) =>
  async (query: Question, ask: Ask, again: Again) => {
    const plan = await planOf(ask, query);
    await ask.audit({
      action,
      subject: 'figures',
      unitId: ask.actor.unitId,
      after: {
        ...query,
        periods: plan.periods.map(({ code }) => code),
        units: query.units,
        chosen: plan.units.length,
      },
    });
    return async () => {
      const leave = await takePlace();
      const stream = streamed(again, (own) => bytesOf(own, query, format));
      stream.once('close', leave);
      return { name: `so-lieu-${ask.today}.${format}`, stream };
    };
  };

const csv = exporting({ format: 'csv', action: 'figures.exportFiguresAsCsv' });
const parquet = exporting({ format: 'parquet', action: 'figures.exportFiguresAsParquet' });

type Http = { again: Again };

/** The answer to a question of any size as CSV, and an entry of who took it. */
export const exportAsCsv = ({ query }: Input<typeof exportFiguresAsCsv>, ask: Ask, { again }: Http) =>
  csv(query, ask, again);

/** The same as Parquet. */
export const exportAsParquet = ({ query }: Input<typeof exportFiguresAsParquet>, ask: Ask, { again }: Http) =>
  parquet(query, ask, again);
