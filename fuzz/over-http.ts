/** Every route of the contract, and addresses that are none, asked by several at once. */
import fc from 'fast-check';
import { cast } from '../server/src/kernel/testing/cast.ts';
import { contractRoutes } from '../server/src/laws/repository.ts';
import { wrongIn } from './ask.ts';
import { type Request, requestTo, strayRequest } from './requests.ts';
import type { Tally } from './tally.ts';
import { askIn, spare, type World } from './world.ts';

const shown = (asked: Request): string => JSON.stringify({ ...asked, body: asked.body?.toString() }).slice(0, 600);

/** Signing in and out, and ending sessions, would leave the cast without a session; they are asked with one that may end. */
const endsSessions = /^\/api\/(session|my\/(sessions|password|totp|passkeys)|accounts\/:username\/(reset|sign-on))/;

const judge = async (world: World, tally: Tally, kind: string, asked: readonly Request[]): Promise<string | null> => {
  const before = await world.written();
  const answers = await Promise.all(asked.map((each) => askIn(world, each)));
  const wrongs = answers.flatMap((answer, at) => {
    const request = asked[at];
    if (!request) return [];
    if (typeof answer === 'object') tally.answers.set(answer.status, (tally.answers.get(answer.status) ?? 0) + 1);
    const what = wrongIn(request, answer);
    return what
      ? [{ kind, what: `${request.method} ${request.path.split('?')[0]}: ${what}`, input: shown(request) }]
      : [];
  });
  if (answers.some((answer, at) => typeof answer === 'object' && answer.status === 401 && asked[at]?.as === spare))
    await world.renewSpare();
  const refused = answers.every(
    (answer, at) => typeof answer === 'object' && (answer.status >= 300 || asked[at]?.method === 'GET'),
  );
  if (refused && (await world.written()) !== before)
    wrongs.push({ kind, what: 'refused, and yet something was written', input: asked.map(shown).join('\n') });
  if (!world.alive()) wrongs.push({ kind, what: 'the program has died', input: asked.map(shown).join('\n') });
  return wrongs[0] ? JSON.stringify(wrongs[0]) : null;
};

/** One property: whatever is asked, nothing goes wrong; a wrong one is shrunk to the smallest input that shows it. */
const holds = async (
  world: World,
  tally: Tally,
  kind: string,
  how: { inputs: fc.Arbitrary<Request[]>; runs: number; seed: number; until: number },
): Promise<void> => {
  let last: string | null = null;
  await fc.check(
    fc.asyncProperty(how.inputs, async (asked) => {
      tally.tried(kind, asked.length);
      const wrong = await judge(world, tally, kind, asked);
      if (wrong) last = wrong;
      return wrong === null;
    }),
    { numRuns: how.runs, seed: how.seed, interruptAfterTimeLimit: Math.max(1, how.until - Date.now()) },
  );
  if (last) tally.found(JSON.parse(last));
};

export const fuzzRoutes = async (
  world: World,
  tally: Tally,
  how: { runs: number; seed: number; until: number },
  only = /./,
): Promise<void> => {
  const routes = (await contractRoutes()).map(({ route }) => route).filter(({ path }) => only.test(path));
  const names = Object.values(cast).map(({ username }) => username);
  const each = Math.max(1, Math.ceil(how.runs / routes.length));
  for (const [at, route] of routes.entries()) {
    const who = endsSessions.test(route.path) ? [spare] : names;
    await holds(world, tally, 'routes', {
      inputs: fc.array(requestTo(route, who, world.known), { minLength: 1, maxLength: 3 }),
      runs: each,
      seed: how.seed + at,
      // Every route has its share of the time, the slow ones too.
      until: Date.now() + (how.until - Date.now()) / (routes.length - at),
    });
  }
};

export const fuzzStray = (
  world: World,
  tally: Tally,
  how: { runs: number; seed: number; until: number },
): Promise<void> =>
  holds(world, tally, 'addresses', { ...how, inputs: fc.array(strayRequest, { minLength: 1, maxLength: 3 }) });
