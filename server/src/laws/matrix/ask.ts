/** Asks the whole application every question of the matrix, as every post, and holds the answers against what is expected. */
import { changedMeanwhile } from '@app/contract/kernel/problems.ts';
import type { Route } from '@app/contract/kernel/route.ts';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { createApp } from '../../app.ts';
import { ownerAt } from '../../changing.ts';
import { connectOwner } from '../../house.ts';
import { createAuth, instanceSecret } from '../../identity/index.ts';
import { type Database, openDatabase, type Transact, type Tx } from '../../kernel/database.ts';
import type { AsOwner } from '../../org/index.ts';
import { requestFor } from '../asking.ts';
import { contractRoutes } from '../repository.ts';
import { doors, elsewhere, expectations, expected } from './expectations.ts';
import { does, type Post, positionOf, posts } from './house.ts';
import { type Planted, password, plant, today, usernameOf } from './plant.ts';
import type { Outcome, Question, Request } from './question.ts';

const now = new Date(`${today}T03:00:00Z`);

/** Questions under way at the same moment. */
const AT_ONCE = 6;

/** Carries its result out of a transaction that is not kept. */
class NotKept extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super('not kept');
    this.result = result;
  }
}

/** Does the work and keeps nothing of it, so that every question finds the same country. */
const keepingNothing =
  ({ db }: Database): Transact =>
  (work) =>
    db
      .transaction()
      .execute(async (tx) => {
        throw new NotKept(await work(tx as Tx));
      })
      .catch((error) => {
        if (error instanceof NotKept) return error.result;
        throw error;
      }) as ReturnType<Transact> as never;

/** The same of what is done as the owner of the database. */
const ownerKeepingNothing =
  (ownerUrl: string): AsOwner =>
  (ask, work) =>
    ownerAt(ownerUrl)(ask, async (at): Promise<never> => {
      throw new NotKept(await work(at));
    }).catch((error) => {
      if (error instanceof NotKept) return error.result as never;
      throw error;
    });

type Answered = { status: number; code: string | null; shape: string };
export type Asked = {
  route: string;
  post: string;
  about: string;
  expected: Outcome;
  got: Answered;
  fault: string | null;
};

/** What is asked of the matrix; `inTurn`: of questions that a post should be answered alike at one position only one of each route. */
type Only = { routes?: readonly string[]; posts?: readonly string[]; inTurn?: boolean };

export type Matrix = {
  owner: pg.Client;
  planted: Planted;
  /** Asks the routes named (all of them, if none is), as the posts named. */
  ask: (only?: Only, given?: typeof expectations) => Promise<Asked[]>;
  /** One request of a post, of which nothing is kept. */
  send: (post: string, request: Request) => Promise<{ status: number; body: Record<string, unknown> }>;
  /** Moves the clock; null puts it back. */
  setNow: (moment: Date | null) => void;
  close: () => Promise<void>;
};

/** Plants the country in a migrated, empty database and opens the application on it. */
export const openMatrix = async (urls: { ownerUrl: string; appUrl: string }): Promise<Matrix> => {
  const owner = await connectOwner(urls.ownerUrl);
  const planted = await plant(owner);
  let moment = now;
  const database = openDatabase(urls.appUrl, { role: 'chungtay_app', max: 8 });
  const { auth, close } = createAuth({ url: urls.appUrl, secret: await instanceSecret(owner) });
  const { app } = await createApp({
    transact: keepingNothing(database),
    clock: () => moment,
    auth,
    asOwner: ownerKeepingNothing(urls.ownerUrl),
  });
  const headers = new Map<string, Record<string, string>>();

  for (const who of posts) headers.set(who.name, await headersOf(who, planted, owner, auth));
  return {
    owner,
    planted,
    ask: (only, given = expectations) => askAll(app, headers, planted, only ?? {}, given),
    send: async (post, { method, url, body }) => {
      const answer = await app.inject({
        method,
        url,
        headers: { ...headers.get(post), ...typeOf(body) },
        ...(body && { payload: body }),
      });
      return { status: answer.statusCode, body: answer.json() };
    },
    setNow: (to) => {
      moment = to ?? now;
    },
    close: async () => {
      await app.close();
      await close();
      await database.close();
      await owner.end();
    },
  };
};

type Entering = ReturnType<typeof createAuth>['auth'];

const headersOf = async (
  who: Post,
  planted: Planted,
  owner: pg.Client,
  auth: Entering,
): Promise<Record<string, string>> => {
  if (who.standing === 'nobody') return {};
  const token = planted.token[who.name];
  if (token) return { authorization: `Bearer ${token}` };
  const entered = await auth.enter(usernameOf(who.name), password);
  if (!entered) throw new Error(`${who.name} cannot sign in`);
  const cookie = entered.cookies.map((each) => each.split(';')[0]).join('; ');
  const person = await auth.whoIs(cookie);
  // Everybody has just given the password again, so that acts of weight are about rights and not about that.
  await owner.query(
    `insert into identity.confirmation values ($1, $2) on conflict (session_id) do update set confirmed_at = $2`,
    [person?.sessionId, now],
  );
  if (who.standing === 'session revoked')
    await owner.query('delete from identity.session where id = $1', [person?.sessionId]);
  return { cookie, ...(who.held === 'delegated' && { 'x-post': String(planted.post[who.name]) }) };
};

/** A file is sent as it is; anything else as JSON, which needs no saying. */
const typeOf = (body: object | undefined) =>
  Buffer.isBuffer(body) ? { 'content-type': 'application/octet-stream' } : {};

type Line = { name: string; route: Route; who: Post; question: Question };

const askAll = async (
  app: FastifyInstance,
  headers: ReadonlyMap<string, Record<string, string>>,
  planted: Planted,
  only: Only,
  given: typeof expectations,
): Promise<Asked[]> => {
  const unknown = new Map<string, Promise<Answered>>();
  const send = async (request: Request, who: Post): Promise<Answered> => {
    const { method, url, body } = request;
    const answer = await app.inject({
      method,
      url,
      headers: { ...headers.get(who.name), ...typeOf(body) },
      ...(body && { payload: body }),
    });
    // Two writes in each other's way: the one that stood back asks again, as a person would.
    if (answer.statusCode === 409 && answer.body.includes(changedMeanwhile.code)) return send(request, who);
    const isJson = String(answer.headers['content-type']).includes('json');
    const says: Record<string, unknown> = isJson ? answer.json() : {};
    const { requestId: _, ...shape } = says;
    return {
      status: answer.statusCode,
      // What is done may answer a one-time code by the same name.
      code: answer.statusCode >= 400 && typeof says['code'] === 'string' ? says['code'] : null,
      shape: answer.statusCode < 300 ? '' : JSON.stringify(shape),
    };
  };
  /** What this post is told of something that does not exist. */
  const toldOfNothing = (request: Request, who: Post): Promise<Answered> => {
    const key = JSON.stringify([who.name, request]);
    const known = unknown.get(key) ?? send(request, who);
    unknown.set(key, known);
    return known;
  };
  const askOne = async ({ name, route, who, question }: Line): Promise<Asked> => {
    const outcome = expected(name, route, question, who);
    const got = await send(question.request, who);
    const fault = await faultOf(outcome, got, question, () =>
      question.unknown ? toldOfNothing(question.unknown, who) : Promise.resolve(got),
    );
    return { route: name, post: who.name, about: question.about, expected: outcome, got, fault };
  };

  const lines = (await contractRoutes()).flatMap(({ room, name: short, route }) => {
    const name = `${room}.${short}`;
    if (only.routes && !only.routes.includes(name)) return [];
    return posts
      .filter((who) => !only.posts || only.posts.includes(who.name))
      .flatMap((who) => {
        const lines = questionsOf(name, route, planted, who, given).map(
          (question): Line => ({ name, route, who, question }),
        );
        return only.inTurn ? oneOfEachAnswer(lines) : lines;
      });
  });
  const asked: Asked[] = [];
  const waiting = lines.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const line of waiting) asked.push(await askOne(line));
    }),
  );
  return asked;
};

/** Not known, or without a post: told so before it is looked at what is asked about, and so asked once by each route. */
const outside: readonly Post['standing'][] = ['nobody', 'session revoked', 'key revoked', 'expired', 'not begun'];

const questionsOf = (
  name: string,
  route: Route,
  planted: Planted,
  who: Post,
  given: typeof expectations,
): Question[] => {
  if (name in elsewhere) return [];
  if (name in doors) {
    const asks = who.standing === 'nobody' || who.name === 'standing officer P1';
    const problem = doors[name] ?? null;
    return asks ? [{ about: 'the door', problem, request: requestFor(name, route), expect: () => 'own affair' }] : [];
  }
  const questions = given[name]?.(planted, route) ?? [];
  // Oneself is the same to every post: asked as one of each standing, as those whose post is held in another way, and as those
  // who have power over accounts or the instance.
  const isOrdinary = !does(who, 'administers') && !does(who, 'operates') && who.unit !== 'P2';
  if (questions[0]?.own && who.standing === 'held' && who.held === 'own' && isOrdinary) return [];
  if (!route.open && !questions[0]?.own && outside.includes(who.standing)) return questions.slice(0, 1);
  return oneForEachPosition(questions, who);
};

/** Of questions that differ in the unit alone, the first for each position towards the asking post. */
const oneForEachPosition = (questions: readonly Question[], who: Post): Question[] => {
  const asked = new Set<string>();
  return questions.filter(({ unit, kind }) => {
    if (!unit) return true;
    const key = `${kind} ${positionOf(who.unit, unit)}`;
    return !asked.has(key) && asked.add(key);
  });
};

/**
 * Of the questions that lie at a unit, one for each position and expected answer: by each post and route another, so that every line
 * and every thing asked about still comes up at every position, only not in every combination.
 */
const oneOfEachAnswer = (lines: readonly Line[]): Line[] => {
  const alike = new Map<string, Line[]>();
  for (const line of lines) {
    const { name, route, who, question } = line;
    const at = question.unit ? positionOf(who.unit, question.unit) : question.about;
    const key = `${at} ${expected(name, route, question, who)} ${question.problem ?? ''}`;
    alike.set(key, [...(alike.get(key) ?? []), line]);
  }
  return [...alike.values()].flatMap((group) => {
    const turn = [...`${group[0]?.name} ${group[0]?.who.name}`].reduce((sum, each) => sum + each.charCodeAt(0), 0);
    return group.slice(turn % group.length).slice(0, 1);
  });
};

const statusOf: Record<Exclude<Outcome, 'answers' | 'own affair'>, number> = {
  absent: 404,
  refused: 403,
  'signed out': 401,
  'unknown row': 422,
};

const wantedOf = (outcome: Outcome, { problem }: Question): string => {
  if (outcome === 'answers') return 'should answer';
  return outcome === 'own affair' ? `is one's own affair (${problem ?? 'done'})` : `should be ${outcome}`;
};

/** Whether the answer is of the kind expected. */
const fits = (outcome: Outcome, got: Answered, { problem }: Question): boolean => {
  if (outcome === 'own affair' && problem) return got.code === problem;
  if (outcome === 'answers' || outcome === 'own affair') return got.status < 300;
  return got.status === statusOf[outcome] && (outcome !== 'signed out' || got.code === 'kernel.not-signed-in');
};

/** Whether an answer can be told from the one about nothing; of an unknown row, whose field is another's, only by its code. */
const isTold = (outcome: Outcome, got: Answered, other: Answered): boolean =>
  other.status !== got.status || (outcome === 'unknown row' ? other.code !== got.code : other.shape !== got.shape);

const faultOf = async (
  outcome: Outcome,
  got: Answered,
  question: Question,
  nothing: () => Promise<Answered>,
): Promise<string | null> => {
  const told = `${got.status} ${got.code ?? ''}`.trim();
  if (got.status >= 500) return `answers ${told}`;
  if (!fits(outcome, got, question)) return `${wantedOf(outcome, question)}, says ${told}`;
  if ((outcome !== 'absent' && outcome !== 'unknown row') || !question.unknown) return null;
  const other = await nothing();
  if (!isTold(outcome, got, other)) return null;
  return `can be told from what does not exist: ${got.shape} and ${other.status} ${other.shape}`;
};

/** Routes that nobody expects anything of. */
export const routesWithout = async (given: Readonly<Record<string, unknown>> = expectations): Promise<string[]> => {
  const names = (await contractRoutes()).map(({ room, name }) => `${room}.${name}`);
  const known = new Set([...Object.keys(given), ...Object.keys(doors), ...Object.keys(elsewhere)]);
  return [
    ...names
      .filter((name) => !known.has(name))
      .map((name) => `${name} has no expectation: add it in server/src/laws/matrix/expectations.ts`),
    ...[...known].filter((name) => !names.includes(name)).map((name) => `${name} is expected and is no route`),
  ];
};
