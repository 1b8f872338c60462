/** Decisions about units, tags and bodies. */

import { addDays, type CivilDate } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed, notFound } from '@app/contract/kernel/problems.ts';
import { foldAccents, nfc } from '@app/contract/kernel/text.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { tagEndsBeforeStart, tagOverlaps, unitNotInForce } from '@app/contract/org/problems.ts';
import { type UnitType, unitTypeWords } from '@app/contract/org/words.ts';
import type { BodyKind, PlannedBody } from './body.ts';

/** The code of the root, which no register gives. */
export const nationCode = 'VN';

/** Codes that official papers print for another one: letter 1027/CTK-CSCL has 06970 for Ba Chẽ, Decision 19/2025/QĐ-TTg 06978. */
const aliases: ReadonlyMap<string, string> = new Map([['06970', '06978']]);

/** The code to try when no unit carries the given one on a date. */
export const aliasOf = (code: string): string | null => aliases.get(code) ?? null;

/** The words of a search without accents, and whether it is a code. Apostrophes are left out: "ea hleo" finds Ea H'Leo. */
export const searchWords = (q: string): { all: string; words: string[]; isCode: boolean } => {
  const words = foldAccents(nfc(q))
    .replace(/['’]/g, '')
    .split(/[\s,;]+/)
    .filter(Boolean);
  const all = words.join(' ');
  return { all, words, isCode: /^\d{2,5}$/.test(all) || all === nationCode.toLowerCase() };
};

type Named = { level: string; type: string; name: string; fullName: string };

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** 'Quảng Bình Province'; a unit that is only numbered: 'Ward 4', 'Ward IV'. */
const inEnglish = ({ type, name }: Named): string => {
  const kind = unitTypeWords[type as UnitType].en;
  return /^(\d+|[IVX]+)$/.test(name) ? `${kind} ${name}` : `${name} ${kind}`;
};

const central: Record<BodyKind, Words> = {
  committee: {
    vi: 'Ban Chỉ đạo thực hiện phong trào Toàn dân bảo vệ an ninh Tổ quốc Trung ương',
    en: 'Central Steering Committee of the movement “All people protect national security”',
  },
  police: { vi: 'Bộ Công an (Cục V05)', en: 'Ministry of Public Security (Department V05)' },
  front: {
    vi: 'Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam',
    en: 'Central Committee of the Vietnam Fatherland Front',
  },
  women: { vi: 'Trung ương Hội Liên hiệp Phụ nữ Việt Nam', en: 'Vietnam Women’s Union, Central Committee' },
  youth: {
    vi: 'Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh',
    en: 'Ho Chi Minh Communist Youth Union, Central Committee',
  },
  veterans: {
    vi: 'Trung ương Hội Cựu chiến binh Việt Nam',
    en: 'Veterans’ Association of Vietnam, Central Committee',
  },
  farmers: { vi: 'Trung ương Hội Nông dân Việt Nam', en: 'Vietnam Farmers’ Union, Central Committee' },
};

const local: Record<BodyKind, Words> = {
  committee: { vi: 'Ban Chỉ đạo 138', en: 'Steering Committee 138' },
  police: { vi: 'Công an', en: 'Police' },
  front: { vi: 'Ủy ban Mặt trận Tổ quốc Việt Nam', en: 'Vietnam Fatherland Front Committee' },
  women: { vi: 'Hội Liên hiệp Phụ nữ', en: 'Women’s Union' },
  youth: { vi: 'Đoàn Thanh niên Cộng sản Hồ Chí Minh', en: 'Ho Chi Minh Communist Youth Union' },
  veterans: { vi: 'Hội Cựu chiến binh', en: 'Veterans’ Association' },
  farmers: { vi: 'Hội Nông dân', en: 'Farmers’ Union' },
};

/**
 * A body of a kind at a unit, in its own line. The police of the level is the standing agency of the committee
 * (HD 3075/BCĐ-V28; working rules of the provincial committees).
 */
export const bodyAt = (kind: BodyKind, unit: Named): PlannedBody => ({
  kind,
  line: kind,
  name:
    unit.level === 'nation'
      ? central[kind]
      : { vi: `${local[kind].vi} ${lowerFirst(unit.fullName)}`, en: `${local[kind].en} of ${inEnglish(unit)}` },
  standing: kind === 'police',
});

/** The bodies every nation, province and commune has from the start; historic districts have none, they owe no reports. */
export const bodiesAtStart = (unit: Named): PlannedBody[] =>
  unit.level === 'nation' || unit.level === 'province' || unit.level === 'commune'
    ? [bodyAt('committee', unit), bodyAt('police', unit)]
    : [];

/** A tag somebody wants to give: whether the unit is in the subtree and in force on the first day, whether the post may tag. */
export type TagQuestion = {
  inReach: boolean;
  tags: boolean;
  name: string;
  inForce: boolean;
  from: CivilDate;
  to: CivilDate | null;
};

/**
 * Who receives a unit's reports: the nearest unit above that is no historic district (those carry totals, never
 * obligations). A commune reports to its province, a province to the nation, a residential area to its commune.
 */
export const superiorAmong = <U extends { level: string }>(ancestorsNearestFirst: readonly U[]): U | null =>
  ancestorsNearestFirst.find((unit) => unit.level !== 'district') ?? null;

/** Why a unit may not be tagged; null when it may. Outside the subtree of the post the unit is not found. */
export const whyNotTagUnit = ({ inReach, tags, name, inForce, from, to }: TagQuestion): Refusal | null => {
  if (!inReach) return refuse(notFound, {});
  if (!tags) return refuse(notAllowed, {});
  if (to !== null && to < from) return refuse(tagEndsBeforeStart, {});
  return inForce ? null : refuse(unitNotInForce, { name, on: from });
};

/** Why a tag may not end on a day (its last one); null when it may. */
export const whyNotEndTag = (
  tag: { inReach: boolean; tags: boolean; from: CivilDate },
  to: CivilDate,
): Refusal | null => {
  if (!tag.inReach) return refuse(notFound, {});
  if (!tag.tags) return refuse(notAllowed, {});
  return to < tag.from ? refuse(tagEndsBeforeStart, {}) : null;
};

/** The day after the last one, for half-open ranges; null stays open. */
export const dayAfter = (last: CivilDate | null): CivilDate | null => (last === null ? null : addDays(last, 1));

/** Constraint names of this room as refusals. */
export const orgConstraints: Record<string, () => Refusal> = {
  tag_once_at_a_time: () => refuse(tagOverlaps, {}),
};
