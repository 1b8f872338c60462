import { describe, expect, it } from 'vitest';
import { type EditionPlace, whyNotReadEdition } from './rules.ts';

describe('an issued edition', () => {
  const own = 7;
  const readers = {
    'of the own line': { lines: ['front'], unitId: own },
    'of every line': { lines: ['committee', 'front', 'women', 'all'], unitId: own },
    'without figures': { lines: [], unitId: own },
  };
  it.each<[keyof typeof readers, EditionPlace['place'], number, string, boolean]>([
    ['of the own line', 'subtree', own, 'front', true],
    ['of the own line', 'subtree', own, 'committee', true],
    ['of the own line', 'subtree', own, 'women', false],
    ['of the own line', 'subtree', 8, 'front', true],
    ['of the own line', 'subtree', 8, 'committee', false],
    ['of the own line', 'above', 8, 'committee', true],
    ['of the own line', 'above', 8, 'women', true],
    ['of the own line', 'beside', 8, 'committee', true],
    ['of the own line', 'elsewhere', 8, 'front', false],
    ['of every line', 'subtree', 8, 'women', true],
    ['of every line', 'elsewhere', 8, 'women', false],
    ['without figures', 'subtree', own, 'committee', false],
    ['without figures', 'above', 8, 'committee', false],
    ['without figures', 'beside', 8, 'committee', false],
  ])('is read by a post %s, %s, unit %i, line %s: %s', (reader, place, unitId, line, reads) => {
    expect(whyNotReadEdition({ unitId, line, place }, readers[reader]) === null).toBe(reads);
  });
});
