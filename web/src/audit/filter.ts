/** The filter of the audit as it stands in the address, so that what was found can be shared and printed. */

import type { AuditFilter } from '@app/contract/audit/routes.ts';
import { actionWords } from '@app/contract/audit/words.ts';

type Search = Partial<Record<keyof AuditFilter, string>>;

/** Changes parts of the filter; undefined takes a part away. */
export type Narrow = (part: { [K in keyof AuditFilter]?: AuditFilter[K] | undefined }) => void;

const day = /^\d{4}-\d{2}-\d{2}$/;
const abouts = ['reporting', 'identity', 'org'] as const;

const idOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;

/** Reads an address; what is no filter is left out, not complained about. */
export const filterOf = (search: Search): AuditFilter => {
  const q = search.q?.trim().slice(0, 80);
  const about = abouts.find((each) => each === search.about);
  const unit = idOf(search.unit);
  const post = idOf(search.post);
  return {
    ...(q && { q }),
    ...(about && { about }),
    ...(search.action && search.action in actionWords && { action: search.action }),
    ...(unit && { unit }),
    ...(post && { post }),
    ...(search.from && day.test(search.from) && { from: search.from }),
    ...(search.to && day.test(search.to) && { to: search.to }),
  };
};

/** The filter as parts of an address. */
export const searchOf = (filter: AuditFilter): Search =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

export const narrowed = (filter: AuditFilter, part: Parameters<Narrow>[0]): AuditFilter =>
  // Parts that were taken away are undefined; they are dropped here.
  Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined)) as AuditFilter;
