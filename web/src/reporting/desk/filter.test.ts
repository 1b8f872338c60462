import { describe, expect, it } from 'vitest';
import type { DeskReport } from '../desk-rules.ts';
import { countsOf, type Filter, filtered, filterOf, marksToShow, searchOf } from './filter.ts';

const report = (id: number, fullName: string, more: Partial<DeskReport> = {}): DeskReport =>
  ({
    id,
    unit: { id, code: `19${id}`, fullName, level: 'commune' },
    state: 'submitted',
    isLate: false,
    isLocked: false,
    revision: 1,
    notes: 0,
    strong: 0,
    unread: 0,
    signals: null,
    ...more,
  }) as DeskReport;

const reports = [
  report(1, 'Xã Phong Nha', { state: 'returned', notes: 2 }),
  report(2, 'Phường Đông Hà', { isLate: true, revision: 2 }),
  report(3, 'Đặc khu Cồn Cỏ', { strong: 1, unread: 3, notes: 1 }),
  report(4, 'Xã Đakrông', { state: 'accepted', signals: 2 }),
];
const ids = (filter: Filter) => filtered(reports, filter).map(({ id }) => id);

describe('the address', () => {
  it.each([
    ['', { state: 'look', marks: [], name: '' }],
    ['?state=sent&mark=late,notes&q=phong', { state: 'sent', marks: ['late', 'notes'], name: 'phong' }],
    ['?state=nothing&mark=late,nothing', { state: 'look', marks: ['late'], name: '' }],
  ])('%s', (text, asked) => {
    const filter = filterOf(Object.fromEntries(new URLSearchParams(text)));
    expect({ ...filter, marks: [...filter.marks] }).toEqual(asked);
    expect(filterOf(searchOf(filter))).toEqual(filter);
  });
  it('says nothing of what is usual', () => {
    expect(searchOf(filterOf({}))).toEqual({});
  });
});

describe('the filters', () => {
  it.each([
    ['what is not settled', {}, [1, 2, 3]],
    ['all', { state: 'all' }, [1, 2, 3, 4]],
    ['late', { mark: 'late' }, [2]],
    ['sent again', { mark: 'again' }, [2]],
    ['with remarks', { mark: 'notes' }, [1, 3]],
    ['with remarks and far from last year', { mark: 'notes,strong' }, [3]],
    ['with signals, among the accepted', { state: 'accepted', mark: 'signals' }, [4]],
    ['with new messages', { mark: 'talk' }, [3]],
    ['a name without accents', { q: 'dong ha' }, [2]],
    ['a name with them, in capitals', { q: 'CỒN CỎ' }, [3]],
    ['đ typed as d', { state: 'all', q: 'dakr' }, [4]],
    ['a code', { q: '191' }, [1]],
    ['a name that is not there', { q: 'hà giang' }, []],
  ])('%s', (_, search, found) => {
    expect(ids(filterOf(search))).toEqual(found);
  });

  it('count what each of them would show beside those that are on', () => {
    const counts = countsOf(reports, filterOf({ mark: 'notes' }));
    expect(Object.fromEntries(counts.state)).toMatchObject({ look: 2, all: 2, sent: 1, returned: 1, accepted: 0 });
    expect(Object.fromEntries(counts.marks)).toMatchObject({ notes: 2, strong: 1, late: 0, talk: 1 });
  });

  it('offer only questions that some report answers, or that are on', () => {
    expect(marksToShow(reports, filterOf({}))).toEqual(['late', 'again', 'notes', 'strong', 'signals', 'talk']);
    expect(marksToShow(reports.slice(0, 1), filterOf({ mark: 'late' }))).toEqual(['late', 'notes']);
  });
});
