import type { ChangeItem, DraftInput, NewUnit } from '@app/contract/org/drafts/routes.ts';
import { describe, expect, it } from 'vitest';
import type { DraftFacts, UnitFact } from './facts.ts';
import { planOf } from './plan/rules.ts';
import { faultsOf, whyNotApply, whyNotKeep, whyNotPrepare, whyNotSeeDrafts, whyNotUndo } from './rules.ts';

const unit = (
  id: number,
  level: string,
  code: string,
  parentId: number | null,
  more: Partial<UnitFact> = {},
): UnitFact => ({
  id,
  code,
  name: `Tên ${id}`,
  fullName: `Xã Tên ${id}`,
  level,
  type: level === 'province' ? 'tinh' : level === 'nation' ? 'quoc_gia' : 'xa',
  parentId,
  until: null,
  below: level !== 'nation',
  ...more,
});
const known: UnitFact[] = [
  unit(1, 'nation', 'VN', null),
  unit(10, 'province', '01', 1),
  unit(20, 'province', '02', 1),
  unit(11, 'commune', '00011', 10),
  unit(12, 'commune', '00012', 10),
  unit(13, 'commune', '00013', 10),
  unit(21, 'commune', '00021', 20),
];
const facts = (more: Partial<DraftFacts> = {}): DraftFacts => ({
  units: new Map(known.map((each) => [each.id, each])),
  children: [],
  carriers: new Map(known.map(({ id, code, fullName }) => [code, { id, fullName }])),
  issued: [],
  begun: [],
  preparedBy: 1,
  today: '2026-11-22',
  ...more,
});
const draft = (items: ChangeItem[], more: Partial<DraftInput> = {}): DraftInput => ({
  title: { vi: 'Sắp xếp', en: 'Reorganisation' },
  effectiveOn: '2026-12-01',
  legalBasis: 'Nghị quyết 1/NQ-UBTVQH16',
  items,
  ...more,
});
const begins = (more: Partial<NewUnit> = {}): NewUnit => ({
  code: '00099',
  name: 'Mới',
  type: 'xa',
  parent: { unitId: 10 },
  ...more,
});
const merge = (
  from: number[],
  into: Partial<{ begins: NewUnit; unit: { unitId: number } | { code: string } }>,
): ChangeItem => ({
  kind: 'merge',
  from,
  into: { unit: null, begins: null, ...into },
  clause: '',
});
type Part = Extract<ChangeItem, { kind: 'split' }>['parts'][number];
const part = (share: number | null, into: Partial<Part>): Part => ({ unit: null, begins: null, share, ...into });
const split = (unitId: number, parts: Part[]): ChangeItem => ({ kind: 'split', unitId, parts, clause: '' });
const change = (unitId: number | null, more: Partial<Extract<ChangeItem, { kind: 'change' }>> = {}): ChangeItem => ({
  kind: 'change',
  unitId,
  name: null,
  type: null,
  code: null,
  parent: null,
  clause: '',
  ...more,
});
const told = (input: DraftInput, given: DraftFacts = facts()) =>
  faultsOf(input, given).map(({ path, code }) => `${path} ${code.replace('org.', '')}`);
const good = merge([11, 12], { begins: begins() });
const two = (one: number | null, other: number | null) =>
  split(11, [part(one, { begins: begins() }), part(other, { unit: { unitId: 12 } })]);

describe('a draft without faults', () => {
  it.each<[string, ChangeItem[]]>([
    ['merges two communes into a new one', [good]],
    ['merges one commune into another that goes on', [merge([11], { unit: { unitId: 12 } })]],
    ['takes over the code of a unit that ends', [merge([11, 12], { begins: begins({ code: '00011' }) })]],
    ['divides a commune by shares that make a whole', [two(0.4, 0.6)]],
    ['divides a commune by shares nobody knows', [two(null, null)]],
    ['divides a commune of which one share is known', [two(0.4, null)]],
    [
      'gives a part to a unit that another item begins',
      [good, split(13, [part(null, { unit: { code: '00099' } }), part(null, { begins: begins({ code: '00098' }) })])],
    ],
    [
      'changes name, type, code and parent of one unit at once',
      [change(11, { name: 'Khác', type: 'phuong', code: '00097', parent: { unitId: 20 } })],
    ],
    ['lets two units change their codes', [change(11, { code: '00012' }), change(12, { code: '00011' })]],
    [
      'merges two provinces',
      [merge([10, 20], { begins: begins({ code: '03', type: 'tinh', parent: { unitId: 1 } }) })],
    ],
    [
      'puts communes below a province that begins',
      [
        merge([10, 20], { begins: begins({ code: '03', type: 'tinh', parent: { unitId: 1 } }) }),
        merge([11, 12], { begins: begins({ parent: { code: '03' } }) }),
      ],
    ],
  ])('%s', (_, items) => {
    expect(told(draft(items))).toEqual([]);
  });
});

describe('every fault is told at its field', () => {
  it.each<[string, DraftInput, string[], Partial<DraftFacts>?]>([
    ['a title is missing', draft([good], { title: { vi: '', en: 'X' } }), ['title.vi title-missing']],
    [
      'the day is missing, and nothing is asked of units',
      draft([merge([], {})], { effectiveOn: null }),
      ['effectiveOn day-missing'],
    ],
    ['the day is in another century', draft([good], { effectiveOn: '2126-12-01' }), ['effectiveOn day-far']],
    ['the basis is missing', draft([good], { legalBasis: ' ' }), ['legalBasis basis-missing']],
    ['nothing changes', draft([]), ['items nothing-in-it']],
    ['nothing is merged', draft([merge([], { begins: begins() })]), ['items.0.from unit-missing']],
    ['one unit is no merger', draft([merge([11], { begins: begins() })]), ['items.0.from too-few']],
    ['a unit is not in force', draft([merge([11, 99], { begins: begins() })]), ['items.0.from.1 not-in-force']],
    ['levels differ', draft([merge([11, 20], { begins: begins() })]), ['items.0.from levels-differ']],
    ['nobody takes it', draft([merge([11, 12], {})]), ['items.0.into target-missing']],
    ['the taker ends too', draft([good, merge([13], { unit: { unitId: 12 } })]), ['items.1.into.unit target-ends']],
    [
      'the taker is of another level',
      draft([merge([11], { unit: { unitId: 20 } })]),
      ['items.0.into.unit levels-differ'],
    ],
    [
      'a code is taken',
      draft([merge([11, 12], { begins: begins({ code: '00013' }) })]),
      ['items.0.into.begins.code code-taken'],
    ],
    ['a code is used twice', draft([good, change(13, { code: '00099' })]), ['items.1.code code-twice']],
    [
      'a code is of another level',
      draft([merge([11, 12], { begins: begins({ code: '09' }) })]),
      ['items.0.into.begins.code code-of-other-level'],
    ],
    [
      'a new unit says nothing',
      draft([merge([11, 12], { begins: begins({ code: null, name: '', parent: null }) })]),
      [
        'items.0.into.begins.code code-missing',
        'items.0.into.begins.name name-missing',
        'items.0.into.begins.parent parent-missing',
      ],
    ],
    [
      'a name holds its type',
      draft([merge([11, 12], { begins: begins({ name: 'Phường Mới' }) })]),
      ['items.0.into.begins.name name-has-type'],
    ],
    ['a type is of another level', draft([change(11, { type: 'tinh' })]), ['items.0.type type-of-other-level']],
    [
      'a parent is of another level',
      draft([change(11, { parent: { unitId: 12 } })]),
      ['items.0.parent parent-of-other-level'],
    ],
    ['a parent is unknown', draft([change(11, { parent: { code: '77' } })]), ['items.0.parent code-unknown']],
    [
      'nothing changes in an item',
      draft([change(11, { name: 'Tên 11', parent: { unitId: 10 } })]),
      ['items.0 nothing-changes'],
    ],
    ['no unit is chosen', draft([change(null, { name: 'Khác' })]), ['items.0.unitId unit-missing']],
    [
      'one part is no division',
      draft([split(11, [part(null, { begins: begins() })])]),
      ['items.0.parts parts-too-few'],
    ],
    [
      'a part stands twice',
      draft([split(11, [part(null, { unit: { unitId: 12 } }), part(null, { unit: { unitId: 12 } })])]),
      ['items.0.parts.1 part-twice'],
    ],
    ['shares are too much', draft([two(0.4, 0.7)]), ['items.0.parts shares-too-much']],
    ['shares are too little', draft([two(0.4, 0.5)]), ['items.0.parts shares-too-little']],
    ['a unit stands twice', draft([good, change(11, { name: 'Khác' })]), ['items.1.unitId touched-twice']],
    [
      'the nation is not changed',
      draft([change(1, { name: 'Khác' })]),
      ['items.0.unitId level-not-changed-here'],
      { units: new Map(known.map((each) => [each.id, { ...each, below: true }])) },
    ],
    [
      'a unit lies outside',
      draft([change(21, { name: 'Khác' })]),
      ['items.0.unitId outside-area'],
      { preparedBy: 10, units: new Map(known.map((each) => [each.id, { ...each, below: each.parentId === 10 }])) },
    ],
    [
      'a new parent lies outside',
      draft([change(11, { parent: { unitId: 20 } })]),
      ['items.0.parent outside-area'],
      { preparedBy: 10, units: new Map(known.map((each) => [each.id, { ...each, below: each.parentId === 10 }])) },
    ],
    [
      'a unit has changed on that day or later',
      draft([good]),
      ['items.0.from.0 changes-later'],
      {
        units: new Map(known.map((each) => [each.id, each.id === 11 ? { ...each, until: '2026-12-01' } : each])),
      },
    ],
    [
      'what stands below a merged unit has changed later',
      draft([merge([10], { unit: { unitId: 20 } })]),
      ['items.0.from changes-later'],
      { children: [unit(11, 'commune', '00011', 10, { until: '2027-01-01' })] },
    ],
    [
      'what stands below a divided unit is left over',
      draft([
        split(10, [
          part(null, { unit: { unitId: 20 } }),
          part(null, { begins: begins({ code: '03', type: 'tinh', parent: { unitId: 1 } }) }),
        ]),
      ]),
      ['items.0.unitId children-left'],
      { children: [unit(11, 'commune', '00011', 10)] },
    ],
    [
      'a period was issued',
      draft([good]),
      ['effectiveOn period-issued'],
      {
        issued: [{ unitId: 10, unit: 'Tỉnh', period: { vi: 'Năm 2026', en: 'Year 2026' }, endsOn: '2026-12-14' }],
      },
    ],
    [
      'a report was begun',
      draft([good]),
      ['effectiveOn report-begun'],
      {
        begun: [
          { unitId: 11, unit: 'Xã', form: { vi: 'Biểu', en: 'Form' }, period: { vi: 'Tháng 12', en: 'Month 12' } },
        ],
      },
    ],
  ])('%s', (_, input, expected, more) => {
    expect(told(input, facts(more))).toEqual(expected);
  });

  it('says it in both languages, with what it speaks of', () => {
    const [fault] = faultsOf(draft([merge([11, 12], { begins: begins({ code: '00013' }) })]), facts());
    expect(fault?.says).toEqual({
      vi: 'Mã 00013 vào ngày đó là của Xã Tên 13.',
      en: 'On that day the code 00013 is that of Xã Tên 13.',
    });
  });
});

describe('the plan of a draft', () => {
  const plan = (items: ChangeItem[], children: UnitFact[] = []) =>
    planOf({ ...draft(items), effectiveOn: '2026-12-01' }, { units: facts().units, children });

  it('ends merged units and lets them pass whole into the new one', () => {
    const { ends, states, successions } = plan([good]);
    expect(ends).toEqual(['00011', '00012']);
    expect(states.map(({ code, continues, parentCode, fullName }) => [code, continues, parentCode, fullName])).toEqual([
      ['00099', null, '01', 'Xã Mới'],
    ]);
    expect(successions.map(({ oldCode, newCode, kind, weight }) => [oldCode, newCode, kind, weight])).toEqual([
      ['00011', '00099', 'whole', 1],
      ['00012', '00099', 'whole', 1],
    ]);
  });

  it('keeps the shares of a division, and leaves unknown ones unknown', () => {
    expect(plan([two(0.4, null)]).successions.map(({ newCode, kind, weight }) => [newCode, kind, weight])).toEqual([
      ['00099', 'part', 0.4],
      ['00012', 'part', null],
    ]);
  });

  it('lets communes follow the province that theirs went into, unless they are told elsewhere', () => {
    const { states } = plan(
      [
        merge([10, 20], { begins: begins({ code: '03', type: 'tinh', parent: { unitId: 1 } }) }),
        change(12, { name: 'Khác' }),
      ],
      [unit(11, 'commune', '00011', 10), unit(12, 'commune', '00012', 10), unit(21, 'commune', '00021', 20)],
    );
    expect(states.map(({ code, parentCode, name }) => `${code} ${parentCode} ${name}`)).toEqual([
      '03 VN Mới',
      '00012 03 Khác',
      '00011 03 Tên 11',
      '00021 03 Tên 21',
    ]);
  });

  it('writes names composed, whatever they were typed with', () => {
    const { states } = plan([merge([11, 12], { begins: begins({ name: 'Thạch Hãn'.normalize('NFD') }) })]);
    expect(states[0]?.name).toBe('Thạch Hãn'.normalize('NFC'));
  });
});

describe('who may', () => {
  const doer = { changes: true, looks: false, level: 'province', own: true };
  const kept = { appliedAs: null, version: 1 };

  it.each([
    ['an administrator of a province prepares', whyNotPrepare(doer), undefined],
    ['an administrator of a commune does not', whyNotPrepare({ ...doer, level: 'commune' }), 'org.units-changed-above'],
    ['who answers for figures looks', whyNotSeeDrafts({ changes: false, looks: true }), undefined],
    ['and does not prepare', whyNotPrepare({ ...doer, changes: false, looks: true }), 'kernel.not-allowed'],
    ['to everybody else there are none', whyNotSeeDrafts({ changes: false, looks: false }), 'kernel.not-found'],
    ['only the own draft is kept', whyNotKeep({ ...doer, own: false }, kept), 'kernel.not-allowed'],
    ['an applied one is not changed', whyNotKeep(doer, { appliedAs: 7 }), 'org.change-already-applied'],
    [
      'one with faults is not applied',
      whyNotApply(doer, kept, [{ path: 'a', code: 'b', says: { vi: '', en: '' } }]),
      'org.change-has-faults',
    ],
    ['one without is', whyNotApply(doer, kept, []), undefined],
    ['what was not applied is not undone', whyNotUndo(doer, kept, []), 'org.change-not-applied'],
    [
      'nor what something rests on',
      whyNotUndo(doer, { appliedAs: 7 }, [{ vi: 'a', en: 'a' }]),
      'org.something-rests-on-change',
    ],
    ['nothing rests on it', whyNotUndo(doer, { appliedAs: 7 }, []), undefined],
  ])('%s', (_, refusal, code) => {
    expect(refusal?.code).toBe(code);
  });
});
