/** A change set as it is edited: empty items, and what each does in one sentence. */
import type { Words } from '@app/contract/kernel/words.ts';
import type { ChangeItem, DraftAnswer, DraftInput, NewUnit, Target, UnitRef } from '@app/contract/org/drafts/routes.ts';
import type { UnitBrief } from '@app/contract/org/routes.ts';
import { type UnitType, unitTypeWords } from '@app/contract/org/words.ts';

export type ItemOf<K extends ChangeItem['kind']> = Extract<ChangeItem, { kind: K }>;
export type Part = ItemOf<'split'>['parts'][number];
export type UnitsById = ReadonlyMap<number, UnitBrief>;
export type Fault = DraftAnswer['faults'][number];

export const noTarget: Target = { unit: null, begins: null };
export const emptyItems: { [K in ChangeItem['kind']]: ItemOf<K> } = {
  merge: { kind: 'merge', from: [], into: noTarget, clause: '' },
  split: {
    kind: 'split',
    unitId: null,
    parts: [
      { ...noTarget, share: null },
      { ...noTarget, share: null },
    ],
    clause: '',
  },
  change: { kind: 'change', unitId: null, name: null, type: null, code: null, parent: null, clause: '' },
};
export const kindWords: Record<ChangeItem['kind'], Words> = {
  merge: { vi: 'Nhập', en: 'Merge' },
  split: { vi: 'Chia', en: 'Divide' },
  change: { vi: 'Đổi', en: 'Change' },
};

export const typesOfLevel = (level: string | undefined): readonly UnitType[] =>
  level === 'province' ? ['tinh', 'thanh_pho'] : ['xa', 'phuong', 'dac_khu'];

/** A new unit, of the level and below the parent of what it comes from. */
export const newUnitLike = (like: UnitBrief | undefined): NewUnit => ({
  code: null,
  name: '',
  type: typesOfLevel(like?.level)[0] ?? 'xa',
  parent: null,
});

/** The units that items of a draft begin, by their codes: other items may go into them. */
export const begunIn = (items: readonly ChangeItem[]): { code: string; name: string }[] =>
  items
    .flatMap((item): (NewUnit | null)[] =>
      item.kind === 'merge' ? [item.into.begins] : item.kind === 'split' ? item.parts.map(({ begins }) => begins) : [],
    )
    .flatMap((begins) => (begins?.code ? [{ code: begins.code, name: fullName(begins) }] : []));

const fullName = ({ type, name }: Pick<NewUnit, 'type' | 'name'>): string => `${unitTypeWords[type].vi} ${name || '…'}`;

const missing = '…';
const nameOf = (units: UnitsById, id: number | null): string =>
  id === null ? missing : (units.get(id)?.fullName ?? `#${id}`);
const refName = (units: UnitsById, ref: UnitRef): string => ('unitId' in ref ? nameOf(units, ref.unitId) : ref.code);
const targetName = (units: UnitsById, { unit, begins }: Target): string =>
  begins ? fullName(begins) : unit ? refName(units, unit) : missing;

/** What an item does, in one line. */
export const sayItem = (item: ChangeItem, units: UnitsById): Words => {
  if (item.kind === 'merge') {
    const from = item.from.map((id) => nameOf(units, id)).join(', ') || missing;
    const into = targetName(units, item.into);
    return { vi: `Nhập ${from} vào ${into}`, en: `Merge ${from} into ${into}` };
  }
  if (item.kind === 'split') {
    const parts = item.parts.map((part) => targetName(units, part)).join(', ');
    const unit = nameOf(units, item.unitId);
    return { vi: `Chia ${unit} thành ${parts}`, en: `Divide ${unit} into ${parts}` };
  }
  const unit = nameOf(units, item.unitId);
  const what = changesSaid(item, units);
  return {
    vi: `${unit}: ${what.map(({ vi }) => vi).join(', ') || missing}`,
    en: `${unit}: ${what.map(({ en }) => en).join(', ') || missing}`,
  };
};

const changesSaid = ({ name, type, code, parent }: ItemOf<'change'>, units: UnitsById): Words[] => [
  ...(name === null ? [] : [{ vi: `tên mới ${name}`, en: `new name ${name}` }]),
  ...(type === null
    ? []
    : [{ vi: `thành ${unitTypeWords[type].vi.toLowerCase()}`, en: `becomes ${unitTypeWords[type].en}` }]),
  ...(code === null ? [] : [{ vi: `mã ${code}`, en: `code ${code}` }]),
  ...(parent === null ? [] : [{ vi: `về ${refName(units, parent)}`, en: `goes to ${refName(units, parent)}` }]),
];

export const inputOf = ({ title, effectiveOn, legalBasis, items }: DraftAnswer): DraftInput => ({
  title,
  effectiveOn,
  legalBasis,
  items,
});

/** Whether a fault is about something that has been edited since it was told. */
export const isEdited = (path: string, before: DraftInput, part: Partial<DraftInput>): boolean => {
  const [field = '', at] = path.split('.');
  if (!(field in part)) return false;
  if (field !== 'items' || at === undefined || before.items.length !== part.items?.length) return true;
  return before.items[Number(at)] !== part.items[Number(at)];
};

/** The faults at a path and below it, or the one at the path itself. */
export const faultsUnder = (faults: readonly Fault[], path: string): Fault[] =>
  faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`));

const wholeCode = (code: string | null): string | null => (code !== null && /^(\d{2}|\d{5})$/.test(code) ? code : null);
const kept = (begins: NewUnit | null): NewUnit | null => begins && { ...begins, code: wholeCode(begins.code) };

/** A draft as it can be kept: a code that is only half typed is none yet. */
export const toKeep = (draft: DraftInput): DraftInput => ({
  ...draft,
  items: draft.items.map((item) => {
    if (item.kind === 'merge') return { ...item, into: { ...item.into, begins: kept(item.into.begins) } };
    if (item.kind === 'split')
      return { ...item, parts: item.parts.map((part) => ({ ...part, begins: kept(part.begins) })) };
    return { ...item, code: wholeCode(item.code) };
  }),
});

/** A name of a period inside a sentence: 'từ năm 2026'. */
export const inSentence = ({ vi, en }: Words): Words => ({ vi: vi.charAt(0).toLowerCase() + vi.slice(1), en });
