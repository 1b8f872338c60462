import { describe, expect, it } from 'vitest';
import { linesRead } from './lines-read.ts';

describe('the lines offered to a post', () => {
  it('are all of them and their sum at the standing agency and the committee', () => {
    expect(linesRead({ kind: 'police', line: 'police' })).toHaveLength(8);
    expect(linesRead({ kind: 'committee', line: 'committee' })[0]).toBe('all');
  });

  it("are the own line, then the committee's, at every other body", () => {
    expect(linesRead({ kind: 'front', line: 'front' })).toEqual(['front', 'committee']);
    expect(linesRead({ kind: 'youth', line: 'youth' })).toEqual(['youth', 'committee']);
  });
});
