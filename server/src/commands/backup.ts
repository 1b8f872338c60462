import { basename, resolve } from 'node:path';
import { findDatabase } from '../house.ts';
import { makeBackup } from '../kernel/backup/make.ts';
import { mustHavePassphrase, passphraseOf } from '../kernel/backup/passphrase.ts';
import { makePhysicalBackup } from '../kernel/backup/physical.ts';
import { noteBackup } from '../kernel/backup/queries.ts';
import { noServerOfOwn } from '../kernel/backup/words.ts';
import { type Command, configOf, type Flags } from './command.ts';

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export const backup: Command = {
  name: 'backup',
  usage: [
    'backup --out TỆP [--passphrase-file TỆP | --plain]',
    'backup --physical --out THƯ_MỤC [--passphrase-file TỆP | --plain]',
    'sao lưu khi máy chủ đang chạy / back up while the server runs',
  ],
  flags: { out: 'value', 'passphrase-file': 'value', plain: 'alone', physical: 'alone' },
  run: async (flags) => {
    const config = configOf(flags);
    const out = resolve(flags.need('out'));
    const passphrase = mustHavePassphrase(
      passphraseOf(flags.get('passphrase-file'), config.backupPassphrase),
      flags.has('plain'),
    );
    if (flags.has('physical') && config.databaseUrl) throw noServerOfOwn();
    const database = await findDatabase(config);
    try {
      await (flags.has('physical') ? filesOf : tablesOf)({ ownerUrl: database.ownerUrl, out, passphrase }, flags);
    } finally {
      await database.stop();
    }
  },
};

type Wanted = { ownerUrl: string; out: string; passphrase: string | null };

const tablesOf = async (wanted: Wanted, flags: Flags): Promise<void> => {
  const at = new Date();
  const { sums, rows, bytes, ms } = await makeBackup(wanted);
  const made = { bytes, tables: sums.length, rows };
  await noteBackup(wanted.ownerUrl, { kind: 'by-hand', at, ms, file: basename(wanted.out), made, error: null });
  const lock = flags.has('plain') ? 'KHÔNG mã hóa / NOT encrypted' : 'đã mã hóa / encrypted';
  console.log(
    `${wanted.out}: ${sums.length} bảng / tables, ${rows} dòng / rows, ${megabytes(bytes)}, ${seconds(ms)}, ${lock}`,
  );
};

const filesOf = async (wanted: Wanted): Promise<void> => {
  const at = new Date();
  const { bytes, ms, stoppedAt } = await makePhysicalBackup(wanted);
  const made = { bytes, tables: 0, rows: 0 };
  await noteBackup(wanted.ownerUrl, { kind: 'files', at, ms, file: basename(wanted.out), made, error: null });
  console.log(
    `${wanted.out}: ${megabytes(bytes)}, ${seconds(ms)}; khôi phục được từ / can be restored to any moment from ${stoppedAt.toISOString()}`,
  );
};
