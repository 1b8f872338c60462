import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseAfter, mergeTexts, type Texts, takeIn } from './merge.ts';

describe('merging what two people typed into one form', () => {
  it.each<[string, string, string, string, string, 'mine' | 'taken' | 'clash']>([
    ['nobody changed it', '5', '5', '5', '5', 'mine'],
    ['only I changed it', '5', '7', '5', '7', 'mine'],
    ['only they changed it', '5', '5', '8', '8', 'taken'],
    ['both changed it alike', '5', '7', '7', '7', 'mine'],
    ['both changed it differently', '5', '7', '8', '7', 'clash'],
    ['I filled an empty cell', '', '7', '', '7', 'mine'],
    ['they filled an empty cell', '', '', '8', '8', 'taken'],
    ['both filled an empty cell differently', '', '7', '8', '7', 'clash'],
    ['I emptied what they changed', '5', '', '8', '', 'clash'],
    ['they emptied what I left', '5', '5', '', '', 'taken'],
    ['they emptied what I changed', '5', '7', '', '7', 'clash'],
    ['both emptied it', '5', '', '', '', 'mine'],
    ['I typed what is no number yet', '5', '1,931', '8', '1,931', 'clash'],
    ['zero is not empty', '', '0', '', '0', 'mine'],
    ['only the precision differs', '18.000', 'hơn 18.000', 'gần 18.000', 'hơn 18.000', 'clash'],
  ])('%s', (_, base, mine, theirs, expected, what) => {
    const { texts, clashes, taken } = mergeTexts({ a: base }, { a: mine }, { a: theirs });
    expect(texts['a']).toBe(expected);
    expect(clashes).toEqual(what === 'clash' ? [{ key: 'a', base, mine, theirs }] : []);
    expect(taken).toEqual(what === 'taken' ? ['a'] : []);
  });

  const texts = fc.dictionary(fc.constantFrom('f:a', 'f:b', 'f:c', 'n:a'), fc.constantFrom('', '0', '1', '2', 'x'));
  const of = (all: Texts, key: string) => all[key] ?? '';

  it('loses nothing that was typed and overwrites nothing without asking', () => {
    fc.assert(
      fc.property(texts, texts, texts, (base, mine, theirs) => {
        const { texts: merged, clashes } = mergeTexts(base, mine, theirs);
        for (const key of ['f:a', 'f:b', 'f:c', 'n:a']) {
          const [was, here, there, now] = [of(base, key), of(mine, key), of(theirs, key), of(merged, key)];
          const asked = clashes.some((clash) => clash.key === key);
          // Whoever changed a text finds it in the result, or is asked.
          if (here !== was) expect(now === here).toBe(true);
          if (there !== was) expect(now === there || asked).toBe(true);
          if (here === was && there === was) expect(now).toBe(was);
          expect(asked).toBe(here !== was && there !== was && here !== there);
        }
      }),
    );
  });

  it('asks for the same choices from the other side, and for none between a text and itself', () => {
    fc.assert(
      fc.property(texts, texts, texts, (base, mine, theirs) => {
        const keys = (one: Texts, other: Texts) =>
          mergeTexts(base, one, other)
            .clashes.map(({ key }) => key)
            .sort();
        expect(keys(mine, theirs)).toEqual(keys(theirs, mine));
        expect(keys(mine, mine)).toEqual([]);
      }),
    );
  });

  it('asks again after the tab was closed before the choice, and for nothing that was settled', () => {
    fc.assert(
      fc.property(texts, texts, texts, (base, mine, theirs) => {
        const first = mergeTexts(base, mine, theirs);
        const again = mergeTexts(baseAfter(theirs, first.clashes), first.texts, theirs);
        expect(again).toEqual({ ...first, texts: again.texts, taken: [] });
        for (const key of Object.keys(first.texts)) expect(of(again.texts, key)).toBe(of(first.texts, key));
      }),
    );
  });
});

describe('what several visits have left of one form', () => {
  const left = (version: number, base: Texts, texts: Texts) => ({ version, base, texts });
  it.each([
    ['nothing', [], { a: '2', b: '' }, [], null],
    ['one, typed over what is shown', [left(3, { a: '2' }, { a: '5' })], { a: '5', b: '' }, [], null],
    ['a text that is no number over a figure', [left(3, { a: '2' }, { a: '1,931' })], { a: '1,931', b: '' }, [], null],
    [
      'two, each with a cell of its own',
      [left(3, { a: '2' }, { a: '2', b: '7' }), left(3, { a: '2' }, { a: '5' })],
      { a: '5', b: '7' },
      [],
      null,
    ],
    [
      'two that differ: the newest stands, and both are asked about',
      [left(3, { a: '2' }, { a: '6' }), left(3, { a: '2' }, { a: '5' })],
      { a: '6', b: '' },
      ['a'],
      null,
    ],
    ['one typed over a later version than is shown', [left(4, { a: '3' }, { a: '5' })], { a: '5', b: '' }, [], 4],
    ['one typed over what was changed since', [left(2, { a: '1' }, { a: '5' })], { a: '5', b: '' }, ['a'], null],
  ] as const)('%s', (_, copies, texts, clashing, newer) => {
    const taken = takeIn({ a: '2', b: '' }, 3, copies);
    expect(taken.texts).toEqual(texts);
    expect(taken.clashes.map(({ key }) => key)).toEqual(clashing);
    expect(taken.newer?.version ?? null).toBe(newer);
  });
});
