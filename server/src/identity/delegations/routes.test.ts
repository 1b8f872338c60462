import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cast } from '../../kernel/testing/cast.ts';
import { type Answered, type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';

const basis = 'Giấy ủy quyền số 12/GUQ-BCĐ ngày 20/11/2026';
const asked = { username: cast.province.username, startsOn: '2026-11-22', endsOn: '2026-11-30', basis };
const path = '/api/my/delegations';
type Post = {
  id: number;
  held: string;
  role: string;
  title: { vi: string };
  endsOn: string | null;
  unit: { id: number };
};
type Report = { id: number; period: { code: string } };

let house: TestHouse;
let undo: () => Promise<void>;
let asHead: Ask;
let asProvince: Ask;
let asCommune: Ask;

beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  undo = await house.begin();
  asHead = await house.as('head');
  asProvince = await house.as('province');
  asCommune = await house.as('commune');
});
afterEach(() => undo());

const delegate = (more: object = {}, ask = asHead) => ask('POST', path, { ...asked, ...more });
const listed = async (ask = asHead) =>
  (await ask('GET', path)).body as Answered['body'] & {
    delegations: { id: number; username: string; startsOn: string; endsOn: string; basis: string }[];
    candidates: { username: string; title: string }[];
    whyNot: { delegatePost: { code: string } | null };
  };
const postsOf = async (ask: Ask): Promise<Post[]> => (await ask('GET', '/api/session')).body['posts'] as Post[];
/** The delegate, asking as the post that was handed on. */
const asDelegate = async (): Promise<Ask> => {
  const post = (await postsOf(asProvince)).find(({ held }) => held === 'delegated');
  return (method, url, body, headers) => asProvince(method, url, body, { ...headers, 'x-post': String(post?.id) });
};
/** Sends October of the commune and accepts it as a member of the cast. */
const acceptOctober = async (by: Ask): Promise<number> => {
  const own = (await asCommune('GET', '/api/my-work')).body['own'] as Report[];
  const id = own.find(({ period }) => period.code === '2026-M10')?.id;
  const { body } = await asCommune('GET', `/api/reports/${id}`);
  const rows = (body['form'] as { sections: { rows: { indicator: string; computed: boolean }[] }[] }).sections;
  const cells = Object.fromEntries(
    rows
      .flatMap((section) => section.rows)
      .filter((row) => !row.computed)
      .map((row) => [row.indicator, { value: 1 }]),
  );
  await asCommune('POST', `/api/reports/${id}/submit`, { draftVersion: 0, cells });
  expect((await by('POST', `/api/reports/${id}/accept`, { revision: 1 })).status).toBe(200);
  return id ?? 0;
};
const issue = async (ask: Ask) => {
  const unit = (await postsOf(asHead))[0]?.unit.id;
  return ask('POST', '/api/editions', {
    unit,
    form: 'TH01',
    period: '2026-M10',
    number: '1/BC-BCĐ',
    issuedOn: '2026-11-22',
  });
};

describe('who hands a post on, and to whom', () => {
  it('a head, to officers and heads of the same unit', async () => {
    const { candidates, whyNot } = await listed();
    expect(candidates.map(({ username }) => username)).toEqual([cast.province.username]);
    expect(candidates[0]?.title).toMatch(/^Cán bộ tổng hợp, Công an/);
    expect(whyNot.delegatePost).toBeNull();
  });

  it('nobody else: the button says so, and so does the act', async () => {
    expect(await listed(asProvince)).toMatchObject({
      delegations: [],
      candidates: [],
      whyNot: { delegatePost: { code: 'kernel.not-allowed' } },
    });
    for (const name of ['province', 'commune', 'inspector', 'administrator', 'operator'] as const)
      expect(await delegate({}, await house.as(name))).toMatchObject({
        status: 403,
        body: { code: 'kernel.not-allowed' },
      });
  });

  it('an account elsewhere answers like one that does not exist', async () => {
    const answers = [];
    for (const username of [
      cast.otherProvince.username,
      cast.commune.username,
      cast.inspector.username,
      'nobody.at.all',
    ])
      answers.push(await delegate({ username }));
    for (const { status, body } of answers) expect([status, body.code]).toEqual([404, 'kernel.not-found']);
  });

  it.each<[string, object, number, string]>([
    ['to oneself', { username: cast.head.username }, 422, 'identity.not-on-to-oneself'],
    ['from yesterday', { startsOn: '2026-11-21' }, 422, 'identity.delegation-dates'],
    ['ending before it begins', { endsOn: '2026-11-21' }, 422, 'identity.delegation-dates'],
    ['without anything in writing', { basis: ' ' }, 400, 'kernel.bad-input'],
  ])('is refused %s', async (_, more, status, code) =>
    expect(await delegate(more)).toMatchObject({ status, body: { code } }),
  );

  it('is refused twice for the same days', async () => {
    expect((await delegate()).status).toBe(200);
    expect(await delegate({ startsOn: '2026-11-29', endsOn: '2026-12-05' })).toMatchObject({
      status: 409,
      body: { code: 'identity.post-overlaps' },
    });
  });
});

describe('a post that was handed on', () => {
  it('stands beside the own posts of the delegate, is told by its title, and is listed for the head', async () => {
    await delegate();
    expect((await postsOf(asProvince)).map(({ held, role, title }) => [held, role, title.vi])).toEqual([
      ['own', 'officer', 'Cán bộ tổng hợp'],
      ['delegated', 'head', 'Trưởng ban (được ủy quyền)'],
    ]);
    expect((await listed()).delegations).toMatchObject([{ ...asked }]);
  });

  it('is never passed on (Art. 13)', async () => {
    await delegate();
    const ask = await asDelegate();
    expect((await listed(ask)).whyNot.delegatePost?.code).toBe('identity.not-passed-on');
    expect(await delegate({ username: cast.head.username }, ask)).toMatchObject({
      status: 403,
      body: { code: 'identity.not-passed-on' },
    });
  });

  it('is held in its days only', async () => {
    await delegate({ startsOn: '2026-11-23', endsOn: '2026-11-24' });
    const heldOn = async (day: string) => {
      house.setNow(new Date(`${day}T03:00:00Z`));
      return (await postsOf(asProvince)).some(({ held }) => held === 'delegated');
    };
    expect([
      await heldOn('2026-11-22'),
      await heldOn('2026-11-23'),
      await heldOn('2026-11-24'),
      await heldOn('2026-11-25'),
    ]).toEqual([false, true, true, false]);
  });

  it('is taken back at once: the next request is refused; what has not begun never does', async () => {
    await delegate();
    await delegate({ startsOn: '2026-12-10', endsOn: '2026-12-20' });
    const [now, later] = (await listed()).delegations;
    const end = (id: number | undefined, ask = asHead) => ask('POST', `${path}/${id}/end`);
    const delegated = await asDelegate();
    expect((await delegated('GET', '/api/my-work')).status).toBe(200);
    expect(await end(now?.id, await house.as('otherProvince'))).toMatchObject({ status: 404 });
    expect((await end(now?.id)).status).toBe(200);
    expect((await end(later?.id)).status).toBe(200);
    expect((await delegated('GET', '/api/my-work')).status).toBe(403);
    expect((await listed()).delegations).toEqual([]);
    expect(await end(now?.id)).toMatchObject({ status: 404, body: { code: 'kernel.not-found' } });
    expect(await end(later?.id)).toMatchObject({ status: 404, body: { code: 'kernel.not-found' } });
    expect((await postsOf(asProvince)).length).toBe(1);
    for (const day of ['2026-11-23', '2026-12-15']) {
      house.setNow(new Date(`${day}T03:00:00Z`));
      expect((await postsOf(asProvince)).length).toBe(1);
    }
  });

  it('ends with the post it comes from', async () => {
    await delegate();
    const [head] = await postsOf(asHead);
    const ended = await (await house.as('administrator'))('POST', `/api/posts/${head?.id}/end`, {
      endsOn: '2026-11-24',
    });
    expect(ended.status).toBe(200);
    expect((await postsOf(asProvince)).find(({ held }) => held === 'delegated')?.endsOn).toBe('2026-11-24');
  });

  it('ends at once when the post it comes from does, and may be given again', async () => {
    await delegate();
    const [head] = await postsOf(asHead);
    const delegated = await asDelegate();
    const asAdministrator = await house.as('administrator');
    expect((await asAdministrator('POST', `/api/posts/${head?.id}/end`, { atOnce: true })).status).toBe(200);
    expect((await asHead('GET', '/api/my-work')).status).toBe(403);
    expect((await delegated('GET', '/api/my-work')).status).toBe(403);
  });

  it('ends with the last post of the delegate’s own at the unit', async () => {
    await delegate();
    const [own] = await postsOf(asProvince);
    const delegated = await asDelegate();
    const asAdministrator = await house.as('administrator');
    await asAdministrator('POST', `/api/posts/${own?.id}/end`, { endsOn: '2026-11-23' });
    house.setNow(new Date('2026-11-23T03:00:00Z'));
    expect((await delegated('GET', '/api/my-work')).status).toBe(200);
    house.setNow(new Date('2026-11-24T03:00:00Z'));
    expect((await delegated('GET', '/api/my-work')).status).toBe(403);
    house.setNow(new Date('2026-11-23T03:00:00Z'));
    await asAdministrator('POST', `/api/posts/${own?.id}/end`, { atOnce: true });
    expect((await delegated('GET', '/api/my-work')).status).toBe(403);
  });

  it('signs TUQ. with the title its holder has otherwise; acts and audit name it', async () => {
    // Somebody else accepts: whoever decided may not issue.
    await delegate();
    await acceptOctober(await house.as('province'));
    const { id } = (await postsOf(asProvince)).find(({ held }) => held === 'delegated') ?? { id: 0 };
    const unit = (await postsOf(asHead))[0]?.unit.id;
    const review = async (ask: Ask) =>
      (
        (await ask('GET', `/api/review?unit=${unit}&period=2026-M10`)).body['document'] as {
          signature: { power: string[] };
        }
      ).signature.power;
    expect(await review(asHead)).toEqual(['TM. BAN CHỈ ĐẠO', 'TRƯỞNG BAN']);
    expect(await review(await asDelegate())).toEqual([
      'TUQ. TRƯỞNG BAN',
      expect.stringMatching(/^CÁN BỘ TỔNG HỢP, CÔNG AN/),
    ]);
    expect(id).toBeGreaterThan(0);
  });
});

describe('four eyes are those of two persons', () => {
  const unit = async () => (await postsOf(asHead))[0]?.unit.id;
  const whyNotIssue = async (ask: Ask) =>
    (
      (await ask('GET', `/api/consolidation?unit=${await unit()}&form=TH01&period=2026-M10`)).body['whyNot'] as {
        issueEdition: { code: string } | null;
      }
    ).issueEdition?.code ?? null;

  it('whoever has accepted does not issue by delegation, and the button says so', async () => {
    await acceptOctober(asProvince);
    await delegate();
    const ask = await asDelegate();
    expect(await whyNotIssue(ask)).toBe('reporting.own-figures');
    expect(await issue(ask)).toMatchObject({ status: 403, body: { code: 'reporting.own-figures' } });
    expect(await whyNotIssue(asHead)).toBeNull();
    expect((await issue(asHead)).status).toBe(200);
  });
});

describe('the database itself', () => {
  const insert = async (more: Record<string, string>): Promise<string | undefined> => {
    const values: Record<string, string> = {
      user_id: `(select id from identity."user" where username = '${cast.province.username}')`,
      role: 'o.role',
      body_id: 'o.body_id',
      held: `'delegated'`,
      basis: `'GUQ 1'`,
      delegated_from: 'o.id',
      during: `'[2026-11-22,2026-12-01)'`,
      ...more,
    };
    const client = house.database.owner;
    await client.query('begin');
    try {
      await client.query(
        `insert into identity.post (${Object.keys(values).join(', ')})
         select ${Object.values(values).join(', ')} from identity.post o join identity."user" u on u.id = o.user_id where u.username = '${cast.head.username}'`,
      );
      return undefined;
    } catch (error) {
      return (error as { constraint?: string }).constraint ?? String(error);
    } finally {
      await client.query('rollback');
    }
  };

  it.each<[string, Record<string, string>, string | undefined]>([
    ['takes a whole one', {}, undefined],
    ['without a basis', { basis: 'null' }, 'post_needs_basis'],
    ['without an end', { during: `'[2026-11-22,)'` }, 'delegation_has_dates'],
    ['without the post it comes from', { delegated_from: 'null' }, 'post_delegated_from'],
    ['as another role', { role: `'inspector'` }, 'delegation_of_the_same_post'],
    ['to the holder', { user_id: 'o.user_id', during: `'[2026-11-22,2026-12-01)'` }, 'delegation_not_to_oneself'],
    ['of an own post that names another', { held: `'own'` }, 'post_delegated_from'],
  ])('%s', async (_, more, constraint) => expect(await insert(more)).toBe(constraint));

  it('beyond the term, and of what was handed on', async () => {
    const client = house.database.owner;
    const head = `(select p.id from identity.post p join identity."user" u on u.id = p.user_id where u.username = '${cast.head.username}')`;
    const person = (name: string) => `(select id from identity."user" where username = '${name}')`;
    const handOn = (user: string, from: string, during: string) =>
      client.query(
        `insert into identity.post (user_id, role, body_id, held, basis, delegated_from, during)
         select ${person(user)}, role, body_id, 'delegated', 'GUQ 1', id, $1::daterange from identity.post where id = ${from} returning id`,
        [during],
      );
    const told = async (work: () => Promise<unknown>) => {
      await client.query('savepoint told');
      const constraint = await work().then(
        () => null,
        (error: { constraint?: string }) => error.constraint,
      );
      await client.query('rollback to savepoint told');
      return constraint;
    };
    await client.query('begin');
    try {
      await client.query(`update identity.post set during = '[2026-01-01,2026-12-01)' where id = ${head}`);
      expect(await told(() => handOn(cast.province.username, head, '[2026-11-22,2026-12-02)'))).toBe(
        'delegation_within_term',
      );
      await handOn(cast.province.username, head, '[2026-11-22,2026-12-01)');
      await handOn(cast.province.username, head, '[2026-02-01,2026-03-01)');
      const again = `(select id from identity.post where delegated_from = ${head} order by id limit 1)`;
      expect(await told(() => handOn(cast.inspector.username, again, '[2026-11-22,2026-12-01)'))).toBe(
        'delegation_not_passed_on',
      );
      await client.query(`update identity.post set during = '[2026-10-01,2026-11-25)' where id = ${head}`);
      const { rows } = await client.query(
        `select during::text, annulled from identity.post where delegated_from = ${head} order by id`,
      );
      expect(rows).toEqual([
        { during: '[2026-11-22,2026-11-25)', annulled: false },
        { during: '[2026-02-01,2026-03-01)', annulled: true },
      ]);
    } finally {
      await client.query('rollback');
    }
  });
});
