/** Values that have broken programs before: what a field gets now and then instead of what it asks for. */
import fc from 'fast-check';

const tricks = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\uD800',
  'Ba\u0301o ca\u0301o',
  'Báo \u202Egnụd\u202C cáo',
  '\u2066isolate\u2069',
  'Qu\u200Bảng T\u200Drị',
  '\uFEFFQuảng Trị',
  'Quаng Тri',
  'ＴＨ０１',
  '\u{1F469}\u200D\u{1F4BB}',
  `B${'\u0300'.repeat(200)}`,
  "' or 1=1 --",
  "'; drop table figures.sheet; --",
  '$' + '{jndi:ldap://x/a}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "=cmd|'/c calc'!A1",
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '\t=1+1',
  '\r=1+1',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  'a/b/../../c',
  '/dev/zero',
  'CON',
  '%00',
  '%2e%2e%2f',
  '%E0%A4%A',
  'null',
  'undefined',
  'NaN',
  'Infinity',
  '1e308',
  '-0',
  '9223372036854775808',
  '1.0000000001',
  '0x10',
  '١٢٣',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '10000-01-01',
  '2026-M13',
  '0000-Y',
  'XX:2026-M01',
  'children:0',
  'communes:999999999',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'x'.repeat(10_000),
  'ạ'.repeat(5_000),
  ','.repeat(3_000),
  '1,'.repeat(2_000),
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...tricks) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
);

export const hostileNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    -1,
    1.0000000001,
    0.1 + 0.2,
    1e12,
    1e15,
    1e21,
    1e308,
    -1e308,
    5e-324,
    2 ** 31,
    2 ** 53,
    2 ** 53 + 2,
    2 ** 63,
    2_147_483_647,
    2_147_483_648,
    -2_147_483_649,
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** `{"a":{"a":…}}` so many levels deep, and lists in lists. */
const deep = (levels: number): unknown => {
  let value: unknown = 1;
  for (let at = 0; at < levels; at += 1) value = at % 2 === 0 ? { a: value } : [value];
  return value;
};

/** An object with keys that mean something to JavaScript; written by JSON, so that they really are its own. */
const proto = JSON.parse(
  '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"toString":1}',
) as object;

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 4, arbitrary: hostileNumber },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(null, true, [], {}, [[]], proto, deep(50), deep(2_000), [null], [proto]),
  },
  { weight: 1, arbitrary: fc.constant(Array.from({ length: 100_000 }, () => 0)) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
