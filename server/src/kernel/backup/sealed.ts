/**
 * The file around a backup: a line that says what it is, then numbered chunks, each sealed by itself. A chunk that was changed, left
 * out, repeated or moved does not open; a file without its last chunk is cut short. The key comes from the passphrase by scrypt.
 *
 *   CHUNGTAY BACKUP 1 {header as JSON} LF
 *   length (4 bytes, highest bit: the last chunk) | content | seal (16 bytes)     … once for each chunk
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { cutShort, damaged, noBackup, passphraseMissing, passphraseWrong } from './words.ts';

const MAGIC = 'CHUNGTAY BACKUP 1 ';
const CHUNK = 256 * 1024;
/** A later program may write longer ones. */
const LONGEST_CHUNK = 1024 * 1024;
const SEAL = 16;
const LAST = 0x8000_0000;
const LONGEST_HEADER = 4096;
/** About 0.3 s and 128 MB: what guessing a passphrase costs each time. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1 };
const SCRYPT_MEMORY = 256 * 1024 * 1024;

/** What stands inside: all tables as text, or the files of a database server. */
export type Content = 'tables' | 'files';
type Kdf = { N: number; r: number; p: number; salt: string; check: string };
type Header = { content: Content; kdf: Kdf | null };
type Keys = { key: Buffer | null; header: Buffer };

const deriveKey = (
  passphrase: string,
  { N, r, p, salt }: Omit<Kdf, 'check'>,
): Promise<{ key: Buffer; check: string }> =>
  new Promise((resolve, reject) => {
    // One letter can be written in two ways; a passphrase typed on another machine must still fit.
    const bytes = Buffer.from(passphrase.normalize('NFC'), 'utf8');
    scrypt(bytes, Buffer.from(salt, 'base64'), 64, { N, r, p, maxmem: SCRYPT_MEMORY }, (error, derived) => {
      if (error) reject(error);
      else resolve({ key: derived.subarray(0, 32), check: derived.subarray(32).toString('base64') });
    });
  });

const nonceOf = (number: number, isLast: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(isLast ? 1 : 0, 0);
  nonce.writeUIntBE(number, 6, 6);
  return nonce;
};

/** Without a key the seal only tells damage: anybody could make it. */
const digestOf = (header: Buffer, nonce: Buffer, content: Buffer): Buffer =>
  createHash('sha256').update(header).update(nonce).update(content).digest().subarray(0, SEAL);

const seal = ({ key, header }: Keys, number: number, isLast: boolean, content: Buffer): Buffer[] => {
  const nonce = nonceOf(number, isLast);
  const length = Buffer.alloc(4);
  length.writeUInt32BE((isLast ? LAST : 0) + content.length);
  if (key === null) return [length, content, digestOf(header, nonce, content)];
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: SEAL }).setAAD(header);
  const hidden = Buffer.concat([cipher.update(content), cipher.final()]);
  return [length, hidden, cipher.getAuthTag()];
};

/** @throws Error when a single bit, the number or the place of the chunk is not what was sealed. */
const unseal = ({ key, header }: Keys, number: number, isLast: boolean, content: Buffer, mark: Buffer): Buffer => {
  const nonce = nonceOf(number, isLast);
  if (key === null) {
    if (!digestOf(header, nonce, content).equals(mark)) throw damaged(number);
    return content;
  }
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: SEAL }).setAAD(header).setAuthTag(mark);
    return Buffer.concat([cipher.update(content), cipher.final()]);
  } catch {
    throw damaged(number);
  }
};

/** Seals whatever is written to it; null seals without hiding. */
export const sealing = async (content: Content, passphrase: string | null): Promise<Transform> => {
  const salt = randomBytes(16).toString('base64');
  const derived = passphrase === null ? null : await deriveKey(passphrase, { ...SCRYPT, salt });
  const head: Header = { content, kdf: derived && { ...SCRYPT, salt, check: derived.check } };
  const header = Buffer.from(`${MAGIC}${JSON.stringify(head)}\n`, 'utf8');
  const keys: Keys = { key: derived?.key ?? null, header: createHash('sha256').update(header).digest() };
  let waiting: Buffer[] = [];
  let size = 0;
  let number = 0;
  const out = new Transform({
    transform(part: Buffer, _encoding, done) {
      waiting.push(part);
      size += part.length;
      if (size > CHUNK) {
        const all = Buffer.concat(waiting, size);
        let from = 0;
        // The last chunk is only known at the end, so something always waits.
        for (; all.length - from > CHUNK; from += CHUNK, number += 1)
          for (const piece of seal(keys, number, false, all.subarray(from, from + CHUNK))) this.push(piece);
        waiting = [all.subarray(from)];
        size = all.length - from;
      }
      done();
    },
    flush(done) {
      for (const piece of seal(keys, number, true, Buffer.concat(waiting, size))) this.push(piece);
      done();
    },
  });
  out.push(header);
  return out;
};

const readHeader = async (path: string): Promise<{ header: Header; bytes: Buffer }> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_HEADER), 0, LONGEST_HEADER, 0);
    const end = buffer.subarray(0, bytesRead).indexOf('\n');
    const line = buffer.subarray(0, end + 1);
    if (end < 0 || !line.toString('utf8').startsWith(MAGIC)) throw noBackup(path);
    return { header: parseHeader(line.toString('utf8').slice(MAGIC.length), path), bytes: Buffer.from(line) };
  } finally {
    await file.close();
  }
};

const parseHeader = (text: string, path: string): Header => {
  try {
    const { content, kdf } = JSON.parse(text) as Header;
    if (content !== 'tables' && content !== 'files') throw noBackup(path);
    // Whoever makes a file must not decide how much memory it takes to refuse it.
    if (kdf && !(128 * kdf.N * kdf.r <= SCRYPT_MEMORY / 2 && kdf.p <= 4)) throw noBackup(path);
    return { content, kdf };
  } catch {
    throw noBackup(path);
  }
};

/**
 * What was sealed into a file, chunk by chunk; a chunk is handed on only when its seal has been checked.
 * @throws Error that says: no backup, wrong or missing passphrase, damaged, cut short.
 */
export const unsealed = async (path: string, content: Content, passphrase: string | null): Promise<Readable> => {
  const { header, bytes } = await readHeader(path);
  if (header.content !== content) throw noBackup(path);
  const keys: Keys = { key: null, header: createHash('sha256').update(bytes).digest() };
  if (header.kdf) {
    if (passphrase === null) throw passphraseMissing();
    const { key, check } = await deriveKey(passphrase, header.kdf);
    if (check !== header.kdf.check) throw passphraseWrong();
    keys.key = key;
  }
  const opened = openChunks(keys);
  const source = createReadStream(path, { start: bytes.length, highWaterMark: CHUNK });
  source.on('error', (error) => opened.destroy(error));
  opened.on('close', () => source.destroy());
  return source.pipe(opened);
};

const openChunks = (keys: Keys): Transform => {
  let waiting: Buffer = Buffer.alloc(0);
  let number = 0;
  let ended = false;
  /** The next whole chunk, or null until more has been read. */
  const take = (): Buffer | null => {
    if (waiting.length < 4) return null;
    const word = waiting.readUInt32BE(0);
    const length = word % LAST;
    if (ended || length > LONGEST_CHUNK) throw damaged(number);
    const end = 4 + length + SEAL;
    if (waiting.length < end) return null;
    ended = word >= LAST;
    const content = unseal(keys, number, ended, waiting.subarray(4, 4 + length), waiting.subarray(4 + length, end));
    waiting = waiting.subarray(end);
    number += 1;
    return content;
  };
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      try {
        waiting = waiting.length === 0 ? part : Buffer.concat([waiting, part]);
        for (let content = take(); content; content = take()) this.push(content);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      if (!ended) done(cutShort());
      else done(waiting.length > 0 ? damaged(number) : null);
    },
  });
};
