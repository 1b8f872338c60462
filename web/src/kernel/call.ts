/** One HTTP call, typed by its route description: the mirror of the server's `serve`. */
import type { ProblemAnswer } from '@app/contract/kernel/problem.ts';
import type { Answer, Call, Route } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { dropEarly, takeEarly } from './early.ts';
import { noteLine } from './line.ts';
import { saveFile } from './save.ts';

/** A refusal as the screens handle it: code, words in both languages, faults by field. */
export class Problem extends Error {
  readonly answer: ProblemAnswer;
  constructor(answer: ProblemAnswer) {
    super(answer.code);
    this.name = 'Problem';
    this.answer = answer;
  }
  get code(): string {
    return this.answer.code;
  }
  get status(): number {
    return this.answer.status;
  }
  get says(): Words {
    return this.answer.says;
  }
  /** What is wrong with the field of this path, if anything. */
  fault(path: string): Words | undefined {
    return this.answer.fields?.find((field) => field.path === path)?.says;
  }
}

const problemWithoutAnswer = (status: number, code: string, says: Words): Problem =>
  new Problem({ type: 'about:blank', title: says.en, status, code, says, data: {}, requestId: '' });

const noLine = (): Problem =>
  problemWithoutAnswer(0, 'web.no-line', {
    vi: 'Không có kết nối tới máy chủ. Những gì bạn đã nhập vẫn ở trên máy này. Thử lại khi có mạng.',
    en: 'The server cannot be reached. What you typed is still on this device. Try again when you are online.',
  });

/** The app was opened without a line, and nobody has unlocked this device yet. */
export const LOCKED = 'web.locked';
export const deviceLocked = (): Problem =>
  problemWithoutAnswer(0, LOCKED, {
    vi: 'Không có mạng, và máy này đang khóa. Nhập mã PIN để mở.',
    en: 'There is no line, and this device is locked. Enter the PIN to open it.',
  });

const notUnderstood = (status: number): Problem =>
  problemWithoutAnswer(status, 'web.not-understood', {
    vi: `Máy chủ trả lời không đúng dạng (mã ${status}). Không có gì bị mất. Thử lại sau ít phút.`,
    en: `The server gave an answer that cannot be read (${status}). Nothing is lost. Try again in a few minutes.`,
  });

type Parts = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };

const fillPath = (path: string, params: Record<string, unknown> = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));

const queryOf = (query: Record<string, unknown> = {}): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) search.append(name, String(one));
    }
  }
  const text = search.toString();
  return text && `?${text}`;
};

const addressOfParts = (route: Route, { params, query }: Parts): string =>
  fillPath(route.path, params) + queryOf(query);

/** Address of a described GET route, for a link or a download. */
export const addressOf = <R extends Route>(route: R, input: Call<R>): string => addressOfParts(route, input);

let chosenPost: number | null = null;

/** Every later call acts as this post (header `x-post`). */
export const actAs = (postId: number | null): void => {
  chosenPost = postId;
};

let catalogueRoutes: readonly Route[] = [];
let learnFrom: (now: string) => Promise<void> = async () => {};
let catalogueSeen: string | null = null;
let catalogueRead: Promise<void> = Promise.resolve();

/**
 * Hears when an answer comes from a catalogue that this page does not know yet; the answer waits for what is read then, by `routes`.
 * `known`: the one that it has learned already.
 */
export const whenCatalogueMoves = (
  routes: readonly Route[],
  learn: (now: string) => Promise<void>,
  known: string | null = null,
): void => {
  catalogueRoutes = routes;
  learnFrom = learn;
  catalogueSeen = known;
};

const followCatalogue = (route: Route, answer: Response): Promise<void> => {
  // What reads it must not wait for itself.
  if (catalogueRoutes.includes(route)) return Promise.resolve();
  const now = answer.headers.get('x-catalogue');
  if (now !== null && now !== catalogueSeen) {
    catalogueSeen = now;
    catalogueRead = learnFrom(now).catch(() => {
      catalogueSeen = null;
    });
  }
  return catalogueRead;
};

let onSignedOut: () => void = () => {};

/** As which post the calls are made; null: the first of the person. */
export const actsAs = (): number | null => chosenPost;

/** Hears when the server no longer knows the session: it has ended, or was ended elsewhere. */
export const whenSignedOut = (tell: () => void): void => {
  onSignedOut = tell;
};

type How = { key: string | undefined; as: number | null };

const headersOf = (route: Route, body: unknown, { key, as }: How): Record<string, string> => ({
  accept: route.file ?? 'application/json',
  ...(body !== undefined && !(body instanceof Blob) && { 'content-type': 'application/json' }),
  ...(body instanceof Blob && { 'content-type': body.type || 'application/octet-stream' }),
  ...(key !== undefined && { 'idempotency-key': key }),
  ...(as !== null && { 'x-post': String(as) }),
});

/** Asks the person to confirm who they are; false when they would rather not. */
let askAgain: () => Promise<boolean> = async () => false;

/** Hears when the server refuses an act of weight until the person has confirmed who they are. */
export const whenConfirmationIsAsked = (ask: () => Promise<boolean>): void => {
  askAgain = ask;
};

// As in the contract, which is not loaded for its words: they come with the answer.
const CONFIRM_AGAIN = 'kernel.confirm-again';
const NOT_SIGNED_IN = 'kernel.not-signed-in';

/** Sends; an act of weight is sent once more, as the same act, when the person has confirmed who they are. */
const send = async (route: Route, input: Parts, key: string | undefined, as = chosenPost): Promise<Response> => {
  // One key for both times: were the first one carried out after all, the second would only repeat its answer.
  const same = { key: route.method === 'GET' ? undefined : (key ?? crypto.randomUUID()), as };
  try {
    return await sendOnce(route, input, same);
  } catch (problem) {
    const again = problem instanceof Problem && problem.code === CONFIRM_AGAIN && (await askAgain());
    if (again) return sendOnce(route, input, same);
    throw problem;
  }
};

const sendOnce = async (route: Route, input: Parts, how: How): Promise<Response> => {
  const { body } = input;
  const init: RequestInit = {
    method: route.method,
    headers: headersOf(route, body, how),
    credentials: 'same-origin',
    ...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
  };
  const address = addressOfParts(route, input);
  const early = route.method === 'GET' ? takeEarly(address, how.as) : dropEarly();
  const answer = await (early ?? fetch(address, init)).catch(() => {
    noteLine(false);
    throw noLine();
  });
  noteLine(true);
  if (answer.ok) return answer;
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json');
  const problem = isProblem ? new Problem((await answer.json()) as ProblemAnswer) : notUnderstood(answer.status);
  // A wrong password has the same status, and says nothing about the session.
  if (problem.code === NOT_SIGNED_IN) onSignedOut();
  throw problem;
};

/**
 * Calls a described route. A write carries an idempotency key; pass the same `key` to repeat a write whose answer was lost, and
 * the post `as` which it was made.
 * @throws Problem for every refusal, and when there is no line.
 */
export const call = async <R extends Route>(
  route: R,
  input: Call<R>,
  key?: string,
  as?: number | null,
): Promise<Answer<R>> => {
  const answer = await send(route, input, key, as);
  await followCatalogue(route, answer);
  return (await answer.json().catch(() => {
    throw notUnderstood(answer.status);
  })) as Answer<R>;
};

const nameInHeader = (answer: Response): string | undefined => {
  const header = answer.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  return encoded ? decodeURIComponent(encoded) : /filename="?([^";]+)/i.exec(header)?.[1];
};

/** Calls a route that answers with a file, and lets the browser keep it. A plain link could not carry the chosen post. */
export const download = async <R extends Route>(route: R, input: Call<R>, name: string): Promise<void> => {
  const answer = await send(route, input, undefined);
  saveFile(await answer.blob(), nameInHeader(answer) ?? name);
};
