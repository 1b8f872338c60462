import { describe, expect, it } from 'vitest';
import { readQuestion, readTraceAddress, searchOf } from './trace-address.ts';

const question = { indicator: 'outreach_sessions', unit: 44, period: '2019-Y', line: 'all', reading: 'accepted' };

describe('the address of a trace', () => {
  it('is read from a document, with what the contract assumes', () => {
    expect(readTraceAddress('/figures/trace?indicator=outreach_sessions&unit=44&period=2019-Y')).toEqual(question);
    expect(readTraceAddress('/figures/trace?indicator=a&unit=4&period=2019-M03&line=police&reading=submitted')).toEqual(
      {
        indicator: 'a',
        unit: 4,
        period: '2019-M03',
        line: 'police',
        reading: 'submitted',
      },
    );
  });

  it('names no figure when a part is missing or means nothing', () => {
    expect(readTraceAddress('/reports/5?indicator=a&unit=4&period=2019-Y')).toBeNull();
    expect(readTraceAddress('/figures/trace')).toBeNull();
    expect(readQuestion({ ...question, period: '2019' })).toBeNull();
    expect(readQuestion({ ...question, unit: 'x' })).toBeNull();
    expect(readQuestion({ ...question, unit: '-4' })).toBeNull();
    expect(readQuestion({ ...question, indicator: 'Nothing; at all' })).toBeNull();
    expect(readQuestion({ ...question, line: 'army' })).toBeNull();
    expect(readQuestion({ ...question, reading: 'guessed' })).toBeNull();
  });

  it('leaves out what is assumed, and comes back the same', () => {
    const plain = readQuestion(question);
    expect(plain && searchOf(plain)).toEqual({ indicator: 'outreach_sessions', unit: '44', period: '2019-Y' });
    const police = readQuestion({ ...question, line: 'police', reading: 'submitted' });
    expect(police && readQuestion(searchOf(police))).toEqual(police);
  });
});
