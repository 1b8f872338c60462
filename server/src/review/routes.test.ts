/** The door of the room over HTTP: what is downloaded, under which name, and what is refused. */
import { lines } from '@app/contract/figures/routes.ts';
import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeRenderer } from '../documents/index.ts';
import { putSheets } from '../figures/index.ts';
import { plantTree } from '../figures/testing/small-tree.ts';
import { wholeSheet } from '../figures/testing/whole-sheet.ts';
import type { Actor } from '../kernel/actor.ts';
import { announce } from '../kernel/actor.ts';
import { answerProblems, server } from '../kernel/serve.ts';
import { type TestDatabase, testDatabase } from '../kernel/testing/index.ts';
import { putForm, shippedForms } from '../reporting/index.ts';
import { reviewRoutes } from './index.ts';

let database: TestDatabase;
let app: FastifyInstance;
let actor: Actor | null;
let province = 0;

beforeAll(async () => {
  database = await testDatabase();
  const units = await plantTree(database.owner, {
    id: 'Việt Nam',
    level: 'nation',
    children: [{ id: 'Đồng Tháp', level: 'province', children: [{ id: 'Xã A', level: 'commune', children: [] }] }],
  });
  province = units.get('Đồng Tháp') ?? 0;
  actor = {
    userId: 'test',
    postId: null,
    personsPosts: [],
    unitId: province,
    bodyId: null,
    allUnits: false,
    lines: [...lines, 'all'],
    ownLines: ['committee'],
    does: new Set(['draft-review']),
  };
  await database.transact(async (tx) => {
    await announce(tx, actor && { ...actor, allUnits: true });
    for (const form of shippedForms) await putForm(tx, form, 201301);
    const sheet = {
      unitId: units.get('Xã A') ?? 0,
      own: [7],
      precision: [0],
      declared: null,
      notes: null,
      sourceId: null,
    };
    const address = { periodId: 202610, line: 'committee', reading: 'submitted' };
    await putSheets(tx, address, wholeSheet, [sheet], 'submission', new Date('2026-10-15T03:00:00Z'));
  });
  app = fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerProblems(app, {});
  const { serve } = server(app, {
    transact: database.transact,
    clock: () => new Date('2026-11-22T03:00:00Z'),
    whoAsks: async () => actor,
  });
  reviewRoutes(serve);
});
afterAll(async () => {
  await app.close();
  await closeRenderer();
  await database.close();
});

const get = (what: string, more = '') =>
  app.inject({ url: `/api/review${what}?unit=${province}&period=2026-M10&reading=submitted${more}` });

describe('GET /api/review', () => {
  it('gives the paper as a tree', async () => {
    const answer = await get('');
    expect(answer.statusCode).toBe(200);
    expect(JSON.stringify(answer.json())).toContain('Số liệu tạm tính');
    expect(answer.json().document.head.place).toBe('Đồng Tháp');
  });
  it.each([
    ['/docx', '', 'bao-cao-dong-thap-2026-10.docx', 'wordprocessingml.document'],
    ['/pdf', '&language=en', 'report-dong-thap-2026-10.pdf', 'application/pdf'],
    ['/xlsx', '', 'phu-luc-dong-thap-2026-10.xlsx', 'spreadsheetml.sheet'],
  ])('gives %s%s as the file %s', async (path, more, name, media) => {
    const answer = await get(path, more);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain(media);
    expect(answer.headers['content-disposition']).toContain(name);
    expect(answer.rawPayload.length).toBeGreaterThan(5_000);
  });
  it('refuses accepted figures where none has been accepted', async () => {
    const answer = await app.inject({ url: `/api/review/pdf?unit=${province}&period=2026-M10` });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'review.nothing-to-report']);
  });
  it('does not exist for units that are not there, and asks for a sign-in', async () => {
    const unknown = await app.inject({ url: '/api/review?unit=999999&period=2026-M10' });
    expect(unknown.statusCode).toBe(404);
    const known = actor;
    actor = null;
    expect((await get('')).statusCode).toBe(401);
    actor = known;
  });
});
