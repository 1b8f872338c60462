/** Loads the demonstration once, through the same actions that officers use. */
import { addDays, deadlineOn, periodContaining, previousOf, todayInVietnam } from '@app/contract/kernel/period.ts';
import { connectOwner, type House } from '../house.ts';
import { systemActor } from '../identity/index.ts';
import { instanceFact, setInstanceFact } from '../kernel/instance.ts';
import { issue, remind } from '../reporting/index.ts';
import { loadDaily } from './daily.ts';
import { loadDeclared } from './declared.ts';
import { loadMonths } from './months.ts';
import { loadNarratives } from './narratives.ts';
import { loadReform } from './reform.ts';
import { openSignIns } from './sign-ins.ts';

/** Answers false when the database holds the demonstration already. */
export const loadDemonstration = async (house: House): Promise<boolean> => {
  const owner = await connectOwner(house.ownerUrl);
  try {
    if (await instanceFact(owner, 'demonstration')) return false;
    const posts = await openSignIns(house, todayInVietnam(house.clock()));
    await loadDeclared(house);
    await loadReform(house);
    await loadMonths(house, posts);
    await issueEditions(house, posts);
    await loadNarratives(house, posts.get('quangtri')?.unitId ?? 0, posts.get('trunguong')?.unitId ?? 0);
    await loadDaily(house, posts);
    await remindAsThen(house);
    await setInstanceFact(owner, 'demonstration', true);
    // Questions asked right after the load meet tables the planner knows.
    await owner.query('analyze');
    return true;
  } finally {
    await owner.end();
  }
};

/** The demonstration province and the centre have issued the months before the newest closed one. */
const issueEditions = async (
  house: House,
  posts: ReadonlyMap<string, { postId: number; unitId: number }>,
): Promise<void> => {
  const today = todayInVietnam(house.clock());
  const newest = previousOf(periodContaining('month', today));
  const months = [
    previousOf(newest),
    previousOf(previousOf(newest)),
    previousOf(previousOf(previousOf(newest))),
  ].reverse();
  for (const [username, days] of [
    ['truongban.quangtri', 3],
    ['truongban.trunguong', 6],
  ] as const) {
    const post = posts.get(username);
    if (!post) continue;
    const isCentre = username === 'truongban.trunguong';
    const nation = posts.get('truongban.trunguong')?.unitId ?? 0;
    const head = {
      ...systemActor(nation),
      unitId: post.unitId,
      postId: post.postId,
      personsPosts: [],
      allUnits: isCentre,
      ownLines: ['committee'],
    };
    for (const [at, period] of months.entries()) {
      // The centre has issued the newest of them only: a national edition freezes every commune.
      if (isCentre && at < months.length - 1) continue;
      const issuedOn = addDays(deadlineOn(period, 'province'), days);
      if (issuedOn > today) continue;
      const body = {
        unit: post.unitId,
        form: 'TH01',
        period: period.code,
        number: `${String(12 + at * 7).padStart(2, '0')}/BC-BCĐ`,
        issuedOn,
        reason: null,
      };
      await house.as(
        head,
        (ask) => issue({ params: undefined, query: undefined, body }, ask),
        () => new Date(`${issuedOn}T08:00:00Z`),
      );
    }
  }
};

/** The reminders of the newest closed month, as they were told on their days to those who have still not sent. */
const remindAsThen = async (house: House): Promise<void> => {
  const today = todayInVietnam(house.clock());
  const due = deadlineOn(previousOf(periodContaining('month', today)), 'commune');
  for (const days of [0, 1]) {
    const day = addDays(due, days);
    if (day < today) await house.asSystem(remind, () => new Date(`${day}T01:00:00Z`));
  }
};
