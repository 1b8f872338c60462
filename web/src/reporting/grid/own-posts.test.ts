import type { PostAnswer } from '@app/contract/identity/routes.ts';
import { afterEach, expect, it, vi } from 'vitest';
import type { EntryGrid } from './many-rows.ts';
import { ownFillers, sendEach, together } from './own-posts.ts';

afterEach(() => vi.unstubAllGlobals());

const post = (id: number, unitId: number, more: { role?: string; level?: string; line?: string } = {}) =>
  ({
    id,
    role: more.role ?? 'officer',
    unit: { id: unitId, level: more.level ?? 'commune' },
    body: { line: more.line ?? 'committee' },
  }) as PostAnswer;

const grid = (code: string, version = 1, rows = 1) =>
  ({
    unit: { id: Number(code), fullName: code, level: 'commune' },
    form: { form: 'TH01', version },
    rows: rows === 0 ? [] : [{ reportId: Number(code), draftVersion: 3, unit: { code } }],
  }) as unknown as EntryGrid;

it('takes one post for each commune and line', () => {
  const posts = [post(1, 7), post(2, 8), post(3, 8), post(4, 8, { line: 'front' }), post(5, 9, { role: 'head' })];
  expect(ownFillers([...posts, post(6, 1, { level: 'province' })]).map(({ id }) => id)).toEqual([1, 2, 4]);
});

it('puts units of the same version of a form side by side, each with its post', () => {
  const grids = [
    { answer: grid('1', 1, 0), postId: 10 },
    { answer: grid('2'), postId: 20 },
    { answer: grid('3', 2), postId: 30 },
    { answer: grid('4'), postId: 40 },
  ];
  const mine = together(grids, { vi: 'Các đơn vị của bạn', en: 'Your units' }, ({ vi: words }) => words);
  expect(mine?.answer.rows.map(({ unit }) => unit.code)).toEqual(['2', '4']);
  expect(mine?.postOf).toEqual({ 2: 20, 4: 40 });
  expect(together([{ answer: grid('1', 1, 0), postId: 10 }], { vi: '', en: '' }, ({ vi: words }) => words)).toBeNull();
});

it('sends each report as the post of its unit, and one that is refused keeps no other back', async () => {
  const asked: (readonly [string, string | undefined])[] = [];
  vi.stubGlobal('fetch', (path: string, { headers }: { headers: Record<string, string> }) => {
    asked.push([path, headers['x-post']]);
    if (!path.includes('/2/')) return Promise.resolve(new Response('{}'));
    const fields = [{ path: 'cells.a.value', code: 'x', says: { vi: 'Âm', en: 'Negative' } }];
    const answer = { code: 'reporting.cells-not-right', status: 422, says: { vi: '', en: '' }, fields };
    const type = { 'content-type': 'application/problem+json' };
    return Promise.resolve(new Response(JSON.stringify(answer), { status: 422, headers: type }));
  });
  const answer = { ...grid('2'), rows: [...grid('2').rows, ...grid('4').rows] };
  const rows = ['2', '4'].map((unitCode) => ({ unitCode, cells: {}, nil: false }));
  const { sent, told } = await sendEach(answer, rows, { 2: 20, 4: 40 });
  expect(asked).toEqual([
    ['/api/reports/2/submit', '20'],
    ['/api/reports/4/submit', '40'],
  ]);
  expect(sent).toBe(1);
  expect(told).toEqual({ cells: { '2 a': { vi: 'Âm', en: 'Negative' } }, units: {} });
});
