import { expect, it } from 'vitest';
import { whyNotEnrol } from './rules.ts';

const kept = { isRight: true, validUntil: '2026-12-22', usedAt: null };

it.each([
  ['the right one', kept, null],
  ['the right one on its last day', { ...kept, validUntil: '2026-11-22' }, null],
  ['the right one a day later', { ...kept, validUntil: '2026-11-21' }, 'identity.code-not-valid'],
  ['another one', { ...kept, isRight: false }, 'identity.code-not-valid'],
  ['one that is used up', { ...kept, usedAt: new Date(0) }, 'identity.code-not-valid'],
  ['none', null, 'identity.code-not-valid'],
])('%s opens the account or says nothing more: %s', (_, given, code) => {
  expect(whyNotEnrol(given, '2026-11-22')?.code ?? null).toBe(code);
});
