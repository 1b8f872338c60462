import { describe, expect, it } from 'vitest';
import { rolesAt } from './roles-at.ts';

describe('the roles offered at a body', () => {
  it('are two at a body of a line', () => {
    expect(rolesAt({ standing: false, kind: 'women', level: 'province' })).toEqual(['officer', 'head']);
  });

  it('add inspection and accounts at the standing agency and the committee', () => {
    const four = ['officer', 'head', 'inspector', 'administrator'];
    expect(rolesAt({ standing: true, kind: 'police', level: 'commune' })).toEqual(four);
    expect(rolesAt({ standing: false, kind: 'committee', level: 'province' })).toEqual(four);
  });

  it('add running the instance at the centre only', () => {
    expect(rolesAt({ standing: true, kind: 'police', level: 'nation' })).toContain('operator');
    expect(rolesAt({ standing: false, kind: 'front', level: 'nation' })).not.toContain('operator');
  });
});
