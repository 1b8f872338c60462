/** The small instance that is crashed again and again: the real register, one province whose communes report, six of them by officers of their own. */
import { isTyped, partsOfWholes, shippedCatalogue } from '@app/contract/figures/catalogue.ts';
import { periodOf } from '@app/contract/kernel/period.ts';
import { periodId } from '../figures/index.ts';
import { connectOwner, openHouse } from '../house.ts';
import { givePost, openAccount } from '../identity/index.ts';
import type { RunningPostgres } from '../kernel/postgres/embedded.ts';
import { ensureBody, unitByCode, unitsBelow } from '../org/index.ts';
import { openPeriod, putForm } from '../reporting/index.ts';
import { reportsOf, retire } from './queries.ts';

export const crashForm = 'CRASH';
export const crashPassword = 'crash-test-2026';
const provinceCode = '44';
const OFFICERS = 6;

/** Ten months that are over on the day of the test, whichever that is: the last ones of the year before. */
const lastYear = new Date().getUTCFullYear() - 1;
export const crashPeriods = Array.from({ length: 10 }, (_, at) => periodOf('month', lastYear, at + 1));

const parts = new Set(partsOfWholes().map(({ part }) => part));
/** Twenty figures that simply add up; none is a part that its whole would limit, so that any figures may be sent. */
export const crashIndicators = shippedCatalogue
  .filter(
    (each) => isTyped(each) && each.share === 'add' && (each.kind === 'F' || each.kind === 'S') && !parts.has(each.id),
  )
  .slice(0, 20)
  .map(({ id }) => id);

export type Cast = {
  provinceId: number;
  /** Six who send their own unit's reports one by one, each with the ids of these. */
  officers: { username: string; reportIds: number[] }[];
  /** Each a different person: nobody decides on what he has sent. */
  decider: string;
  importer: string;
  head: string;
};

/** Fills an empty instance. */
export const prepare = async (running: Pick<RunningPostgres, 'ownerUrl' | 'appUrl'>): Promise<Cast> => {
  const house = await openHouse(running);
  const owner = await connectOwner(running.ownerUrl);
  const day = crashPeriods.at(-1)?.endsOn ?? '';
  try {
    const [province, communes] = await house.asSystem(async ({ tx }) => {
      const found = await unitByCode(tx, provinceCode, day);
      return [found, (await unitsBelow(tx, found.id, day, 'commune')).slice(0, OFFICERS)] as const;
    });
    const open = async (
      username: string,
      role: 'officer' | 'head',
      unitId: number,
      kind: 'police' | 'committee',
    ): Promise<string> => {
      const bodyId = await ensureBody(owner, unitId, kind);
      await house.asSystem(async (ask) => {
        const userId = await openAccount(ask.tx, { username, password: crashPassword });
        await givePost(ask.tx, { userId, role, bodyId, startsOn: null });
        await ask.audit({ action: 'identity.createAccount', subject: `user:${userId}`, unitId });
      });
      return username;
    };
    await house.asSystem(async (ask) => {
      await putForm(
        ask.tx,
        {
          code: crashForm,
          line: 'committee',
          periodKind: 'month',
          version: 1,
          from: crashPeriods[0]?.code ?? '',
          content: {
            title: { vi: 'Biểu thử mất điện', en: 'Form of the crash test' },
            sections: [
              {
                title: { vi: 'Hai mươi chỉ tiêu', en: 'Twenty indicators' },
                rows: crashIndicators.map((indicator) => ({ indicator, levels: ['commune'] as const, required: true })),
              },
            ],
          },
        },
        periodId(crashPeriods[0] ?? periodOf('month', lastYear, 1)),
      );
    });
    // The months in which the program's own forms are owed are theirs: a cell comes by one form.
    await retire(owner, crashForm, periodId(periodOf('month', lastYear + 1, 1)));
    for (const period of crashPeriods) await house.asSystem((ask) => openPeriod(ask, crashForm, period, province.id));
    const officers: Cast['officers'] = [];
    for (const { id, code } of communes)
      officers.push({
        username: await open(`xa.${code}`, 'officer', id, 'police'),
        reportIds: await reportsOf(owner, id, crashForm),
      });
    return {
      provinceId: province.id,
      officers,
      decider: await open('tinh.duyet', 'officer', province.id, 'police'),
      importer: await open('tinh.nap', 'officer', province.id, 'committee'),
      head: await open('tinh.truongban', 'head', province.id, 'committee'),
    };
  } finally {
    await owner.end();
    await house.close();
  }
};
