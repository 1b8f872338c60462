/** A real SMTP server on this machine, for tests: it keeps what it is given, and can refuse. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { MailSettings } from '../../kernel/mail-settings.ts';
import { testCertificate, testKey } from './certificate.ts';

export type Received = { to: string[]; from: string; raw: string; secure: boolean };

type How = {
  port?: number;
  /** Offers no STARTTLS. */
  plain?: boolean;
  user?: { name: string; password: string };
  /** What is answered to a recipient; null takes it. */
  refuses?: (address: string) => number | null;
};

export const mailServer = async ({ port = 0, plain = false, user, refuses = () => null }: How = {}) => {
  const received: Received[] = [];
  const server = new SMTPServer({
    key: testKey,
    cert: testCertificate,
    disableReverseLookup: true,
    logger: false,
    ...(plain && { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] }),
    authOptional: user === undefined,
    onAuth: ({ username, password }, _session, done) =>
      username === user?.name && password === user?.password
        ? done(null, { user: username })
        : done(new Error('no such user')),
    onRcptTo: ({ address }, _session, done) => {
      const code = refuses(address);
      done(code === null ? null : Object.assign(new Error('refused'), { responseCode: code }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          raw: Buffer.concat(chunks).toString('utf8'),
          secure: session.secure,
        });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready) => {
    server.listen(port, '127.0.0.1', () => ready());
  });
  const at = (server.server.address() as AddressInfo).port;
  const settings = (more: Partial<MailSettings> = {}): MailSettings => ({
    ...{ host: '127.0.0.1', port: at, tls: 'none', user: null, password: null },
    ...{ from: 'nhac-viec@example.vn', messageDomain: 'example.vn', ca: null },
    ...more,
  });
  return {
    received,
    port: at,
    settings,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
};

/** The words of a letter, out of the form in which they travel. */
export const wordsOf = ({ raw }: Received): string => {
  const [head = '', body = ''] = raw.split(/\r\n\r\n([\s\S]*)/);
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/content-transfer-encoding: quoted-printable/i.test(head)) return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};
