/** What stands in the template database before any test: catalogue, register, forms, open reports and the cast. */
import { periodOfCode, syncCatalogue } from '../../figures/index.ts';
import { connectOwner, openHouse } from '../../house.ts';
import { givePost, openAccount } from '../../identity/index.ts';
import { ensureBody, unitByCode } from '../../org/index.ts';
import { openPeriod } from '../../reporting/index.ts';
import { migrate } from '../migrate.ts';
import { cast, castPassword, castProvince } from './cast.ts';

/** The period most tests speak of, closed on `castNow`. */
const castPeriods = ['2026-M09', '2026-M10'] as const;

/** Migrations, catalogue and calendar: enough for tests that plant their own trees. */
export const layGround = async (ownerUrl: string): Promise<void> => {
  await migrate(ownerUrl);
  const owner = await connectOwner(ownerUrl);
  await syncCatalogue(owner);
  await owner.end();
};

export const furnish = async (ownerUrl: string, appUrl: string): Promise<void> => {
  const house = await openHouse({ ownerUrl, appUrl });
  const owner = await connectOwner(ownerUrl);
  const provinceId = (await house.asSystem((ask) => unitByCode(ask.tx, castProvince, '2026-11-01'))).id;
  for (const period of castPeriods)
    await house.asSystem((ask) => openPeriod(ask, 'TH01', periodOfCode(period), provinceId));
  for (const each of Object.values(cast)) {
    const unit = await house.asSystem((ask) => unitByCode(ask.tx, each.unitCode, '2026-11-01'));
    const bodyId = await ensureBody(owner, unit.id, each.body);
    await house.asSystem(async (ask) => {
      const userId = await openAccount(ask.tx, { username: each.username, password: castPassword });
      await givePost(ask.tx, { userId, role: each.role, bodyId, startsOn: null });
    });
  }
  await owner.query('analyze');
  await owner.end();
  await house.close();
};
