/** A second server that PostgreSQL keeps like the first by streaming, as operators have it. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type RunningPostgres, startEmbedded } from '../postgres/embedded.ts';
import { preparePlace } from '../postgres/place.ts';

/** Copies the files of a running embedded server into a new folder and starts a server there that follows the first one. */
export const startStandby = async (primaryUrl: string, dataDir: string): Promise<RunningPostgres> => {
  const client = new pg.Client({ connectionString: primaryUrl });
  await client.connect();
  const { rows } = await client.query<{ data: string; socket: string }>(
    `select current_setting('data_directory') as data, current_setting('unix_socket_directories') as socket`,
  );
  const { data = '', socket = '' } = rows[0] ?? {};
  const place = preparePlace(dataDir);
  await client.query(`select pg_backup_start('standby', true)`);
  // Files may change and vanish while they are copied: the log puts that right.
  spawnSync('cp', ['-a', data, place.data]);
  spawnSync('rm', ['-f', join(place.data, 'postmaster.pid')]);
  const { rows: stopped } = await client.query<{ label: string }>(
    'select labelfile as label from pg_backup_stop(false)',
  );
  await client.end();
  writeFileSync(join(place.data, 'backup_label'), stopped[0]?.label ?? '', { mode: 0o600 });
  writeFileSync(join(place.data, 'standby.signal'), '', { mode: 0o600 });
  if (place.user) spawnSync('chown', ['-R', `${place.user.uid}:${place.user.gid}`, place.data]);
  return startEmbedded({ dataDir, settings: { primary_conninfo: `host=${socket} user=postgres`, hot_standby: 'on' } });
};
