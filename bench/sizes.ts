/** How much data a run stands on. All sizes have the real tree of today and a form of 60 cells a month. */

import type { IndicatorId } from '@app/contract/figures/catalogue.ts';
import { isTyped, shippedCatalogue } from '@app/contract/figures/catalogue.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import { type Period, periodOf } from '@app/contract/kernel/period.ts';

export type SizeName = 'T' | 'S' | 'M' | 'L' | 'L-RA';
export type Size = {
  name: SizeName;
  /** The size whose data it is made of: its own, or one that it adds units to. */
  with: Exclude<SizeName, 'L-RA'>;
  months: number;
  lines: readonly Line[];
  /** Codes of the provinces whose communes report; null: all. */
  provinces: readonly string[] | null;
  /** So many residential areas are added to the tree, evenly over the communes. They report nothing. */
  residentialAreas: number;
  /** Whether every total is recomputed in each run, or only once when the data is made. */
  verifyAlways: boolean;
};

/** T is for trying out the bench itself: two provinces, one month. */
export const sizes: Record<SizeName, Size> = {
  T: {
    name: 'T',
    with: 'T',
    months: 1,
    lines: ['committee'],
    provinces: ['44', '01'],
    residentialAreas: 0,
    verifyAlways: true,
  },
  S: {
    name: 'S',
    with: 'S',
    months: 6,
    lines: ['committee'],
    provinces: null,
    residentialAreas: 0,
    verifyAlways: true,
  },
  M: {
    name: 'M',
    with: 'M',
    months: 60,
    lines: ['committee'],
    provinces: null,
    residentialAreas: 0,
    verifyAlways: false,
  },
  L: {
    name: 'L',
    with: 'L',
    months: 120,
    lines: ['committee', 'front'],
    provinces: null,
    residentialAreas: 0,
    verifyAlways: false,
  },
  'L-RA': {
    name: 'L-RA',
    with: 'L',
    months: 120,
    lines: ['committee', 'front'],
    provinces: null,
    residentialAreas: 100_000,
    verifyAlways: false,
  },
};

/** What reading so many values may take at a size: milliseconds at the 95th percentile (figures of the country, with rights applied). */
export const readGoal = ({ name }: Size, values: number): number | undefined => {
  if (name === 'T') return undefined;
  if (values > 10_000) return 200;
  return name === 'S' || name === 'M' ? 50 : 100;
};

const FIRST_YEAR = 2026;

/** The month so many months after the first one. */
export const monthAt = (index: number): Period =>
  periodOf('month', FIRST_YEAR + Math.floor(index / 12), (index % 12) + 1);

export const monthsOf = (size: Size): Period[] => Array.from({ length: size.months }, (_, index) => monthAt(index));

/** Sixty indicators that a commune types on the committee's line. */
export const benchIndicators: readonly IndicatorId[] = shippedCatalogue
  .filter((indicator) => isTyped(indicator) && (indicator.share === 'add' || indicator.line === 'committee'))
  .slice(0, 60)
  .map((indicator) => indicator.id);
