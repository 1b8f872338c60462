/** The mail server of the journeys: takes every letter and keeps it as a file, for whoever asks what has arrived. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

export type MailBox = { port: number; folder: string; close: () => Promise<void> };

export const startMailServer = async (): Promise<MailBox> => {
  const folder = mkdtempSync(join(tmpdir(), 'chungtay-mail-'));
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        count += 1;
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const letter = { to, raw: Buffer.concat(chunks).toString('utf8') };
        writeFileSync(join(folder, `${String(count).padStart(6, '0')}.json`), JSON.stringify(letter));
        done();
      });
    },
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', () => ready());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    folder,
    close: async () => {
      await new Promise<void>((closed) => server.close(() => closed()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** The words of a letter, out of the form in which they travel. */
const wordsOf = (raw: string): string => {
  const at = raw.indexOf('\r\n\r\n');
  const [head, body] = [raw.slice(0, at), raw.slice(at + 4)];
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/content-transfer-encoding: quoted-printable/i.test(head)) return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};

/** Waits for a letter to an address that holds some words; answers what it says. */
export const letterTo = async (folder: string, address: string, words: RegExp, limitMs = 60_000): Promise<string> => {
  const until = Date.now() + limitMs;
  while (Date.now() < until) {
    for (const file of readdirSync(folder)) {
      const { to, raw } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { to: string[]; raw: string };
      const said = wordsOf(raw);
      if (to.includes(address) && words.test(said)) return said;
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`no letter to ${address} says ${words}`);
};
