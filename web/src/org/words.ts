/** Words of the pages of units: tags, levels, how one unit went over into another, terms of validity. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { areaTags, UnitBrief, UnitLife } from '@app/contract/org/routes.ts';
import { type UnitType, unitTypeWords } from '@app/contract/org/words.ts';

export type AreaTag = (typeof areaTags)[number];

/** Numbers of units of a type: '62 xã', '62 communes'. */
const countWords: Record<UnitType, Words> = {
  quoc_gia: { vi: '{count} quốc gia', en: '{count} {count|country|countries}' },
  tinh: { vi: '{count} tỉnh', en: '{count} {count|province|provinces}' },
  thanh_pho: { vi: '{count} thành phố', en: '{count} {count|city|cities}' },
  quan: { vi: '{count} quận', en: '{count} urban {count|district|districts}' },
  huyen: { vi: '{count} huyện', en: '{count} {count|district|districts}' },
  thi_xa: { vi: '{count} thị xã', en: '{count} {count|town|towns}' },
  thi_tran: { vi: '{count} thị trấn', en: '{count} {count|township|townships}' },
  xa: { vi: '{count} xã', en: '{count} {count|commune|communes}' },
  phuong: { vi: '{count} phường', en: '{count} {count|ward|wards}' },
  dac_khu: { vi: '{count} đặc khu', en: '{count} special {count|zone|zones}' },
};

const isUnitType = (type: string): type is UnitType => type in unitTypeWords;

export const countOfType = (type: string): Words =>
  isUnitType(type) ? countWords[type] : { vi: '{count} đơn vị', en: '{count} {count|unit|units}' };

export const typeWords = (type: string): Words => (isUnitType(type) ? unitTypeWords[type] : { vi: type, en: type });

type Succession = UnitLife['successors'][number];

export const kindWords: Record<Succession['kind'], Words> = {
  whole: { vi: 'toàn bộ', en: 'whole' },
  part: { vi: 'một phần', en: 'part' },
};

/** What exactly passed over, by the legal text; null where the kind says it all. */
const scopeWords: Record<string, Words> = {
  sole_predecessor: { vi: 'đơn vị cũ duy nhất', en: 'the only former unit' },
  renamed: { vi: 'đổi tên', en: 'renamed' },
  unchanged: { vi: 'giữ nguyên', en: 'unchanged' },
  part: { vi: 'một phần diện tích và dân số', en: 'part of the area and the population' },
  part_area_only: { vi: 'một phần diện tích, không có dân', en: 'part of the area, without population' },
  part_area_whole_population: {
    vi: 'một phần diện tích, toàn bộ dân số',
    en: 'part of the area, the whole population',
  },
  part_population_only: { vi: 'một phần dân số', en: 'part of the population' },
  whole_area_no_population: { vi: 'toàn bộ diện tích, không có dân', en: 'the whole area, without population' },
  remainder: { vi: 'phần diện tích và dân số còn lại', en: 'the remaining area and population' },
  remainder_population_only: { vi: 'phần dân số còn lại', en: 'the remaining population' },
};

export const scopeOf = (scope: string): Words | null => scopeWords[scope] ?? null;

/** Data for the sentence of a term; dates are filled in by the caller in its language. */
export const termWords = ({ from, to }: { from: CivilDate | null; to: CivilDate | null }): Words => {
  if (from === null && to === null)
    return { vi: 'có hiệu lực từ trước khi có hồ sơ, đến nay', en: 'in force since before records begin, until now' };
  if (from === null) return { vi: 'từ trước khi có hồ sơ đến {to}', en: 'from before records begin until {to}' };
  return to === null ? { vi: 'từ {from}', en: 'since {from}' } : { vi: '{from} – {to}', en: '{from} – {to}' };
};

/** The same in a narrow column: an open beginning is left unsaid where there is an end. */
export const shortTermWords = ({ from, to }: { from: CivilDate | null; to: CivilDate | null }): Words => {
  if (to === null)
    return from === null
      ? { vi: 'từ trước khi có hồ sơ', en: 'from before records' }
      : { vi: 'từ {from}', en: 'since {from}' };
  return from === null ? { vi: 'đến {to}', en: 'until {to}' } : { vi: '{from} – {to}', en: '{from} – {to}' };
};

/** How a brief tells units with the same code apart: 'mã 44, đến 30/06/2025'. */
export const codeWords = ({ code, validFrom, validTo }: UnitBrief): Words => {
  const named = code === '' ? { vi: 'không có mã', en: 'no code' } : { vi: 'mã {code}', en: 'code {code}' };
  const until =
    validTo !== null
      ? { vi: ', đến {to}', en: ', until {to}' }
      : validFrom !== null
        ? { vi: ', từ {from}', en: ', since {from}' }
        : { vi: '', en: '' };
  return { vi: named.vi + until.vi, en: named.en + until.en };
};
