/**
 * The parts of a zip archive, one at a time and only as large as allowed. The table at the end of the archive says what there is;
 * it is a claim, so the real size is counted while a part is unpacked.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { damaged, Unreadable } from './broken.ts';

/** Bytes that the parts read from one file may have unpacked: four times a whole country on sixty indicators. */
export const MOST_UNPACKED = 32 * 1024 * 1024;
/** Bytes that all parts may claim, pictures and what else is never unpacked included. */
const MOST_CLAIMED = 256 * 1024 * 1024;
const MOST_PARTS = 2_000;
/** What a name in an archive may be called. */
const LONGEST_NAME = 512;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
/** A size that stands in a record of ZIP64: only for archives beyond four gigabytes, which are refused for their size anyway. */
const ELSEWHERE = 0xffffffff;

type Part = { method: number; encrypted: boolean; crc: number; packed: number; claimed: number; at: number };
export type Archive = {
  names: readonly string[];
  has: (name: string) => boolean;
  /** The part unpacked. @throws Unreadable when it is damaged, locked, or larger than what is left of the allowance. */
  unpack: (name: string) => Buffer;
};

const endOf = (file: Buffer): number => {
  const last = file.length - END_SIZE;
  for (let at = last; at >= 0 && at >= last - LONGEST_COMMENT; at -= 1) if (file.readUInt32LE(at) === END) return at;
  throw damaged('no end of the archive');
};

const partsOf = (file: Buffer): Map<string, Part> => {
  const end = endOf(file);
  const count = file.readUInt16LE(end + 10);
  if (count > MOST_PARTS) throw new Unreadable('too-large', 'too many parts');
  const parts = new Map<string, Part>();
  let at = file.readUInt32LE(end + 16);
  let claimed = 0;
  for (let n = 0; n < count; n += 1) {
    if (at + ENTRY_SIZE > file.length || file.readUInt32LE(at) !== ENTRY) throw damaged('no entry where one should be');
    const length = file.readUInt16LE(at + 28);
    if (length > LONGEST_NAME || at + ENTRY_SIZE + length > file.length) throw damaged('a name that is too long');
    const name = file.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + length).replaceAll('\\', '/');
    const part = {
      method: file.readUInt16LE(at + 10),
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      crc: file.readUInt32LE(at + 16),
      packed: file.readUInt32LE(at + 20),
      claimed: file.readUInt32LE(at + 24),
      at: file.readUInt32LE(at + 42),
    };
    if (part.packed === ELSEWHERE || part.claimed === ELSEWHERE) throw new Unreadable('too-large', 'ZIP64');
    claimed += part.claimed;
    if (claimed > MOST_CLAIMED) throw new Unreadable('too-large', 'claims too much');
    // Programs differ in which of two parts of one name they read; so none is.
    if (parts.has(name)) throw damaged('two parts of one name');
    parts.set(name, part);
    at += ENTRY_SIZE + length + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
};

const inflate = (packed: Buffer, left: number): Buffer => {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new Unreadable('too-large', 'unpacks too large');
    throw damaged('cannot be unpacked');
  }
};

/** Opens an archive; nothing is unpacked yet. @throws Unreadable */
export const openArchive = (file: Buffer, most = MOST_UNPACKED): Archive => {
  if (file.length < END_SIZE) throw damaged('too short');
  const parts = partsOf(file);
  let left = most;
  const unpack = (name: string): Buffer => {
    const part = parts.get(name);
    if (!part) throw damaged(`no part ${name}`);
    if (part.encrypted) throw new Unreadable('password');
    if (part.claimed > left) throw new Unreadable('too-large', 'claims more than is allowed');
    if (part.at + LOCAL_SIZE > file.length || file.readUInt32LE(part.at) !== LOCAL)
      throw damaged('no part at its place');
    const begin = part.at + LOCAL_SIZE + file.readUInt16LE(part.at + 26) + file.readUInt16LE(part.at + 28);
    if (begin + part.packed > file.length) throw damaged('a part beyond the end');
    const packed = file.subarray(begin, begin + part.packed);
    if (part.method !== STORED && part.method !== DEFLATED) throw damaged('packed in another way');
    const content = part.method === STORED ? packed : inflate(packed, left);
    if (content.length !== part.claimed || crc32(content) !== part.crc) throw damaged('is not what it claims');
    left -= content.length;
    return content;
  };
  return { names: [...parts.keys()], has: (name) => parts.has(name), unpack };
};
