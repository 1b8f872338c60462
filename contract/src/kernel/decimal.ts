/** Decimal arithmetic on JavaScript numbers: as PostgreSQL's numeric would answer, never as binary fractions do. */

/** Cells carry at most this many decimal places. */
export const CELL_PLACES = 4;

/**
 * Quotients (rates in percent, averages) are kept to this many places, so that rounding them once more
 * for the screen cannot tip a figure over a half: for wholes up to ten million the two roundings agree.
 */
export const DERIVED_PLACES = 8;

const NUMBER = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

const divideHalfUp = (dividend: bigint, divisor: bigint): bigint => (2n * dividend + divisor) / (2n * divisor);

/** The value times 10^places as a whole number, rounded half away from zero. Works on the digits one sees, not on the bits. */
const scaled = (value: number, places: number): bigint => {
  const [, whole = '0', fraction = '', exponent = '0'] = NUMBER.exec(String(Math.abs(value))) ?? [];
  const shift = Number(exponent) - fraction.length + places;
  const digits = BigInt(whole + fraction);
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : divideHalfUp(digits, 10n ** BigInt(-shift));
  return value < 0 ? -size : size;
};

const plain = (amount: bigint, places: number): string => {
  const digits = String(amount < 0n ? -amount : amount).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return amount < 0n ? `-${text}` : text;
};

/** The digits of a value with exactly so many decimals, half away from zero: 0.05 → '0.1', −0.04 → '0.0'. */
export const toDigits = (value: number, places: number): string => plain(scaled(value, places), places);

/** Rounds half away from zero, as tables in official reports do: 0.05 → 0.1, 1.005 (two places) → 1.01. */
export const roundHalfUp = (value: number, places: number): number => Number(toDigits(value, places));

/** Adds cells without binary dust: 0.1 + 0.2 is 0.3. */
export const addUp = (values: readonly number[]): number =>
  Number(
    plain(
      values.reduce((sum, value) => sum + scaled(value, CELL_PLACES), 0n),
      CELL_PLACES,
    ),
  );

/** `times` × dividend ∕ divisor to DERIVED_PLACES. The divisor must not be 0. */
export const quotient = (dividend: number, divisor: number, times = 1): number => {
  const top = scaled(dividend, CELL_PLACES) * BigInt(times) * 10n ** BigInt(DERIVED_PLACES);
  const bottom = scaled(divisor, CELL_PLACES);
  const size = divideHalfUp(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom);
  return Number(plain(top < 0n === bottom < 0n ? size : -size, DERIVED_PLACES));
};
