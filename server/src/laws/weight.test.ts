/**
 * Law: acts of weight ask again who is there. Which acts they are is written here a second time, so that none loses the mark unseen;
 * each is refused to a session whose person was asked too long ago, before anything of the request is read.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDoor, type TestBrowser, type TestDoor } from '../identity/testing/browsers.ts';
import { castNow } from '../kernel/testing/cast.ts';
import { requestFor } from './asking.ts';
import { contractRoutes } from './repository.ts';

/** By what makes them weigh. */
const actsOfWeight: Readonly<Record<string, readonly string[]>> = {
  'signs, or puts many figures into the totals at once': [
    'reporting.issueEdition',
    'reporting.acceptReports',
    'reporting.importReports',
    'reporting.applyWorkbookOfUnits',
  ],
  'changes what everybody is asked': ['reporting.publishForm', 'reporting.retireForm'],
  'changes units': ['org.applyChangeDraft', 'org.undoChangeDraft'],
  'takes everything out': ['figures.exportFiguresAsCsv', 'figures.exportFiguresAsParquet', 'audit.exportAudit'],
  'says who may do what': [
    'identity.createAccount',
    'identity.createAccounts',
    'identity.resetAccount',
    'identity.renewCodes',
    'identity.givePost',
    'identity.endPost',
    'identity.delegatePost',
    'identity.bindSignOn',
    'identity.createToken',
  ],
  'guards the own account': [
    'identity.beginTotp',
    'identity.removeTotp',
    'identity.renewRecoveryCodes',
    'identity.beginPasskey',
    'identity.removePasskey',
  ],
};
const listed = Object.values(actsOfWeight).flat();
const routes = (await contractRoutes()).map(({ room, name, route }) => ({ name: `${room}.${name}`, route }));
const marked = routes.filter(({ route }) => route.sensitive);

/** What stands in one of the two lists alone. */
const differences = (names: readonly string[]): string[] => [
  ...listed.filter((name) => !names.includes(name)).map((name) => `${name} no longer asks who is there`),
  ...names.filter((name) => !listed.includes(name)).map((name) => `${name} asks who is there and is not listed`),
];

describe('law: acts of weight', () => {
  let door: TestDoor;
  let browser: TestBrowser;
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: castNow });
    door = await openDoor();
    browser = door.browser();
    await browser.signIn('commune');
    vi.setSystemTime(castNow.getTime() + 11 * 60_000);
  });
  afterAll(async () => {
    vi.useRealTimers();
    await door.close();
  });

  it('are those of the list, and no others', () => {
    expect(differences(marked.map(({ name }) => name))).toEqual([]);
  });

  it('sees one that lost its mark, and one that nobody listed', () => {
    const names = marked.map(({ name }) => name).filter((name) => name !== 'reporting.acceptReports');
    expect(differences([...names, 'org.getUnit'])).toEqual([
      'reporting.acceptReports no longer asks who is there',
      'org.getUnit asks who is there and is not listed',
    ]);
  });

  it.each(marked)('$name is refused to whoever was asked eleven minutes ago', async ({ name, route }) => {
    const { method, url } = requestFor(name, route);
    const answer = await browser.ask(method as 'POST', String(url));
    expect([answer.status, answer.code]).toEqual([403, 'kernel.confirm-again']);
  });
});
