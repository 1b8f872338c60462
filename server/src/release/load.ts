/** A small instance as a release leaves it: the register, one province with some months in all states, editions, accounts. */
import { addDays, deadlineOn, type Period, periodOf } from '@app/contract/kernel/period.ts';
import { communeCells } from '../demonstration/months.ts';
import { demoProvince, openSignIns } from '../demonstration/sign-ins.ts';
import { periodId } from '../figures/index.ts';
import type { House } from '../house.ts';
import { systemActor } from '../identity/index.ts';
import { unitByCode, unitsBelow } from '../org/index.ts';
import { acceptMany, importMany, issue, openPeriod, returnToSender, waitingReports } from '../reporting/index.ts';

const FORM = 'TH01';
const months = [7, 8, 9, 10].map((number) => periodOf('month', 2026, number));
/** The months that are issued; the newest one waits, with one report sent back. */
const issued = months.slice(0, 2);
const today = '2026-11-20';
const noon = (day: string) => () => new Date(`${day}T05:00:00Z`);
const asked = <T>(body: T) => ({ params: undefined, query: undefined, body });

export const loadSample = async (house: House): Promise<void> => {
  const posts = await openSignIns(house, today);
  const province = await house.asSystem(({ tx }) => unitByCode(tx, demoProvince, today));
  for (const month of months) await loadMonth(house, province.id, month);
  const post = posts.get('truongban.quangtri');
  if (!post) throw new Error('the head of the province has no post');
  const nation = await house.asSystem(({ tx }) => unitByCode(tx, 'VN', today));
  const head = {
    ...systemActor(nation.id),
    unitId: province.id,
    postId: post.postId,
    allUnits: false,
    ownLines: ['committee'],
  };
  for (const [at, month] of issued.entries()) {
    const issuedOn = addDays(deadlineOn(month, 'province'), 3);
    const body = {
      unit: province.id,
      form: FORM,
      period: month.code,
      number: `${12 + at}/BC-BCĐ`,
      issuedOn,
      reason: null,
    };
    await house.as(head, (ask) => issue(asked(body), ask), noon(issuedOn));
  }
};

const loadMonth = async (house: House, provinceId: number, month: Period): Promise<void> => {
  await house.asSystem((ask) => openPeriod(ask, FORM, month, provinceId), noon(month.endsOn));
  const communes = await house.asSystem(({ tx }) => unitsBelow(tx, provinceId, month.endsOn, 'commune'));
  const rows = communes.map(({ code }) => ({ unitCode: code, cells: communeCells(code, month), nil: false }));
  const body = { form: FORM, period: month.code, rows };
  await house.asSystem((ask) => importMany(asked(body), ask), noon(addDays(month.endsOn, 1)));
  await house.asSystem(
    async (ask) => {
      const waiting = await waitingReports(ask.tx, FORM, periodId(month), ask.today);
      const [sentBack, ...others] = waiting.map(({ id, revision }) => ({ id, revision }));
      if (month !== months.at(-1))
        return acceptMany(asked({ reports: [...others, ...(sentBack ? [sentBack] : [])] }), ask);
      if (sentBack)
        await returnToSender(
          {
            ...asked({ revision: sentBack.revision, reason: 'Kiểm tra lại số buổi.', cells: null }),
            params: { reportId: sentBack.id },
          },
          ask,
        );
      return acceptMany(asked({ reports: others.slice(0, others.length / 2) }), ask);
    },
    noon(addDays(month.endsOn, 2)),
  );
};
