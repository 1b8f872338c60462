/** `chungtay`: what an operator or an officer does without the web. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { say } from '@app/contract/kernel/words.ts';
import { closeRenderer, documentFormats } from './documents/index.ts';
import { allEditions, differencesOfTotals, hashToday, periodOfCode } from './figures/index.ts';
import { connectOwner, findDatabase, type House, openHouse } from './house.ts';
import { readConfig } from './kernel/config.ts';
import { migrate } from './kernel/migrate.ts';
import { Refused } from './kernel/problem.ts';
import { importUnits, unitByCode, unitsFolder } from './org/index.ts';
import { importMany } from './reporting/index.ts';
import { renderReview } from './review/index.ts';
import { sendReport } from './send-report.ts';

const usage = `chungtay <lệnh>

  serve [--port 3000] [--demo]                      mở máy chủ / start the server
  migrate                                           cập nhật cơ sở dữ liệu / bring the database up to date
  units import [thư mục]                            nạp danh mục đơn vị / load the register of units
  report --unit MÃ --period KỲ [--format docx,pdf,xlsx] [--out THƯ_MỤC] [--reading accepted|submitted] [--language vi|en]
                                                    dựng báo cáo / make the review report
  import --form BIỂU --period KỲ --file TỆP.json    nạp báo cáo của nhiều đơn vị / submit the reports of many units
  send --server URL --username TÊN --form BIỂU --period KỲ --file TỆP.json [--draft]
                                                    cán bộ gửi báo cáo của mình (mật khẩu ở CHUNGTAY_PASSWORD) / an officer sends a report
  verify                                            tính lại mọi tổng, kiểm bản ban hành / recompute totals, check editions
  doctor                                            xem tình trạng / say how things stand
`;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    unit: { type: 'string' },
    period: { type: 'string' },
    form: { type: 'string' },
    file: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
    reading: { type: 'string' },
    language: { type: 'string' },
    server: { type: 'string' },
    username: { type: 'string' },
    draft: { type: 'boolean' },
    port: { type: 'string' },
    host: { type: 'string' },
    demo: { type: 'boolean' },
    'data-dir': { type: 'string' },
    help: { type: 'boolean' },
  },
});

/** A flag that a command cannot do without. */
const need = (name: keyof typeof flags): string => {
  const value = flags[name];
  if (typeof value !== 'string' || value === '') throw new Error(`thiếu --${name} / --${name} is missing`);
  return value;
};

const oneOf = <const T extends string>(name: keyof typeof flags, allowed: readonly T[], otherwise: T): T => {
  const value = flags[name] ?? otherwise;
  const found = allowed.find((each) => each === value);
  if (!found) throw new Error(`--${name}: ${allowed.join(' | ')}`);
  return found;
};

const configOf = () => readConfig(flags['data-dir'] ? ['--data-dir', flags['data-dir']] : [], process.env);

/** Opens the house for one command and closes it again, also when the command fails. */
const inHouse = async <T>(work: (house: House) => Promise<T>): Promise<T> => {
  const config = configOf();
  const database = await findDatabase(config);
  try {
    const house = await openHouse(database, config);
    try {
      return await work(house);
    } finally {
      await house.close();
    }
  } finally {
    await closeRenderer();
    await database.stop();
  }
};

const makeReport = () =>
  inHouse(async (house) => {
    const period = periodOfCode(need('period'));
    const asked = (flags.format ?? 'docx,pdf,xlsx').split(',');
    const formats = documentFormats.filter((format) => asked.includes(format));
    if (formats.length < asked.length) throw new Error(`--format: ${documentFormats.join(',')}`);
    const out = resolve(flags.out ?? '.');
    const reading = oneOf('reading', ['accepted', 'submitted'], 'accepted');
    const language = oneOf('language', ['vi', 'en'], 'vi');
    const files = await house.asSystem(async (ask) => {
      const unit = await unitByCode(ask.tx, need('unit'), period.endsOn);
      return renderReview(
        ask,
        { unitId: unit.id, period: period.code, reading, language },
        formats,
        process.env['CHUNGTAY_BASE_URL'] ?? 'http://localhost:3000',
      );
    });
    mkdirSync(out, { recursive: true });
    for (const file of files) {
      writeFileSync(resolve(out, file.name), file.content);
      console.log(resolve(out, file.name));
    }
  });

const importFile = () =>
  inHouse(async (house) => {
    const rows = JSON.parse(readFileSync(need('file'), 'utf8')) as Parameters<typeof importMany>[0]['body']['rows'];
    const body = { form: need('form'), period: need('period'), rows };
    const answer = await house.asSystem((ask) => importMany({ params: undefined, query: undefined, body }, ask));
    console.log(`${answer.submitted} báo cáo, ${answer.values} số liệu / reports, values`);
  });

const verify = () =>
  inHouse(async (house) => {
    const owner = await connectOwner(house.ownerUrl);
    const { cells, totals, differences } = await differencesOfTotals(owner);
    await owner.end();
    const broken = await house.asSystem(async (ask) => {
      const faults: number[] = [];
      for (const edition of await allEditions(ask.tx))
        if ((await hashToday(ask.tx, edition.id)) !== edition.hash) faults.push(edition.id);
      return faults;
    });
    console.log(
      `${cells} ô / cells, ${totals} tổng / totals: ${differences.length} khác / different; bản ban hành hỏng / broken editions: ${broken.length}`,
    );
    for (const each of differences) console.log(JSON.stringify(each));
    for (const id of broken) console.log(`edition ${id}`);
    process.exitCode = differences.length + broken.length > 0 ? 1 : 0;
  });

const importRegister = async () => {
  const database = await findDatabase(configOf());
  try {
    await migrate(database.ownerUrl);
    const owner = await connectOwner(database.ownerUrl);
    try {
      for (const set of await importUnits(owner, positionals[2] ? resolve(positionals[2]) : unitsFolder, new Date()))
        console.log(`${set.title.vi}: +${set.begun} −${set.ended} ~${set.changed}, ${set.successions} cặp kế thừa`);
    } finally {
      await owner.end();
    }
  } finally {
    await database.stop();
  }
};

const runMigrations = async () => {
  const database = await findDatabase(configOf());
  const { ran } = await migrate(database.ownerUrl);
  console.log(ran.length > 0 ? ran.join('\n') : 'đã mới nhất / up to date');
  await database.stop();
};

const doctor = () =>
  inHouse(async (house) => {
    const owner = await connectOwner(house.ownerUrl);
    const ask = async (text: string) => Object.values((await owner.query(text)).rows[0] ?? {})[0];
    console.log(`PostgreSQL       ${await ask('show server_version')}`);
    console.log(`dung lượng/size  ${await ask('select pg_size_pretty(pg_database_size(current_database()))')}`);
    console.log(
      `vai trò/role     chungtay_app: ${await ask("select case when rolbypassrls or rolsuper then 'SAI: bỏ qua RLS / bypasses RLS' else 'đúng / right' end from pg_roles where rolname = 'chungtay_app'")}`,
    );
    console.log(
      `fsync            ${await ask('show fsync')}, synchronous_commit ${await ask('show synchronous_commit')}`,
    );
    console.log(`Node             ${process.version}`);
    await owner.end();
  });

const commands: Record<string, () => Promise<unknown>> = {
  migrate: runMigrations,
  'units import': importRegister,
  report: makeReport,
  import: importFile,
  send: () =>
    sendReport(
      {
        server: need('server'),
        username: need('username'),
        password: process.env['CHUNGTAY_PASSWORD'] ?? '',
        form: need('form'),
        period: need('period'),
        file: need('file'),
        draft: flags.draft ?? false,
      },
      console.log,
    ),
  verify,
  doctor,
  serve: () => import('./main.ts'),
};

const name = positionals[0] === 'units' ? positionals.slice(0, 2).join(' ') : (positionals[0] ?? '');
const command = commands[name];
if (!command || flags.help) {
  console.log(usage);
  process.exitCode = command || name === '' ? 0 : 2;
} else {
  await command().catch((error: unknown) => {
    process.exitCode = 1;
    if (!(error instanceof Refused)) {
      console.error(error instanceof Error ? error.message : error);
      return;
    }
    const { says, data, code, fields } = error.refusal;
    const words = data as Record<string, string | number>;
    console.error(`${say(says, 'vi', words)}\n${say(says, 'en', words)} (${code})`);
    for (const field of fields ?? []) console.error(`  ${field.path}: ${field.says.vi} / ${field.says.en}`);
  });
}
