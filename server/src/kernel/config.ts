/**
 * What the operator decides, all of it here: flags of the command first, then the environment, then the default.
 * Each setting stands in the table of the operator guide; a law of the house compares them.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type MailSettings, mailOf } from './mail-settings.ts';
import { type SignOnSettings, signOnOf } from './sign-on-settings.ts';

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

export type Config = {
  host: string;
  port: number;
  /** A PostgreSQL of the operator's own; without it the embedded one is started. */
  databaseUrl: string | null;
  /** The runtime role's own address, where the operator gives it one; else the owner steps down to that role. */
  appDatabaseUrl: string | null;
  /** A server that follows the first by streaming, for reads; null: everything is read where it is written. */
  readDatabaseUrl: string | null;
  dataDir: string | null;
  demonstration: boolean;
  secret: string | undefined;
  baseUrl: string | undefined;
  /** The organisation's own sign-on; null: people sign in here only. */
  signOn: SignOnSettings | null;
  /** The mail server by which notices also go out; null: they stand in the inbox only. */
  mail: MailSettings | null;
  /** Behind a proxy: its header names the caller's address, which the counter of wrong passwords asks for. */
  trustProxy: boolean;
  /** Requests a minute of one session, key or address. */
  rateLimit: number;
  logLevel: LogLevel;
  /** Opens `/metrics` to whoever carries it; without it only this machine may read them. */
  metricsToken: string | null;
  /** Seconds that running requests may still take after a signal to stop. */
  drainSeconds: number;
  /** Connections that this process opens to the database for requests. */
  poolSize: number;
  /** False: another process does the timed work. */
  jobs: boolean;
  /** Where the backup of each night goes; null: none is made. */
  backupDir: string | null;
  backupPassphrase: string | null;
  /** Backups of the night need no passphrase: their folder is locked in another way. */
  backupPlain: boolean;
  /** A folder that keeps the log of the embedded database, or `none`; null: as it was. */
  walArchive: string | null;
  /** Where traces go (OTLP over HTTP); null: nothing is traced and nothing of it is loaded. */
  traces: string | null;
  /** Says on a line of its own when the server can be reached, for the program that started it. */
  saysReady: boolean;
};

/** Reads `--port`, `--host`, `--data-dir`, `--demo`, `--empty` and the environment; throws on an unknown flag or a value that is none. */
export const readConfig = (args: readonly string[], env: NodeJS.ProcessEnv): Config => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      'data-dir': { type: 'string' },
      demo: { type: 'boolean' },
      empty: { type: 'boolean' },
      'wal-archive': { type: 'string' },
    },
  });
  const databaseUrl = secretOf(env['DATABASE_URL'], env['DATABASE_URL_FILE']);
  const logLevel = env['CHUNGTAY_LOG'] || (databaseUrl ? 'info' : 'warn');
  const isLevel = (text: string): text is LogLevel => (logLevels as readonly string[]).includes(text);
  if (!isLevel(logLevel)) throw new Error(`CHUNGTAY_LOG: ${logLevels.join(' | ')}`);
  return {
    host: values.host ?? env['HOST'] ?? '127.0.0.1',
    port: numberOf('PORT', values.port ?? env['PORT'], 3000, [0, 65_535]),
    databaseUrl,
    appDatabaseUrl: secretOf(env['APP_DATABASE_URL'], env['APP_DATABASE_URL_FILE']),
    readDatabaseUrl: secretOf(env['READ_DATABASE_URL'], env['READ_DATABASE_URL_FILE']),
    dataDir: values['data-dir'] ?? env['CHUNGTAY_DATA_DIR'] ?? null,
    // To try it out the demonstration comes by itself; on a database of one's own only when asked for.
    demonstration: values.demo ?? (!databaseUrl && !values.empty),
    secret: secretOf(env['CHUNGTAY_SECRET'], env['CHUNGTAY_SECRET_FILE']) ?? undefined,
    baseUrl: env['CHUNGTAY_BASE_URL'],
    signOn: signOnOf({
      issuer: env['CHUNGTAY_OIDC_ISSUER'],
      clientId: env['CHUNGTAY_OIDC_CLIENT_ID'],
      clientSecret: secretOf(env['CHUNGTAY_OIDC_CLIENT_SECRET'], env['CHUNGTAY_OIDC_CLIENT_SECRET_FILE']),
      name: env['CHUNGTAY_OIDC_NAME'],
      match: env['CHUNGTAY_OIDC_MATCH'],
      baseUrl: env['CHUNGTAY_BASE_URL'],
    }),
    mail: mailOf({
      host: env['CHUNGTAY_SMTP_HOST'],
      port: numberOf('CHUNGTAY_SMTP_PORT', env['CHUNGTAY_SMTP_PORT'], 587, [1, 65_535]),
      tls: env['CHUNGTAY_SMTP_TLS'],
      user: env['CHUNGTAY_SMTP_USER'],
      password: secretOf(env['CHUNGTAY_SMTP_PASSWORD'], env['CHUNGTAY_SMTP_PASSWORD_FILE']),
      from: env['CHUNGTAY_SMTP_FROM'],
      ca: secretOf(undefined, env['CHUNGTAY_SMTP_CA_FILE']),
    }),
    trustProxy: env['CHUNGTAY_TRUST_PROXY'] === '1',
    rateLimit: numberOf('CHUNGTAY_RATE_LIMIT', env['CHUNGTAY_RATE_LIMIT'], 600, [10, 1_000_000]),
    logLevel,
    metricsToken: secretOf(env['CHUNGTAY_METRICS_TOKEN'], env['CHUNGTAY_METRICS_TOKEN_FILE']),
    drainSeconds: numberOf('CHUNGTAY_DRAIN_SECONDS', env['CHUNGTAY_DRAIN_SECONDS'], 20, [1, 600]),
    poolSize: numberOf('CHUNGTAY_POOL', env['CHUNGTAY_POOL'], 16, [2, 200]),
    jobs: env['CHUNGTAY_JOBS'] !== '0',
    backupDir: env['CHUNGTAY_BACKUP_DIR'] || null,
    backupPassphrase: secretOf(env['CHUNGTAY_BACKUP_PASSPHRASE'], env['CHUNGTAY_BACKUP_PASSPHRASE_FILE']),
    backupPlain: env['CHUNGTAY_BACKUP_PLAIN'] === '1',
    walArchive: values['wal-archive'] ?? (env['CHUNGTAY_WAL_ARCHIVE'] || null),
    traces: env['OTEL_EXPORTER_OTLP_ENDPOINT'] || null,
    saysReady: env['CHUNGTAY_READY'] === '1',
  };
};

/** A secret stands in the environment, or in the file that `…_FILE` names, which is how containers are given theirs. */
const secretOf = (value: string | undefined, file: string | undefined): string | null => {
  if (value) return value;
  return file ? readFileSync(file, 'utf8').trim() || null : null;
};

const numberOf = (name: string, text: string | undefined, otherwise: number, [least, most]: [number, number]) => {
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(
      `${name}: ${text} (cần số nguyên từ ${least} đến ${most} / a whole number from ${least} to ${most})`,
    );
  return value;
};
