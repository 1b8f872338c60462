/** What the operator decides: flags of the command first, then the environment, then the default. */
import { parseArgs } from 'node:util';

export type Config = {
  host: string;
  port: number;
  /** A PostgreSQL of the operator's own; without it the embedded one is started. */
  databaseUrl: string | null;
  /** The runtime role's own address, where the operator gives it one; else the owner steps down to that role. */
  appDatabaseUrl: string | null;
  dataDir: string | null;
  demonstration: boolean;
  secret: string | undefined;
  baseUrl: string | undefined;
  /** Behind a proxy: its header names the caller's address, which the counter of wrong passwords asks for. */
  trustProxy: boolean;
};

/** Reads `--port`, `--host`, `--data-dir`, `--demo`, `--empty` and the environment; throws on an unknown flag. */
export const readConfig = (args: readonly string[], env: NodeJS.ProcessEnv): Config => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      'data-dir': { type: 'string' },
      demo: { type: 'boolean' },
      empty: { type: 'boolean' },
    },
  });
  const port = Number(values.port ?? env['PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`no such port: ${values.port ?? env['PORT']}`);
  return {
    host: values.host ?? env['HOST'] ?? '127.0.0.1',
    port,
    databaseUrl: env['DATABASE_URL'] || null,
    appDatabaseUrl: env['APP_DATABASE_URL'] || null,
    dataDir: values['data-dir'] ?? env['CHUNGTAY_DATA_DIR'] ?? null,
    // To try it out the demonstration comes by itself; on a database of one's own only when asked for.
    demonstration: values.demo ?? (!env['DATABASE_URL'] && !values.empty),
    secret: env['CHUNGTAY_SECRET'],
    baseUrl: env['CHUNGTAY_BASE_URL'],
    trustProxy: env['CHUNGTAY_TRUST_PROXY'] === '1',
  };
};
