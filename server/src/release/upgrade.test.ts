/** Databases of earlier releases: each is taken over by today's program, is sound, and answers. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { demoPassword } from '../demonstration/sign-ins.ts';
import { openHouse } from '../house.ts';
import { makeBackup } from '../kernel/backup/make.ts';
import {
  changelogText,
  faultsOfReleases,
  keptReleases,
  releasedVersions,
  releasePassphrase,
  releasesFolder,
} from '../kernel/backup/releases.ts';
import { restoreBackup } from '../kernel/backup/restore.ts';
import { newFolder, nothingToSay } from '../kernel/backup/testing/alone.ts';
import { startEmbedded, startSystemPostgres } from '../kernel/postgres/embedded.ts';
import { programVersion } from '../kernel/version.ts';
import { faultsOfHouse } from '../soundness.ts';

const DEBIAN_15 = '/usr/lib/postgresql/15/bin';
const fileOf = (release: string): string => join(releasesFolder, `${release}.backup`);

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const freshPlace = () => {
  const folder = newFolder();
  closing.push(folder.remove);
  return folder.path;
};
const embedded = async () => {
  const server = await startEmbedded({ dataDir: join(freshPlace(), 'db') });
  closing.push(server.stop);
  return server;
};
const debian15 = async () => {
  const server = await startSystemPostgres({ binDir: DEBIAN_15, dataDir: join(freshPlace(), 'db') });
  closing.push(server.stop);
  return server;
};

describe('a database of release %s', () => {
  it.each(keptReleases())(
    '%s is migrated to today, is sound, and its report can be read',
    async (release) => {
      const server = await embedded();
      const { ran, rows } = await restoreBackup({
        ownerUrl: server.ownerUrl,
        from: fileOf(release),
        passphrase: releasePassphrase,
        check: faultsOfHouse,
      });
      expect(rows).toBeGreaterThan(100_000);
      if (release !== programVersion) expect(ran.length).toBeGreaterThan(0);
      const house = await openHouse(server, { clock: () => new Date('2026-11-22T03:00:00Z') });
      closing.push(house.close);
      const { database, auth, clock } = house;
      const { app } = await createApp({ transact: database.transact, clock, auth });
      closing.push(() => app.close());
      const entered = await app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { username: 'quangtri', password: demoPassword },
      });
      expect(entered.statusCode).toBe(200);
      const cookie = [entered.headers['set-cookie']]
        .flat()
        .map((each) => each?.split(';')[0])
        .join('; ');
      const ask = async <T>(url: string) => {
        const answer = await app.inject({ method: 'GET', url, headers: { cookie } });
        expect([url, answer.statusCode]).toEqual([url, 200]);
        return answer.json() as T;
      };
      const { post } = await ask<{ post: { unit: { id: number } } }>('/api/session');
      const review = await ask<object>(`/api/review?unit=${post.unit.id}&period=2026-M08`);
      expect(JSON.stringify(review)).toContain('outreach_sessions');
    },
    300_000,
  );
});

describe('what is restored is looked at before it is kept', () => {
  it('tells a total, an edition and an entry of the audit that were changed by hand', async () => {
    const [release = ''] = keptReleases();
    const server = await embedded();
    const refused = restoreBackup({
      ownerUrl: server.ownerUrl,
      from: fileOf(release),
      passphrase: releasePassphrase,
      check: async (inside) => {
        await inside.client.query(
          `update figures.total set n = array_append(n[1:cardinality(n) - 1], 999) where (unit_id, period_id) = (select unit_id, period_id from figures.edition limit 1);
           update figures.edition_total set n = array_append(n[1:cardinality(n) - 1], 999);
           update kernel.audit set subject = 'planted' where id = (select min(id) from kernel.audit)`,
        );
        return faultsOfHouse(inside);
      },
    });
    const words = await refused.then(
      () => '',
      (error: Error) => error.message,
    );
    expect(words).toMatch(/total: .*"kept":.*999/);
    expect(words).toMatch(/broken edition: \d/);
    expect(words).toMatch(/audit|chain|entry/);
  }, 300_000);
});

describe('moving a database', () => {
  it.runIf(existsSync(join(DEBIAN_15, 'postgres')))(
    'from the embedded PostgreSQL 18 to a PostgreSQL 15 and back',
    async () => {
      const [release] = keptReleases();
      const folder = freshPlace();
      // What stands there byte by byte has been looked at above; the old server is asked the same questions once.
      const how = { passphrase: releasePassphrase, check: nothingToSay };
      const first = await embedded();
      await restoreBackup({ ...how, ownerUrl: first.ownerUrl, from: fileOf(release ?? '') });
      const there = await makeBackup({ ...how, ownerUrl: first.ownerUrl, out: join(folder, 'there') });
      const old = await debian15();
      const moved = await restoreBackup({
        ...how,
        ownerUrl: old.ownerUrl,
        from: join(folder, 'there'),
        check: faultsOfHouse,
      });
      expect(moved.sums).toEqual(there.sums);
      const back = await makeBackup({ ...how, ownerUrl: old.ownerUrl, out: join(folder, 'back') });
      expect(back.sums).toEqual(there.sums);
      const second = await embedded();
      expect((await restoreBackup({ ...how, ownerUrl: second.ownerUrl, from: join(folder, 'back') })).sums).toEqual(
        there.sums,
      );
    },
    300_000,
  );
});

describe('the kept releases', () => {
  it('are all that the changelog calls released', () => {
    expect(keptReleases()).not.toEqual([]);
    expect(faultsOfReleases(changelogText(), keptReleases(), programVersion)).toEqual([]);
  });

  it('sees one that was not kept, and one that was never released', () => {
    const changelog = '# Changelog\n\n## Unreleased\n\n## 1.2.0 - 2027-01-02\n\n## [1.1.0] – 2026-12-01\n';
    expect(releasedVersions(changelog)).toEqual(['1.2.0', '1.1.0']);
    expect(faultsOfReleases(changelog, ['1.0.0', '1.1.0', '1.3.0'], '1.3.0')).toEqual([
      '1.2.0 was released without its database being kept',
      '1.0.0 has a kept database, but the changelog does not call it released',
    ]);
  });
});
