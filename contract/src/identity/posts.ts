/** Who may read and do what: the table of posts as data. Everything outside it answers "not found". */
import type { Words } from '../kernel/words.ts';

export const roles = ['officer', 'head', 'inspector', 'administrator', 'operator'] as const;
export type Role = (typeof roles)[number];

export const roleWords: Record<Role, Words> = {
  officer: { vi: 'Cán bộ tổng hợp', en: 'Reporting officer' },
  head: { vi: 'Trưởng ban', en: 'Head' },
  inspector: { vi: 'Thanh tra', en: 'Inspector' },
  administrator: { vi: 'Quản trị đơn vị', en: 'Administrator of the unit' },
  operator: { vi: 'Vận hành hệ thống', en: 'Operator' },
};

/** `acting` ("Q."): stands in until a head is appointed; `delegated` ("TUQ."): acts for the holder for a time, in writing. */
export const waysHeld = ['own', 'acting', 'delegated'] as const;
export type Held = (typeof waysHeld)[number];

/** Which figures and reports a post reads. */
export type Reads =
  /** Own line in the whole subtree, the committee's totals of the own unit, issued editions of ancestors. */
  | 'own-line'
  /** Every line in the subtree. */
  | 'all-lines'
  /** Accounts and posts in the subtree, no figures. */
  | 'accounts'
  /** Health, jobs, backup, audit heads; no content. */
  | 'instance';

export const deeds = [
  'fill',
  'submit',
  'decide',
  'consolidate',
  'draft-review',
  'issue',
  'delegate',
  'allow-exception',
  'import',
  'urge',
  'request',
  'design',
  'tag-unit',
  'change-units',
  'read-audit',
  'administer',
  'operate',
] as const;
/**
 * What a post can do. `fill` and `submit` on its own body; `decide` (accept, return) on the level below, on its line; `urge` and
 * `request` (thematic and ad-hoc reports, NĐ 09/2019/NĐ-CP) from units below; `design`: indicators, forms, regimes and targets.
 */
export type Deed = (typeof deeds)[number];

export type PostRow = { post: Words; reads: Reads; does: readonly Deed[] };

/** A post is one of these rows; `rowOfPost` in the rules of identity finds it. */
export const postTable = {
  'officer-commune': {
    post: { vi: 'Cán bộ của một cơ quan ở xã', en: 'Officer of a body at a commune' },
    reads: 'own-line',
    does: ['fill', 'submit'],
  },
  'officer-above': {
    post: { vi: 'Cán bộ của một cơ quan ở tỉnh hoặc trung ương', en: 'Officer of a body at a province or the centre' },
    reads: 'own-line',
    does: ['fill', 'submit', 'decide', 'urge', 'request'],
  },
  'officer-standing-commune': {
    post: { vi: 'Cán bộ cơ quan Thường trực ở xã', en: 'Officer of the standing agency at a commune' },
    reads: 'all-lines',
    does: ['fill', 'submit', 'consolidate'],
  },
  'officer-standing-above': {
    post: {
      vi: 'Cán bộ cơ quan Thường trực ở tỉnh hoặc trung ương',
      en: 'Officer of the standing agency at a province or the centre',
    },
    reads: 'all-lines',
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
  },
  'head-line': {
    post: { vi: 'Người đứng đầu hoặc cấp phó của một cơ quan', en: 'Head or deputy of a body' },
    reads: 'own-line',
    does: ['issue', 'delegate'],
  },
  'head-standing': {
    post: { vi: 'Trưởng ban hoặc phó trưởng ban Ban Chỉ đạo', en: 'Head or deputy of the committee' },
    reads: 'all-lines',
    does: ['issue', 'delegate'],
  },
  inspector: {
    post: { vi: 'Thanh tra', en: 'Inspector' },
    reads: 'all-lines',
    does: ['read-audit'],
  },
  administrator: {
    post: { vi: 'Quản trị của một đơn vị', en: 'Administrator of a unit' },
    reads: 'accounts',
    does: ['administer', 'change-units'],
  },
  operator: {
    post: { vi: 'Người vận hành', en: 'Operator' },
    reads: 'instance',
    does: ['operate'],
  },
} as const satisfies Record<string, PostRow>;
export type PostRowName = keyof typeof postTable;
