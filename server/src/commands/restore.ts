import { resolve } from 'node:path';
import { findDatabase } from '../house.ts';
import { endSignIns } from '../identity/index.ts';
import { bringBack } from '../kernel/backup/moment.ts';
import { passphraseOf } from '../kernel/backup/passphrase.ts';
import { restoreBackup } from '../kernel/backup/restore.ts';
import { noServerOfOwn, notATime } from '../kernel/backup/words.ts';
import { packagedProgram, packageFolder } from '../kernel/postgres/program.ts';
import { faultsOfHouse } from '../soundness.ts';
import { type Command, configOf, type Flags } from './command.ts';

export const restore: Command = {
  name: 'restore',
  usage: [
    'restore --in TỆP [--passphrase-file TỆP] [--keep-faults] [--keep-sign-ins]',
    'restore --physical THƯ_MỤC --wal THƯ_MỤC [--until THỜI_ĐIỂM] --data-dir THƯ_MỤC_MỚI [--passphrase-file TỆP]',
    'khôi phục vào nơi trống, hoặc về một thời điểm / restore into an empty place, or to a moment',
  ],
  flags: {
    in: 'value',
    'passphrase-file': 'value',
    'keep-faults': 'alone',
    'keep-sign-ins': 'alone',
    physical: 'value',
    wal: 'value',
    until: 'value',
  },
  run: (flags) => (flags.get('physical') ? toMoment(flags) : fromFile(flags)),
};

const fromFile = async (flags: Flags): Promise<number> => {
  const config = configOf(flags);
  const passphrase = passphraseOf(flags.get('passphrase-file'), config.backupPassphrase);
  const from = resolve(flags.need('in'));
  const database = await findDatabase(config);
  let ended: Awaited<ReturnType<typeof endSignIns>> | null = null;
  try {
    const { manifest, sums, rows, ran, faults, ms } = await restoreBackup({
      ownerUrl: database.ownerUrl,
      from,
      passphrase,
      check: faultsOfHouse,
      despiteFaults: flags.has('keep-faults'),
      ...(!flags.has('keep-sign-ins') && {
        settle: async ({ tx }) => {
          ended = await endSignIns(tx, new Date());
        },
      }),
    });
    console.log(
      `${sums.length} bảng / tables, ${rows} dòng / rows, ${(ms / 1000).toFixed(1)} s; bản sao lưu / backup of ${manifest.madeAt}, phiên bản / version ${manifest.version}`,
    );
    console.log('mọi bảng khớp từng byte / every table is the same byte by byte');
    console.log(sayEnded(ended));
    for (const name of ran) console.log(`+ ${name}`);
    for (const fault of faults) console.log(`  HỎNG / BROKEN  ${fault}`);
    return faults.length > 0 ? 1 : 0;
  } finally {
    await database.stop();
  }
};

const sayEnded = (ended: { sessions: number; codes: number; keys: number } | null): string =>
  ended
    ? `đã kết thúc ${ended.sessions} phiên, ${ended.codes} mã dùng một lần, ${ended.keys} khóa API / ended ${ended.sessions} sessions, ${ended.codes} one-time codes, ${ended.keys} API keys`
    : 'giữ nguyên phiên, mã và khóa API như khi sao lưu / sessions, codes and API keys are as they were backed up';

const toMoment = async (flags: Flags): Promise<number> => {
  const config = configOf(flags);
  if (config.databaseUrl) throw noServerOfOwn();
  const typed = flags.get('until');
  const until = typed ? new Date(typed) : null;
  // Without a zone the clock of this machine would decide, and a restore may well happen on another one.
  if (typed && (Number.isNaN(until?.getTime()) || !/(Z|[+-]\d\d:?\d\d)$/i.test(typed))) throw notATime(typed);
  const dataDir = resolve(flags.need('data-dir'));
  await bringBack({
    program: packagedProgram(await packageFolder()),
    from: resolve(flags.need('physical')),
    log: resolve(flags.need('wal')),
    until,
    dataDir,
    passphrase: passphraseOf(flags.get('passphrase-file'), config.backupPassphrase),
  });
  console.log(`${dataDir}: ${until ? until.toISOString() : 'đến hết nhật ký / to the end of the log'}`);
  return 0;
};
