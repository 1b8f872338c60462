/** Keeps the log of all changes of the embedded database in a folder, so that any moment can be restored from an older copy. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type pg from 'pg';
import { isReachable, makePrivateFolder, type Place } from './place.ts';

/** Said in place of a folder to stop keeping the log. */
const NONE = 'none';
/** After so many seconds a piece of the log is kept although it is not full: as much can be lost with the machine. */
const EVERY = '60s';

/**
 * Beside the data, and not a flag of one start: a command that starts the database without the flag would leave a hole in the log
 * that nobody notices until a restore needs it.
 */
const pointerOf = (place: Place): string => join(place.root, 'wal-archive');
const folderOf = (place: Place): string | null =>
  existsSync(pointerOf(place)) ? readFileSync(pointerOf(place), 'utf8').trim() : null;

const shell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A piece has its name only when it is whole and on disk; the same piece handed over twice is no error, another one is. */
const commandFor = (folder: string): string => {
  const into = folder.replaceAll('%', '%%');
  const [piece, half] = [`${shell(`${into}/`)}"%f"`, `${shell(`${into}/.half-`)}"%f"`];
  return `if test -e ${piece}; then cmp -s "%p" ${piece}; else cp "%p" ${half} && sync ${half} && mv ${half} ${piece}; fi`;
};

/** Settings of a server whose log is kept; none where it is not. */
export const archiveSettings = (place: Place): Record<string, string> => {
  const folder = folderOf(place);
  return folder === null
    ? {}
    : { archive_mode: 'on', archive_command: commandFor(folder), archive_timeout: EVERY, wal_level: 'replica' };
};

/** From the next start on the log is kept in this folder. @throws Error when the server's user cannot get there. */
export const keepsLogIn = (place: Place, wanted: string): void => {
  if (wanted === NONE) {
    rmSync(pointerOf(place), { force: true });
    return;
  }
  const folder = resolve(wanted);
  makePrivateFolder(folder, place.user);
  if (!isReachable(dirname(folder), place.user))
    throw new Error(
      `Cơ sở dữ liệu không vào được ${folder} / The system user of the database cannot enter the folders above ${folder}`,
    );
  writeFileSync(pointerOf(place), `${folder}\n`);
};

/** @throws Error when a running server keeps its log elsewhere or not at all: that can only be changed by its next start. */
export const mustKeepLog = async (client: pg.Client, place: Place, wanted: string): Promise<void> => {
  const { rows } = await client.query<{ command: string }>(
    "select case current_setting('archive_mode') when 'on' then current_setting('archive_command') end as command",
  );
  const here = rows[0]?.command ?? null;
  if (here === (wanted === NONE ? null : commandFor(resolve(wanted)))) return;
  await client.end();
  throw new Error(
    `Cơ sở dữ liệu trong ${place.root} đang chạy với nơi lưu nhật ký khác: dừng mọi chương trình dùng nó trước / The database in ${place.root} runs with another --wal-archive: stop every program that uses it first`,
  );
};
