/** What the people of the small instance do, all at the same time, until they are told to stop or the line is cut. */
import { alreadySubmitted } from '@app/contract/reporting/problems.ts';
import type { Client, Reply } from './client.ts';
import { type Cast, crashForm, crashIndicators, crashPeriods } from './prepare.ts';

type Cells = Record<string, number>;

/** An act that the server has acknowledged, with what must therefore be found after any crash. */
export type Acknowledged = { requestId: string | null } & (
  | { kind: 'submit'; reportId: number; revision: number; cells: Cells }
  | { kind: 'import'; period: string; rows: { unitId: number; cells: Cells }[] }
  | { kind: 'accept' | 'return'; reportId: number; revision: number }
  | { kind: 'issue'; editionId: number; hash: string }
  | { kind: 'exception'; reportId: number }
  | { kind: 'change'; effectiveOn: string }
);

export type Log = { acknowledged: Acknowledged[]; refused: Map<string, number>; retried: number };

export type Worker = { cast: Cast; as: (username: string) => Client; log: Log; isOver: () => boolean };

const pick = <T>(list: readonly T[]): T => {
  const chosen = list[Math.floor(Math.random() * list.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
};
const someCells = (): Cells =>
  Object.fromEntries(crashIndicators.map((id) => [id, Math.floor(Math.random() * 5_000_000)]));
const asInput = (cells: Cells) => Object.fromEntries(Object.entries(cells).map(([id, value]) => [id, { value }]));

type Brief = { id: number; revision: number; state: string; isLocked: boolean; unit: { id: number; code: string } };
type Sheet = { draftVersion: number; whyNot: { submitReport: { code: string } | null } };

/** Asks, and once more with the same key when it is a double click: the second answer must be the first one. */
const askTwice = async (log: Log, client: Client, method: string, path: string, body: object): Promise<Reply> => {
  const key = crypto.randomUUID();
  if (Math.random() > 0.2) return client.ask(method, path, body, key);
  const [one, other] = await Promise.all([client.ask(method, path, body, key), client.ask(method, path, body, key)]);
  log.retried += 1;
  if (one.status < 300 && other.status < 300 && JSON.stringify(one.body) !== JSON.stringify(other.body))
    throw new Error(`a double click was answered in two ways: ${JSON.stringify([one.body, other.body])}`);
  // Only one of the two did the work; the audit knows it by the request that did.
  return one.status < 300 ? { ...one, requestId: null } : { ...other, requestId: null };
};

const note = (log: Log, reply: Reply, done: () => Acknowledged): void => {
  if (reply.status < 300) log.acknowledged.push(done());
  else log.refused.set(String(reply.body['code']), (log.refused.get(String(reply.body['code'])) ?? 0) + 1);
};

const deskOf = async (client: Client, cast: Cast, period: string): Promise<Brief[]> => {
  const { body } = await client.ask('GET', `/api/reports?unit=${cast.provinceId}&form=${crashForm}&period=${period}`);
  return (body['reports'] as Brief[] | undefined) ?? [];
};

const submitOne = async (worker: Worker, { username, reportIds }: Cast['officers'][number]): Promise<void> => {
  const { as, log } = worker;
  const client = as(username);
  const id = pick(reportIds);
  const { draftVersion, whyNot } = (await client.ask('GET', `/api/reports/${id}`)).body as Sheet;
  // What is accepted or locked is opened again, so that there is always something to send, however long the test goes on.
  if (whyNot.submitReport && whyNot.submitReport.code !== alreadySubmitted.code) return void (await reopen(worker, id));
  if (whyNot.submitReport) return;
  const cells = someCells();
  const reply = await askTwice(log, client, 'POST', `/api/reports/${id}/submit`, {
    draftVersion,
    cells: asInput(cells),
  });
  note(log, reply, () => ({
    kind: 'submit',
    reportId: id,
    revision: Number(reply.body['revision']),
    cells,
    requestId: reply.requestId,
  }));
};

const decideOne = async ({ cast, as, log }: Worker): Promise<void> => {
  const client = as(cast.decider);
  const waiting = (await deskOf(client, cast, pick(crashPeriods).code)).filter(
    ({ state, isLocked }) => state === 'submitted' && !isLocked,
  );
  if (waiting.length === 0) return;
  if (Math.random() < 0.4) {
    const reports = waiting.slice(0, 4).map(({ id, revision }) => ({ id, revision }));
    const reply = await askTwice(log, client, 'POST', '/api/reports/accept', { reports });
    for (const { id, revision } of reports)
      note(log, reply, () => ({ kind: 'accept', reportId: id, revision, requestId: reply.requestId }));
    return;
  }
  const { id, revision } = pick(waiting);
  const kind = Math.random() < 0.6 ? 'accept' : 'return';
  const reply = await askTwice(log, client, 'POST', `/api/reports/${id}/${kind}`, {
    revision,
    ...(kind === 'return' && { reason: 'Đề nghị kiểm tra lại.' }),
  });
  note(log, reply, () => ({ kind, reportId: id, revision, requestId: reply.requestId }));
};

/** Opens a report again that is accepted or locked; answers whether it is open. */
const reopen = async ({ cast, as, log }: Worker, reportId: number): Promise<boolean> => {
  const until = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const body = { until, reason: 'Đính chính số liệu.' };
  const reply = await as(cast.decider).ask('POST', `/api/reports/${reportId}/exception`, body);
  note(log, reply, () => ({ kind: 'exception', reportId, requestId: reply.requestId }));
  return reply.status < 300;
};

/** The reports of a period that the bulk import may send: open ones, or a few that are opened again. */
const toImport = async (worker: Worker, period: string): Promise<Brief[]> => {
  const { cast, as } = worker;
  const officers = new Set(cast.officers.flatMap(({ reportIds }) => reportIds));
  const reports = (await deskOf(as(cast.importer), cast, period)).filter(({ id }) => !officers.has(id));
  const open = reports.filter(({ state, isLocked }) => ['not_sent', 'returned'].includes(state) && !isLocked);
  if (open.length > 0) return open.slice(0, 30);
  const opened: Brief[] = [];
  const closed = reports.filter(({ state }) => state !== 'submitted');
  const from = Math.floor(Math.random() * closed.length);
  for (const each of closed.slice(from, from + 3)) if (await reopen(worker, each.id)) opened.push(each);
  return opened;
};

const importSome = async (worker: Worker): Promise<void> => {
  const { cast, as, log } = worker;
  const period = pick(crashPeriods).code;
  const rows = (await toImport(worker, period)).map(({ unit }) => ({ unit, cells: someCells() }));
  if (rows.length === 0) return;
  const reply = await as(cast.importer).ask('POST', '/api/reports/import', {
    form: crashForm,
    period,
    rows: rows.map(({ unit, cells }) => ({ unitCode: unit.code, cells: asInput(cells) })),
  });
  note(log, reply, () => ({
    kind: 'import',
    period,
    rows: rows.map(({ unit, cells }) => ({ unitId: unit.id, cells })),
    requestId: reply.requestId,
  }));
};

const issueOne = async ({ cast, as, log }: Worker): Promise<void> => {
  // An edition locks its reports, and each must be opened again before it can be sent.
  if (Math.random() < 0.98) return;
  const client = as(cast.head);
  const reply = await client.ask('POST', '/api/editions', {
    unit: cast.provinceId,
    form: crashForm,
    period: pick(crashPeriods).code,
    number: `${crypto.randomUUID().slice(0, 8)}/BC-BCĐ`,
    issuedOn: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10),
    reason: 'Thử mất điện.',
  });
  note(log, reply, () => ({
    kind: 'issue',
    editionId: Number(reply.body['id']),
    hash: String(reply.body['hash']),
    requestId: reply.requestId,
  }));
};

/** The line was cut, or the answer never came whole: nothing was acknowledged. Everything else is a fault of the test itself. */
const isCut = (error: unknown): boolean =>
  error instanceof SyntaxError || (error instanceof TypeError && /fetch failed|terminated/.test(error.message));

const again = async (worker: Worker, act: () => Promise<void>): Promise<void> => {
  while (!worker.isOver())
    try {
      await act();
      await new Promise((done) => setTimeout(done, 5));
    } catch (error) {
      if (!isCut(error)) throw error;
      return;
    }
};

/** Everybody at once; ends when the line is cut or the time is over. */
export const work = async (worker: Worker): Promise<void> => {
  const { officers } = worker.cast;
  await Promise.all([
    ...officers.map((officer) => again(worker, () => submitOne(worker, officer))),
    again(worker, () => decideOne(worker)),
    again(worker, () => decideOne(worker)),
    again(worker, () => importSome(worker)),
    again(worker, () => issueOne(worker)),
  ]);
};
