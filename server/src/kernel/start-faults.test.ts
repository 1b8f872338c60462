import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProgram } from '../processes/program.ts';
import { StartFault, whyNotServeAs, wordsOfStart } from './start-faults.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';

const of = (code: string) => Object.assign(new Error(code), { code });

describe('why the program could not start', () => {
  it.each([
    ['EADDRINUSE', 'port is taken'],
    ['ERR_PARSE_ARGS_UNKNOWN_OPTION', 'does not know'],
    ['ECONNREFUSED', 'database cannot be reached'],
    ['ENOTFOUND', 'database cannot be reached'],
    ['28P01', 'password'],
    ['3D000', 'no database of this name'],
    ['42501', 'lacks rights'],
    ['53300', 'no connections left'],
  ])('%s is said in words', (code, words) => {
    expect(wordsOfStart(of(code))?.en).toContain(words);
    expect(wordsOfStart(new Error('around', { cause: of(code) }))?.en).toContain(words);
  });

  it('leaves alone what an operator cannot put right', () => {
    expect(wordsOfStart(new Error('a fault of the program'))).toBeNull();
    expect(wordsOfStart(of('23505'))).toBeNull();
  });

  const role = { name: 'r', superuser: false, bypassesRls: false, ownsTables: false };
  it('refuses to answer requests as a role that no policy holds', () => {
    expect(whyNotServeAs(role, 'APP_DATABASE_URL')).toBeNull();
    for (const each of [{ superuser: true }, { bypassesRls: true }, { ownsTables: true }])
      expect(whyNotServeAs({ ...role, ...each }, 'READ_DATABASE_URL')?.en).toContain('row-level security');
    expect(wordsOfStart(new StartFault({ vi: 'a', en: 'b' }))).toEqual({ vi: 'a', en: 'b' });
  });
});

describe('the program itself', { timeout: 120_000 }, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  const ended = async (env: Record<string, string>) => {
    const program = startProgram(env);
    const code = await new Promise((done) => program.child.once('exit', done));
    return { code, said: program.said() };
  };
  const right = () => ({ DATABASE_URL: database.ownerUrl, APP_DATABASE_URL: database.appUrl });

  it('ends with an error and a sentence when its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const { code, said } = await ended({ ...right(), PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(said).toContain('Cổng đã có chương trình khác dùng');
  });

  it('ends with an error and a sentence when the database is not there', async () => {
    const { code, said } = await ended({ DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none', PORT: '0' });
    expect(code).toBe(1);
    expect(said).toContain('Không nối được tới cơ sở dữ liệu');
  });

  it('does not answer requests as the owner of everything', async () => {
    const { code, said } = await ended({ ...right(), APP_DATABASE_URL: database.ownerUrl, PORT: '0' });
    expect(code).toBe(1);
    expect(said).toContain('row-level security');
  });
});
