import { describe, expect, it } from 'vitest';
import { type Candidate, type Giver, mayStandIn, whyNotDelegate, whyNotHandOn } from './rules.ts';

const head: Giver = { userId: 'head', does: new Set(['issue', 'delegate']), held: 'own' };
const officer: Candidate = { userId: 'officer', username: 'officer', role: 'officer' };
const term = { startsOn: '2026-01-01', endsOn: '2026-12-31' };
const today = '2026-11-22';
const asked = { candidate: officer, startsOn: '2026-11-23', endsOn: '2026-11-30' } as const;

describe('who hands on a post', () => {
  it('a head, also one who is acting', () => {
    expect(whyNotHandOn(head)).toBeNull();
    expect(whyNotHandOn({ ...head, held: 'acting' })).toBeNull();
  });
  it('nobody else', () => expect(whyNotHandOn({ ...head, does: new Set(['fill']) })?.code).toBe('kernel.not-allowed'));
  it('never what was handed on to oneself (Art. 13)', () =>
    expect(whyNotHandOn({ ...head, held: 'delegated' })?.code).toBe('identity.not-passed-on'));
});

describe('to whom, and for which days', () => {
  it.each<[string, Partial<Parameters<typeof whyNotDelegate>[1]>, Partial<typeof term> | null, string | null]>([
    ['an officer of the unit, within the term', {}, null, null],
    ['from today', { startsOn: today }, null, null],
    ['for one day', { startsOn: today, endsOn: today }, null, null],
    ['to the last day of the term', { endsOn: '2026-12-31' }, null, null],
    ['to somebody without a post there', { candidate: null }, null, 'kernel.not-found'],
    ['to an inspector', { candidate: { ...officer, role: 'inspector' } }, null, 'kernel.not-found'],
    ['to oneself', { candidate: { ...officer, userId: 'head' } }, null, 'identity.not-on-to-oneself'],
    ['from yesterday', { startsOn: '2026-11-21' }, null, 'identity.delegation-dates'],
    ['ending before it begins', { endsOn: '2026-11-22' }, null, 'identity.delegation-dates'],
    ['beyond the term', { endsOn: '2027-01-01' }, null, 'identity.delegation-dates'],
    ['before the term', {}, { startsOn: '2026-11-24' }, 'identity.delegation-dates'],
  ])('%s', (_, change, other, code) =>
    expect(whyNotDelegate(head, { ...asked, ...change }, { ...term, ...other }, today)?.code ?? null).toBe(code),
  );
  it('without end, when the post has none', () =>
    expect(
      whyNotDelegate(head, { ...asked, endsOn: '2029-01-01' }, { startsOn: null, endsOn: null }, today),
    ).toBeNull());
  it('says first that one may not at all', () =>
    expect(whyNotDelegate({ ...head, does: new Set() }, { ...asked, candidate: null }, term, today)?.code).toBe(
      'kernel.not-allowed',
    ));
});

it('lets officers and heads stand in, and nobody who must stay outside', () => {
  expect(
    (['officer', 'head', 'inspector', 'administrator', 'operator'] as const).filter((role) => mayStandIn({ role })),
  ).toEqual(['officer', 'head']);
});
