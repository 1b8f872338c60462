import { expect, it } from 'vitest';
import { asMade, newRecoveryCodes } from './recovery.ts';

it('makes ten codes, all different', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
});

it.each([
  ['as printed', (code: string) => code],
  ['in capitals', (code: string) => code.toUpperCase()],
  ['with spaces', (code: string) => ` ${code.replaceAll('-', ' ')} `],
  ['in one piece', (code: string) => code.replaceAll('-', '')],
])('knows a code again %s', (_, typed) => {
  for (const code of newRecoveryCodes()) expect(asMade(typed(code))).toBe(code);
});
