/* The plan of the house: which room may open which door. Read from top to bottom. */
const ground = ['org', 'identity'];
const ledgers = ['figures', 'documents', 'notices'];
const work = [
  'programmes',
  'plans',
  'reporting',
  'local-models',
  'activities',
  'conferences',
  'recognition',
  'emulation',
];
const tell = ['review', 'dashboards', 'portal', 'audit', 'operation'];

/* Doors between rooms of one storey. One new dependency = one new word here, seen in review. */
const neighbours = {
  identity: ['org'],
  plans: ['programmes', 'reporting'],
  conferences: ['plans'],
  'local-models': ['programmes'],
  activities: ['programmes', 'local-models'],
  recognition: ['local-models', 'reporting'],
  emulation: ['reporting', 'local-models', 'recognition'],
};

const storeys = [ground, ledgers, work, tell];
const rooms = storeys.flat();
const inServer = (...names) => `^server/src/(${names.flat().join('|')})/`;
const inWeb = (...names) => `^web/src/(${names.flat().join('|')})/`;
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const tests = '(\\.test\\.tsx?$|/testing/)';

const forbid = (name, from, to) => ({ name, severity: 'error', from, to });
const asksOnlyItsNeighbours = (storey) =>
  storey.flatMap((room) => {
    const open = [room, ...(neighbours[room] ?? [])];
    const closed = storey.filter((other) => !open.includes(other));
    return closed.length === 0
      ? []
      : [forbid(`${room}-asks-only-its-neighbours`, { path: inServer(room) }, { path: inServer(closed) })];
  });

module.exports = {
  forbidden: [
    forbid('no-circles', {}, { circular: true }),
    forbid('no-dead-doors', {}, { couldNotResolve: true }),

    /* contract */
    forbid('contract-stands-alone', { path: '^contract/' }, { path: '^(server|web|bench|e2e)/' }),
    forbid(
      'contract-imports-only-zod',
      { path: '^contract/', pathNot: tests },
      { pathNot: ['^contract/', packages('zod')] },
    ),

    /* server */
    forbid('kernel-knows-no-room', { path: inServer('kernel'), pathNot: tests }, { path: inServer(rooms) }),
    ...storeys
      .slice(0, -1)
      .map((storey, i) =>
        forbid(
          `storey-${i + 1}-does-not-look-up`,
          { path: inServer(storey) },
          { path: inServer(...storeys.slice(i + 1)) },
        ),
      ),
    ...storeys.flatMap(asksOnlyItsNeighbours),
    forbid(
      'through-the-door',
      { path: inServer(rooms), pathNot: tests },
      { path: inServer(rooms), pathNot: ['^server/src/$1/', '[./](index|rules)\\.ts$'] },
    ),
    forbid(
      'rooms-do-not-know-the-program',
      { path: inServer('kernel', rooms), pathNot: tests },
      { path: '^server/src/', pathNot: inServer('kernel', rooms) },
    ),
    forbid('tests-lend-nothing', { path: '^(contract|server|web)/src/', pathNot: tests }, { path: tests }),
    forbid(
      'rules-are-pure',
      { path: '[./]rules\\.ts$' },
      { pathNot: ['[./]rules\\.ts$', '^contract/'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'sql-lives-in-queries',
      { path: inServer(rooms), pathNot: ['[/-]queries\\.ts$', '/seed\\.ts$', tests] },
      { path: packages('kysely', 'pg'), dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'queries-do-not-decide',
      { path: '[/-]queries\\.ts$' },
      { path: '[./](routes|actions|rules)\\.ts$', dependencyTypesNot: ['type-only'] },
    ),

    /* web */
    forbid('web-knows-only-the-contract', { path: '^web/' }, { path: '^(server|bench|e2e)/' }),
    forbid('server-knows-no-web', { path: '^server/' }, { path: '^web/' }),
    forbid('web-kernel-knows-no-room', { path: inWeb('kernel') }, { path: inWeb('shell', rooms) }),
    forbid(
      'ui-knows-no-room-and-no-router',
      { path: inWeb('ui') },
      { path: [inWeb('shell', rooms), packages('@tanstack/react-router', '@tanstack/react-query')] },
    ),
    forbid(
      'web-rooms-keep-apart',
      { path: inWeb(ground, ledgers) },
      { path: '^web/src/', pathNot: [inWeb('kernel', 'ui', 'shell', 'styles'), '^web/src/$1/'] },
    ),
    forbid(
      'web-rooms-show-ledgers-at-most',
      { path: inWeb(work, tell) },
      {
        path: '^web/src/',
        pathNot: [inWeb('kernel', 'ui', 'shell', 'styles', 'documents', 'figures', 'notices'), '^web/src/$1/'],
      },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
