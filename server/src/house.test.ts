/**
 * Laws of the house that are read off its texts; those that need the running application or a database stand in `laws/`.
 * Each law is a function over data. Its test holds it against the house, then against a planted fault that it must see.
 */

import { actionWords } from '@app/contract/audit/words.ts';
import { postTable } from '@app/contract/identity/posts.ts';
import { problem } from '@app/contract/kernel/problem.ts';
import { rooms } from '@app/contract/kernel/rooms.ts';
import { describe, expect, it } from 'vitest';
import { rightsOf } from './identity/rules.ts';
import { actionsWithoutWords, actionsWritten } from './laws/audit-words.ts';
import { readersOfExpected } from './laws/expected-figures.ts';
import { missingIn } from './laws/named-paths.ts';
import { faultsOfProblems } from './laws/problem-words.ts';
import { allFiles, contractProblems, contractRoutes, foldersOf, madeHere, textOf } from './laws/repository.ts';
import { faultsOfRooms } from './laws/rooms.ts';
import { unreachable, type WebTexts } from './laws/screens.ts';
import { createdIn, foreignNames, shared } from './laws/sql-names.ts';
import { auditedAs, unaudited } from './laws/write-actions.ts';

const files = allFiles();
const isTest = (file: string) => /\.test\.tsx?$|\/testing\//.test(file);
const sources = files.filter((file) => /^server\/src\/.*\.ts$/.test(file) && !isTest(file));
/** The types of all tables are written from the database, the laws hold tables as data, and the crash test judges the whole. */
const ofAllRooms = /^server\/src\/(kernel\/tables\.ts$|laws\/|crash\/queries\.ts$)/;

describe('law 2: every write leaves an audit entry', () => {
  const byRoom = new Map(
    rooms.map((room) => [
      room as string,
      sources
        .filter((file) => file.startsWith(`server/src/${room}/`))
        .map(textOf)
        .join('\n'),
    ]),
  );

  it('names every write of the contract in the audit', async () => {
    const routes = await contractRoutes();
    expect(routes.filter(({ route }) => route.method !== 'GET').length).toBeGreaterThan(10);
    expect(unaudited(routes, byRoom)).toEqual([]);
  });

  it('keeps no exception for a write that is gone', async () => {
    const names = new Set((await contractRoutes()).map(({ room, name }) => `${room}.${name}`));
    expect(Object.keys(auditedAs).filter((name) => !names.has(name))).toEqual([]);
  });

  it('sees a write without an entry', async () => {
    const [first] = (await contractRoutes()).filter(({ route }) => route.method !== 'GET');
    if (!first) throw new Error('the contract describes no write');
    expect(unaudited([{ ...first, room: 'org', name: 'plantedWrite' }], byRoom)).toEqual([
      'no source leaves an audit entry "org.plantedWrite"',
    ]);
  });
});

describe('law 2: every action of the audit has words', () => {
  const written = actionsWritten(
    sources.filter((file) => !file.startsWith('server/src/laws/')).map(textOf),
    files.filter((file) => file.startsWith('server/migrations/')).map(textOf),
  );

  it('in both languages, whether an action writes it or a trigger', () => {
    expect(written).toContain('reporting.submitReport');
    expect(written).toContain('identity.sessionOpened');
    expect(actionsWithoutWords(written, actionWords)).toEqual([]);
  });

  it('sees an action without words, and the three of a table', () => {
    const planted = actionsWritten(
      ["await ask.audit({ action: late ? 'org.plantTree' : 'org.fellTree' });"],
      ["call kernel.audit_changes('org.tree', 'tree', 'userId', 'identity.unit_of_account');"],
    );
    expect(planted).toEqual(['org.fellTree', 'org.plantTree', 'org.treeChanged', 'org.treeEnded', 'org.treeOpened']);
    expect(actionsWithoutWords(planted.slice(0, 2), { 'org.fellTree': { vi: 'Chặt cây', en: '' } })).toEqual([
      'org.fellTree has no words in contract/src/audit/words.ts',
      'org.plantTree has no words in contract/src/audit/words.ts',
    ]);
  });
});

describe('law 3: every problem has words in both languages', () => {
  it('says each problem in Vietnamese and English, with the same places, under a code of its room', async () => {
    const problems = await contractProblems();
    expect(new Set(problems.map(({ room }) => room)).size).toBeGreaterThan(4);
    expect(faultsOfProblems(problems)).toEqual([]);
  });

  it('sees missing words, a place without its datum, and a code of another room or used twice', () => {
    const planted = (name: string, code: `${string}.${string}`, vi: string, en: string) => ({
      room: 'org',
      name,
      problem: problem(code, 409, { vi, en }),
    });
    expect(
      faultsOfProblems([
        planted('noEnglish', 'org.no-english', 'Không có.', ' '),
        planted('same', 'org.same', 'OK', 'OK'),
        planted('hole', 'org.hole', 'Còn {count} ô.', 'Cells remain.'),
        planted('elsewhere', 'figures.elsewhere', 'Ở phòng khác.', 'In another room.'),
        planted('twice', 'org.same', 'Lần hai.', 'Twice.'),
        planted('marks', 'org.marks', 'Ba\u0301o.', 'Report.'),
      ]),
    ).toEqual([
      'org/noEnglish (org.no-english): has no English words',
      'org/same (org.same): says the same in both languages',
      'org/hole (org.hole): names {count} in Vietnamese and {} in English',
      'org/hole (org.hole): names {count}, which is not in its data',
      'org/elsewhere (figures.elsewhere): has a code outside its room "org"',
      'org/twice (org.same): has the code of org/same',
      'org/marks (org.marks): has Vietnamese words that are not NFC',
    ]);
  });
});

describe('law 4: every path and script named in a document exists', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('package.json'));
  const known = { files, scripts: Object.keys(scripts), madeHere };
  const documents = files.filter((file) => file.endsWith('.md'));

  it.each(documents)('%s', (document) => {
    expect(missingIn(document, textOf(document), known)).toEqual([]);
  });

  it('sees files, folders, links and scripts that are not there', () => {
    const text = [
      'See `server/src/nowhere.ts`, `server/nowhere/deep`, `nobody.ts`, `docs/nothing/` and [this](../gone.md); run `npm run fly`.',
      'Right are `server/src/app.ts`, `server/src/<room>/actions.ts`, `queries.ts`, `contract/src/*/problems.ts`, [that](../LICENSE), `npm test`.',
      '```',
      'node --import tsx server/src/missing.ts',
      '```',
    ].join('\n');
    expect(missingIn('docs/planted.md', text, known)).toEqual(
      [
        'server/src/missing.ts',
        'server/src/nowhere.ts',
        'server/nowhere/deep',
        'nobody.ts',
        'docs/nothing/',
        'npm run fly',
        '../gone.md',
      ].map((name) => `docs/planted.md names ${name}, which does not exist`),
    );
  });
});

describe('law 5: only the queries of a room name its schema', () => {
  const created = createdIn(files.filter((file) => /^server\/migrations\/.*\.sql$/.test(file)).map(textOf));

  it('finds no table named outside its room', () => {
    expect(created.length).toBeGreaterThan(30);
    const judged = sources.filter((file) => !ofAllRooms.test(file));
    expect(judged.length).toBeGreaterThan(80);
    expect(judged.flatMap((file) => foreignNames(file, textOf(file), created))).toEqual([]);
  });

  it('shares only tables that exist', () => {
    expect(Object.keys(shared).filter((name) => !created.includes(name))).toEqual([]);
  });

  it("sees a neighbour's table in queries, and any table outside them, in SQL and in the builder's names", () => {
    const planted =
      "const a = sql`select * from reporting.report`; const b = tx.selectFrom('figures.editionTotal as t');";
    expect(foreignNames('server/src/org/queries.ts', planted, created)).toEqual([
      'server/src/org/queries.ts names figures.edition_total, which belongs to figures',
      'server/src/org/queries.ts names reporting.report, which belongs to reporting',
    ]);
    expect(foreignNames('server/src/reporting/actions.ts', 'sql`select 1 from org.unit`', created)).toEqual([
      'server/src/reporting/actions.ts names org.unit, but is no file of queries',
    ]);
    expect(foreignNames('server/src/reporting/queries.ts', 'sql`select 1 from org.unit` // org.body', created)).toEqual(
      [],
    );
  });
});

describe('law 7: contract, server and web have the same rooms', () => {
  it.each(['contract', 'server', 'web'])('%s', (workspace) => {
    expect(faultsOfRooms(workspace, foldersOf(`${workspace}/src`), rooms)).toEqual([]);
  });

  it('sees a room that is missing and a folder that is none', () => {
    expect(faultsOfRooms('web', ['kernel', 'org', 'shed'], ['org', 'review'])).toEqual([
      'web lacks the room review',
      'web/src/shed is no room of the house',
    ]);
  });
});

describe('law 8: every screen is reachable', () => {
  const web: WebTexts = {
    routes: textOf('web/src/routes.tsx'),
    paths: textOf('web/src/kernel/paths.ts'),
    navigation: textOf('web/src/shell/navigation.ts'),
    textOf,
  };
  const opened = new Set<string>(
    (['officer', 'head', 'inspector', 'administrator', 'operator'] as const).flatMap((role) =>
      ['commune', 'province', 'nation'].flatMap(
        (level) =>
          rightsOf({
            role,
            body: { kind: 'police', line: 'police', standing: true },
            unit: { id: 1, level, inForce: true },
          }).screens,
      ),
    ),
  );

  it('leads to each from the navigation of a post or from a page', () => {
    expect(Object.keys(postTable).length).toBeGreaterThan(5);
    expect(unreachable(web, opened)).toEqual([]);
  });

  it('sees a screen without a way to it, one that no post opens, and an address without a screen', () => {
    const planted = {
      ...web,
      routes: `${web.routes}\ncreateRoute({ path: paths.attic });\ncreateRoute({ path: paths.cellar });`,
      paths: web.paths.replace('} as const', "  attic: '/attic',\n  cellar: '/cellar',\n  roof: '/roof',\n} as const"),
      navigation: `${web.navigation}\n{ name: 'cellar',\n to: paths.cellar }`,
    };
    expect(unreachable(planted, opened)).toEqual([
      'roof has an address and no screen',
      'attic is neither in the navigation nor declared as linked from a page',
      'cellar stands in the navigation as "cellar", which no post can open',
    ]);
    expect(unreachable({ ...web, textOf: () => '' }, opened)).toContain(
      'report is not linked from web/src/reporting/WorkList.tsx',
    );
  });
});

describe('law 11: what the program is held against is read by nothing that produces it', () => {
  it('lets only the acceptance read the published figures', () => {
    const all = files.filter((file) => /\.(ts|tsx|mjs|cjs)$/.test(file) && !file.startsWith('server/src/laws/'));
    expect(all).toContain('server/src/acceptance/expected.ts');
    expect(readersOfExpected(all.map((file) => ({ file, text: textOf(file) })))).toEqual([]);
  });

  it('sees a source that looks them up', () => {
    const text = "import { published } from '../acceptance/expected.ts';";
    expect(
      readersOfExpected([
        { file: 'server/src/demonstration/declared.ts', text },
        { file: 'server/src/acceptance/main.ts', text: "import { published } from './expected.ts';" },
      ]),
    ).toEqual(['server/src/demonstration/declared.ts reads the expected figures']);
  });
});
