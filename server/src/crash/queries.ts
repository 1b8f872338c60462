/** What must hold in the database after any crash, as questions whose rows are the faults. */
import type pg from 'pg';

type Invariant = { says: string; faults: string };

/** Nothing half done: every act has left all of its parts, whether it was acknowledged or not. */
const invariants: readonly Invariant[] = [
  {
    says: 'a report counts another revision than was last sent',
    faults: `select r.id from reporting.report r
             where r.revision <> (select coalesce(max(s.revision), 0) from reporting.submission s where s.report_id = r.id)`,
  },
  {
    says: 'the state of a report is not what was decided on its last revision',
    faults: `select r.id from reporting.report r
             join reporting.submission s on s.report_id = r.id and s.revision = r.revision
             where (r.state = 'submitted') <> (s.decision is null)
                or (r.state = 'accepted' and s.decision <> 'accepted') or (r.state = 'returned' and s.decision <> 'returned')`,
  },
  {
    says: 'a decision was taken without its audit entry',
    faults: `select s.report_id, s.revision from reporting.submission s
             where s.decision is not null and not exists (select from kernel.audit a where a.at = s.decided_at
               and a.subject = 'report:' || s.report_id and a.action like 'reporting.%')`,
  },
  {
    says: 'a change set was applied without its audit entry',
    faults: `select c.id from org.change_set c
             where not exists (select from kernel.audit a where a.action = 'org.applyChangeSet' and a.subject = 'change-set:' || c.id)`,
  },
  {
    says: 'two writes with one idempotency key left two answers, or a key was kept without its answer',
    faults: 'select k.key from kernel.idempotency_key k where k.answer is null',
  },
];

/** The invariants that do not hold, each with its first faults. */
export const brokenInvariants = async (owner: pg.Client): Promise<string[]> => {
  const broken: string[] = [];
  for (const { says, faults } of invariants) {
    const { rows } = await owner.query(`select * from (${faults}) f limit 5`);
    if (rows.length > 0) broken.push(`${says}: ${JSON.stringify(rows)}`);
  }
  return broken;
};

export const submissionOf = async (
  owner: pg.Client,
  reportId: number,
  revision: number,
): Promise<{ cells: Record<string, { value: number }>; decision: string | null } | undefined> =>
  (
    await owner.query<{ cells: Record<string, { value: number }>; decision: string | null }>(
      'select cells, decision from reporting.submission where report_id = $1 and revision = $2',
      [reportId, revision],
    )
  ).rows[0];

/** Whether some revision of a unit's report carries exactly these values. */
export const wasSent = async (
  owner: pg.Client,
  at: { unitId: number; period: string; form: string },
  values: Record<string, number>,
): Promise<boolean> => {
  const cells = Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value }]));
  const { rowCount } = await owner.query(
    `select from reporting.submission s join reporting.report r on r.id = s.report_id join figures.period p on p.id = r.period_id
     where r.unit_id = $1 and p.code = $2 and r.form = $3 and s.cells @> $4 limit 1`,
    [at.unitId, at.period, at.form, JSON.stringify(cells)],
  );
  return rowCount === 1;
};

export const hasEdition = async (owner: pg.Client, id: number, hash: string): Promise<boolean> =>
  (await owner.query('select from figures.edition where id = $1 and hash = $2', [id, hash])).rowCount === 1;

export const hasChangeSet = async (owner: pg.Client, effectiveOn: string): Promise<boolean> =>
  (await owner.query('select from org.change_set where effective_on = $1', [effectiveOn])).rowCount === 1;

export const wasAudited = async (owner: pg.Client, requestId: string): Promise<boolean> =>
  ((await owner.query('select from kernel.audit where request_id = $1 limit 1', [requestId])).rowCount ?? 0) > 0;

export const hasEntry = async (owner: pg.Client, action: string, subject: string): Promise<boolean> =>
  ((await owner.query('select from kernel.audit where action = $1 and subject = $2 limit 1', [action, subject]))
    .rowCount ?? 0) > 0;

/** Whether somebody is loading a register at this moment. */
export const isLoading = async (owner: pg.Client): Promise<boolean> =>
  ((
    await owner.query(
      `select from pg_locks where locktype = 'advisory' and granted
         and objid = (hashtext('org.import')::bigint & 4294967295)::oid`,
    )
  ).rowCount ?? 0) > 0;

/** The ids of what a unit owes by a form. */
export const reportsOf = async (owner: pg.Client, unitId: number, form: string): Promise<number[]> =>
  (
    await owner.query<{ id: number }>('select id from reporting.report where unit_id = $1 and form = $2 order by id', [
      unitId,
      form,
    ])
  ).rows.map(({ id }) => id);

/** From this period on the form is asked of nobody. */
export const retire = async (owner: pg.Client, form: string, fromPeriodId: number): Promise<void> => {
  await owner.query('update reporting.form set retired_from_id = $2 where code = $1', [form, fromPeriodId]);
};
