/** What stands inside the seal and the compression: records of a kind, one after the other, readable without holding more than one. */
import { cutShort, damaged } from './words.ts';

/** `M` the manifest, `T` a table begins, `D` some of its data as COPY writes it, `E` the table ends, `Z` the backup ends. */
export type RecordKind = 'M' | 'T' | 'D' | 'E' | 'Z';
const kinds: ReadonlySet<string> = new Set(['M', 'T', 'D', 'E', 'Z']);

export type Column = string;
export type TableShape = { name: string; columns: readonly Column[] };
export type SequenceState = { name: string; last: string; called: boolean };

/** What is known before the first row. */
export type Manifest = {
  version: string;
  madeAt: string;
  postgres: string;
  migrations: readonly { name: string; hash: string }[];
  tables: readonly TableShape[];
  sequences: readonly SequenceState[];
};

/** What is known of a table after its last row: the hash is over the stream of COPY. */
export type TableSum = { name: string; rows: number; bytes: number; hash: string };
export type End = { tables: number; rows: number };

const HEAD = 5;
const LONGEST = 64 * 1024 * 1024;

export const record = (kind: RecordKind, content: Buffer): Buffer[] => {
  const head = Buffer.alloc(HEAD);
  head.write(kind, 0, 'latin1');
  head.writeUInt32BE(content.length, 1);
  return [head, content];
};

export const jsonRecord = (kind: RecordKind, content: unknown): Buffer[] =>
  record(kind, Buffer.from(JSON.stringify(content), 'utf8'));

export type Read = { kind: RecordKind; content: Buffer };

/** The records of a stream, in order. @throws Error when the stream is no such thing or ends in the middle. */
export async function* recordsOf(parts: AsyncIterable<Buffer>): AsyncGenerator<Read> {
  let waiting: Buffer = Buffer.alloc(0);
  for await (const part of parts) {
    waiting = waiting.length === 0 ? part : Buffer.concat([waiting, part]);
    let from = 0;
    while (waiting.length - from >= HEAD) {
      const kind = waiting.toString('latin1', from, from + 1);
      const length = waiting.readUInt32BE(from + 1);
      if (!kinds.has(kind) || length > LONGEST) throw damaged(0);
      if (waiting.length - from < HEAD + length) break;
      yield { kind: kind as RecordKind, content: waiting.subarray(from + HEAD, from + HEAD + length) };
      from += HEAD + length;
    }
    waiting = waiting.subarray(from);
  }
  if (waiting.length > 0) throw cutShort();
}

export const parsed = <T>({ content }: Read): T => JSON.parse(content.toString('utf8')) as T;
