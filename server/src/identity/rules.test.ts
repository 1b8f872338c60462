import { lines } from '@app/contract/figures/routes.ts';
import { type PostRowName, postTable, type Role } from '@app/contract/identity/posts.ts';
import { describe, expect, it } from 'vitest';
import {
  actorOf,
  endedAtOnce,
  type HeldPost,
  isHeldOn,
  personOnly,
  rightsOf,
  rowOfPost,
  sayPost,
  systemActor,
  titleOf,
  whyNotAdminister,
  whyNotEndPost,
} from './rules.ts';

const bodies = {
  committee: { kind: 'committee', line: 'committee', standing: false },
  police: { kind: 'police', line: 'police', standing: true },
  women: { kind: 'women', line: 'women', standing: false },
} as const;
type BodyName = keyof typeof bodies;

const post = (role: Role, body: BodyName, level: string): HeldPost => ({
  id: 7,
  role,
  held: 'own',
  body: { id: 70, name: { vi: 'Cơ quan', en: 'Body' }, ...bodies[body] },
  unit: { id: 700, code: '44', fullName: 'Đơn vị', level, inForce: true },
  startsOn: null,
  endsOn: null,
  over: false,
});

const all = [...lines, 'all'];

/** Each row of the table of posts: where it is found, and what it may read, act for, do and open. */
const table: {
  row: PostRowName;
  role: Role;
  body: BodyName;
  level: string;
  reads: string[];
  ownLines: string[];
  allUnits?: true;
  does: string[];
  screens: string[];
}[] = [
  {
    row: 'officer-commune',
    role: 'officer',
    body: 'women',
    level: 'commune',
    reads: ['women'],
    ownLines: ['women'],
    does: ['fill', 'submit'],
    screens: ['my-work', 'totals', 'targets', 'units'],
  },
  {
    row: 'officer-above',
    role: 'officer',
    body: 'women',
    level: 'province',
    reads: ['women'],
    ownLines: ['women'],
    does: ['fill', 'submit', 'decide', 'urge', 'request'],
    screens: ['my-work', 'desk', 'requests', 'signals', 'timeliness', 'totals', 'targets', 'units'],
  },
  {
    row: 'officer-above',
    role: 'officer',
    body: 'women',
    level: 'district',
    reads: ['women'],
    ownLines: ['women'],
    does: ['fill', 'submit', 'decide', 'urge', 'request'],
    screens: ['my-work', 'desk', 'requests', 'signals', 'timeliness', 'totals', 'targets', 'units'],
  },
  {
    row: 'officer-above',
    role: 'officer',
    body: 'women',
    level: 'nation',
    reads: ['women'],
    ownLines: ['women'],
    allUnits: true,
    does: ['fill', 'submit', 'decide', 'urge', 'request'],
    screens: ['my-work', 'desk', 'requests', 'signals', 'timeliness', 'totals', 'targets', 'units'],
  },
  {
    row: 'officer-standing-commune',
    role: 'officer',
    body: 'police',
    level: 'commune',
    reads: all,
    ownLines: ['committee', 'police'],
    does: ['fill', 'submit', 'consolidate'],
    screens: ['my-work', 'totals', 'targets', 'units'],
  },
  {
    row: 'officer-standing-commune',
    role: 'officer',
    body: 'committee',
    level: 'commune',
    reads: all,
    ownLines: ['committee'],
    does: ['fill', 'submit', 'consolidate'],
    screens: ['my-work', 'totals', 'targets', 'units'],
  },
  {
    row: 'officer-standing-above',
    role: 'officer',
    body: 'police',
    level: 'province',
    reads: all,
    ownLines: ['committee', 'police'],
    does: [
      'fill',
      'submit',
      'decide',
      'consolidate',
      'draft-review',
      'allow-exception',
      'import',
      'urge',
      'request',
      'design',
      'tag-unit',
    ],
    screens: ['my-work', 'desk', 'requests', 'signals', 'timeliness', 'totals', 'targets', 'review', 'units', 'design'],
  },
  {
    row: 'officer-standing-above',
    role: 'officer',
    body: 'police',
    level: 'nation',
    reads: all,
    ownLines: ['committee', 'police'],
    allUnits: true,
    does: [
      'fill',
      'submit',
      'decide',
      'consolidate',
      'draft-review',
      'allow-exception',
      'import',
      'urge',
      'request',
      'design',
      'tag-unit',
    ],
    screens: ['my-work', 'desk', 'requests', 'signals', 'timeliness', 'totals', 'targets', 'review', 'units', 'design'],
  },
  {
    row: 'head-line',
    role: 'head',
    body: 'women',
    level: 'province',
    reads: ['women'],
    ownLines: ['women'],
    does: ['issue', 'delegate'],
    screens: ['my-work', 'desk', 'signals', 'timeliness', 'totals', 'targets', 'units'],
  },
  {
    row: 'head-standing',
    role: 'head',
    body: 'committee',
    level: 'province',
    reads: all,
    ownLines: ['committee'],
    does: ['issue', 'delegate'],
    screens: ['my-work', 'desk', 'signals', 'timeliness', 'totals', 'targets', 'review', 'units'],
  },
  {
    row: 'head-standing',
    role: 'head',
    body: 'police',
    level: 'commune',
    reads: all,
    ownLines: ['committee', 'police'],
    does: ['issue', 'delegate'],
    screens: ['my-work', 'totals', 'targets', 'units'],
  },
  {
    row: 'inspector',
    role: 'inspector',
    body: 'police',
    level: 'nation',
    reads: all,
    ownLines: [],
    allUnits: true,
    does: ['read-audit'],
    screens: ['desk', 'signals', 'timeliness', 'totals', 'targets', 'review', 'units', 'audit'],
  },
  {
    row: 'administrator',
    role: 'administrator',
    body: 'police',
    level: 'nation',
    reads: [],
    ownLines: [],
    does: ['administer', 'change-units'],
    screens: ['units', 'accounts', 'audit'],
  },
  {
    row: 'operator',
    role: 'operator',
    body: 'police',
    level: 'nation',
    reads: [],
    ownLines: [],
    does: ['operate'],
    screens: ['units', 'operation'],
  },
];

describe('the table of posts', () => {
  it.each(table)(
    '$row: $role of $body at a $level',
    ({ row, role, body, level, reads, ownLines, allUnits = false, does, screens }) => {
      expect(rowOfPost(role, bodies[body], level)).toBe(row);
      expect(rightsOf(post(role, body, level))).toEqual({
        lines: reads,
        ownLines,
        allUnits,
        does: new Set(does),
        screens,
      });
    },
  );

  it('has a case here for every row', () => {
    expect(new Set(table.map(({ row }) => row))).toEqual(new Set(Object.keys(postTable)));
  });

  it.each<[Role, BodyName, string]>([
    ['administrator', 'women', 'nation'],
    ['inspector', 'women', 'province'],
    ['operator', 'police', 'province'],
    ['operator', 'women', 'nation'],
    ['officer', 'police', 'residential_area'],
  ])('knows no %s of %s at a %s: it may nothing', (role, body, level) => {
    expect(rowOfPost(role, bodies[body], level)).toBeNull();
    expect(rightsOf(post(role, body, level))).toEqual({
      lines: [],
      ownLines: [],
      allUnits: false,
      does: new Set(),
      screens: [],
    });
  });

  it('lets nobody who enters or decides figures issue them, and nobody who issues enter', () => {
    for (const { does } of Object.values(postTable)) {
      const deeds: readonly string[] = does;
      expect(deeds.includes('issue') && deeds.some((deed) => ['fill', 'submit', 'decide'].includes(deed))).toBe(false);
    }
  });
});

describe('the dates of a post', () => {
  const term = { startsOn: '2026-03-01', endsOn: '2026-06-30', over: false };
  it.each([
    ['2026-02-28', false],
    ['2026-03-01', true],
    ['2026-06-30', true],
    ['2026-07-01', false],
  ])('on %s held: %s', (today, held) => expect(isHeldOn(term, today)).toBe(held));

  it('has no end until one is set', () =>
    expect(isHeldOn({ startsOn: null, endsOn: null, over: false }, '2099-01-01')).toBe(true));

  it('is not held any more once it is over, whatever its dates', () =>
    expect(isHeldOn({ ...term, over: true }, '2026-06-01')).toBe(false));

  it('ends inside its term only', () => {
    expect(whyNotEndPost(term, { endsOn: '2026-05-31' }, '2026-04-01')).toBeNull();
    for (const endsOn of ['2026-07-01', '2026-02-28'] as const)
      expect(whyNotEndPost(term, { endsOn }, '2026-04-01')?.code).toBe('identity.ends-outside-term');
  });

  it('is told in the audit as it was: held until today, or never', () => {
    expect(endedAtOnce(term, '2026-04-01')).toEqual({ endsOn: '2026-04-01', atOnce: true });
    expect(endedAtOnce(term, '2026-03-01')).toEqual({ endsOn: '2026-03-01', atOnce: true });
    expect(endedAtOnce(term, '2026-02-28')).toEqual({ annulled: true });
  });

  it.each<[string, string, boolean, boolean]>([
    ['before it begins', '2026-01-01', false, true],
    ['while it is held', '2026-06-30', false, true],
    ['after its last day', '2026-07-01', false, false],
    ['when it is over', '2026-05-01', true, false],
  ])('ends at once %s', (_, today, over, may) =>
    expect(whyNotEndPost({ ...term, over }, { atOnce: true }, today) === null).toBe(may),
  );
});

describe('who asks', () => {
  it('carries the rights of the chosen post', () => {
    expect(actorOf('u1', post('officer', 'women', 'province'), [7, 9])).toEqual({
      userId: 'u1',
      postId: 7,
      personsPosts: [7, 9],
      unitId: 700,
      bodyId: 70,
      allUnits: false,
      lines: ['women'],
      ownLines: ['women'],
      does: new Set(['fill', 'submit', 'decide', 'urge', 'request']),
    });
  });

  it('is nobody in particular before the posts are known', () => {
    const person = personOnly('u1');
    expect([person.lines, person.does.size, person.allUnits]).toEqual([[], 0, false]);
  });

  it('may everything as the system', () => {
    const system = systemActor(1);
    expect(system.lines).toEqual(all);
    expect(whyNotAdminister(system)).toBeNull();
  });

  it('finds no accounts without administering', () => {
    expect(whyNotAdminister(actorOf('u1', post('officer', 'police', 'nation'), [7]))?.code).toBe('kernel.not-found');
  });
});

it('leaves a post at a unit that has ended its reading and takes every deed', () => {
  const of = (inForce: boolean, role: Role) => {
    const held = post(role, 'police', 'province');
    return rightsOf({ ...held, unit: { ...held.unit, inForce } });
  };
  for (const role of ['officer', 'head', 'inspector', 'administrator'] as const) {
    const before = of(true, role);
    const after = of(false, role);
    expect(before.does.size).toBeGreaterThan(0);
    expect({ deeds: after.does.size, ownLines: after.ownLines, lines: after.lines }).toEqual({
      deeds: 0,
      ownLines: [],
      lines: before.lines,
    });
    expect(after.screens.filter((screen) => screen === 'my-work' || screen === 'accounts')).toEqual([]);
  }
});

describe('what a post is called beside its acts', () => {
  const named = {
    role: 'head',
    held: 'own',
    kind: 'committee',
    bodyName: { vi: 'Ban Chỉ đạo 138 tỉnh A', en: 'Committee of A' },
    ownRole: null,
    ownKind: null,
    ownBodyName: null,
  } as const;
  it('by role and body', () => expect(sayPost(named).vi).toBe('Trưởng ban, Ban Chỉ đạo 138 tỉnh A'));
  it('acting', () => expect(sayPost({ ...named, held: 'acting' }).vi).toBe('Quyền Trưởng ban, Ban Chỉ đạo 138 tỉnh A'));
  it('by delegation, with what the delegate is otherwise', () => {
    const own = {
      ownRole: 'officer',
      ownKind: 'police',
      ownBodyName: { vi: 'Công an tỉnh A', en: 'Police of A' },
    } as const;
    expect(sayPost({ ...named, held: 'delegated', ...own }).vi).toBe(
      'Cán bộ tổng hợp, Công an tỉnh A, được Trưởng ban, Ban Chỉ đạo 138 tỉnh A ủy quyền',
    );
    expect(sayPost({ ...named, held: 'delegated' }).vi).toBe('Người được Trưởng ban, Ban Chỉ đạo 138 tỉnh A ủy quyền');
  });
});

it('calls only the head of a committee its "Trưởng ban"', () => {
  expect(titleOf(post('head', 'committee', 'province')).vi).toBe('Trưởng ban');
  expect(titleOf(post('head', 'women', 'province')).vi).toBe('Người đứng đầu');
  expect(titleOf(post('officer', 'women', 'province')).vi).toBe('Cán bộ tổng hợp');
});
