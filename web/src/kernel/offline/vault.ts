/**
 * What is kept on this device between two visits, closed: unsaved work always, forms and figures once the officer has chosen to
 * work without a line. The key that opens it lives in memory only. It comes from the server with a signed-in session, or from the PIN.
 */
import { getDeviceKey } from '@app/contract/identity/sessions/routes.ts';
import { call } from '../call.ts';
import { tabs } from '../tabs.ts';
import { dropSealed, emptyChest, getRing, getSealed, putRing, putSealed, type Ring, sealedNames } from './chest.ts';
import { MOST_WRONG, waitAfter } from './pin-rules.ts';
import { alsoByPin, newDataKey, openByAccount, openByPin, openText, sealText } from './seal.ts';

/** Names of what only this device holds begin so; everything else can be fetched again. */
const UNSENT = /^(draft|send|grid)\//;

let key: CryptoKey | null = null;
/** Whose the waiting texts are; after everything was wiped, nobody's until the device is opened again. */
let whose: string | null = null;
let isWiped = false;
/** What waits for its turn or for the key: the newest text of each name; null forgets it. */
const pending = new Map<string, string | null>();
let writing: Promise<void> | null = null;
/** What waits cannot be written: there is no key, or no room. */
let isStuck = false;

const listeners = new Set<() => void>();
const others = tabs('chung-tay.vault');
const tell = (): void => {
  for (const each of listeners) each();
};
others.hear((what) => {
  if (what === 'wiped') key = null;
  tell();
});
const changed = (what: 'changed' | 'wiped' = 'changed'): void => {
  others.tell(what);
  tell();
};

/** Hears when something was kept or forgotten, in any tab. */
export const onVault = (hear: () => void): (() => void) => {
  listeners.add(hear);
  return () => listeners.delete(hear);
};

const setUps = new Set<() => void>();

/** Hears when the officer has chosen to work without a line on this device. */
export const onSetUp = (hear: () => void): void => void setUps.add(hear);

/** One tab at a time looks at the ring and changes it. */
const holdingRing = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request('chung-tay.ring', work);

export const isOpen = (): boolean => key !== null;

/** Ready when this device is open: at once, or after the server was asked or the PIN was entered. */
export const whenOpen = (): Promise<void> =>
  new Promise((done) => {
    if (key) return done();
    const stop = onVault(() => {
      if (!key) return;
      stop();
      done();
    });
  });

/** What this device holds of whom, readable without a key. */
export const deviceState = async (): Promise<{ username: string; byPin: boolean; unsent: number } | null> => {
  const ring = await getRing();
  return ring && { username: ring.username, byPin: ring.byPin !== null, unsent: (await unsentReports()).length };
};

const reportsAmong = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name) => UNSENT.test(name)).map((name) => name.split('/').slice(1, 3).join('/'))),
];

/** The reports of which only this browser holds something, as 'post/report': on the device, or in memory while the device is closed. */
export const unsentReports = async (): Promise<string[]> => reportsAmong(await namesKept(''));

/** Those of which the newest state lies on the device: the page may be closed, and they are not lost. */
export const keptReports = async (): Promise<string[]> => {
  const names = await sealedNames();
  return reportsAmong(names.filter((name) => !isStuck || !pending.has(name)));
};

/**
 * Opens with the key of the signed-in account, and begins anew on a device that holds nothing.
 * `other`: the device holds the closed work of somebody else, whose name is told.
 * @throws Problem when the server cannot be asked.
 */
export const openSignedIn = async (): Promise<'open' | { other: string; unsent: number }> => {
  if (key) return 'open';
  const account = await call(getDeviceKey, {});
  return holdingRing(async () => {
    if (whose !== null && whose !== account.username) pending.clear();
    whose = account.username;
    const ring = await getRing();
    const mine = ring?.username === account.username;
    if (ring && !mine) {
      const unsent = (await unsentReports()).length;
      if (unsent > 0) return { other: ring.username, unsent };
    }
    const sealed = mine ? ring.byAccount : await newDataKey(account.key);
    key = await openByAccount(sealed, account.key);
    if (!mine || !key) {
      // Nobody's, or closed under a key that no longer exists: nothing of it can be read any more.
      await emptyChest();
      const fresh = mine ? await newDataKey(account.key) : sealed;
      key = await openByAccount(fresh, account.key);
      await putRing({ username: account.username, byAccount: fresh, byPin: null, wrong: 0, waitUntil: 0 });
    }
    isWiped = false;
    changed();
    void write().then(tell);
    return 'open';
  });
};

export type Unlocking = 'open' | 'wrong' | 'gone' | { waitUntil: number };

/** Tries a PIN. A wrong one is counted before it is tried, so that closing the tab saves nobody from the count. */
export const unlockByPin = (pin: string, now = Date.now()): Promise<Unlocking> =>
  holdingRing(async () => {
    const ring = await getRing();
    if (!ring?.byPin) return 'gone';
    // A clock that was set back does not make the wait longer than it is.
    if (ring.waitUntil > now && ring.waitUntil - now <= waitAfter(MOST_WRONG)) return { waitUntil: ring.waitUntil };
    const wrong = ring.wrong + 1;
    await putRing({ ...ring, wrong, waitUntil: now + waitAfter(wrong) });
    key = await openByPin(ring.byPin, pin);
    if (key) {
      whose = ring.username;
      isWiped = false;
      await putRing({ ...ring, wrong: 0, waitUntil: 0 });
      changed();
      void write().then(tell);
      return 'open';
    }
    if (wrong < MOST_WRONG) return wrong >= 3 ? { waitUntil: now + waitAfter(wrong) } : 'wrong';
    await forgetPin(ring);
    return 'gone';
  });

/** Takes the PIN and everything that the server holds as well; unsent work stays, closed under the key of the account alone. */
const forgetPin = async (ring: Ring): Promise<void> => {
  await dropSealed((await sealedNames()).filter((name) => !UNSENT.test(name)));
  await putRing({ ...ring, byPin: null, wrong: 0, waitUntil: 0 });
  changed();
};

/** From now on the PIN opens this device when there is no line. Told by the server's key, so it is done while signed in. */
export const setPin = async (pin: string): Promise<void> => {
  const account = await call(getDeviceKey, {});
  await holdingRing(async () => {
    const ring = await getRing();
    const byPin = ring && (await alsoByPin(ring.byAccount, account.key, pin));
    if (!byPin) throw new Error('this device is not open for the account that set a PIN');
    await putRing({ ...ring, byPin, wrong: 0, waitUntil: 0 });
  });
  changed();
  for (const hear of setUps) hear();
};

/** Works only with a line again. */
export const endPin = (): Promise<void> =>
  holdingRing(async () => {
    const ring = await getRing();
    if (ring) await forgetPin(ring);
  });

/** Forgets the key, here and in every tab; what is kept stays closed. */
export const lock = (): void => {
  key = null;
  others.tell('wiped');
};

/** Takes everything from this device, in every tab. */
export const wipe = async (): Promise<void> => {
  key = null;
  isWiped = true;
  pending.clear();
  await writing;
  await holdingRing(emptyChest);
  changed('wiped');
};

/** Writes what waits, one name after the other; what comes meanwhile is written in its newest state only. */
const write = (): Promise<void> => {
  writing ??= (async () => {
    while (pending.size > 0) {
      const [name, text] = pending.entries().next().value ?? ['', null];
      if (text !== null && !key) {
        isStuck = true;
        return;
      }
      if (text === null) await dropSealed([name]);
      else if (key) await putSealed(name, await sealText(key, name, text));
      if (pending.get(name) === text) pending.delete(name);
    }
    isStuck = false;
  })()
    .catch(() => {
      isStuck = true;
      // Storage is full or switched off: what waits stays in memory, and `isKept` says so.
    })
    .finally(() => {
      writing = null;
    });
  return writing;
};

/** Keeps a text under a name, closed; null forgets it. Ready when it is on the device, or must wait for the key. */
export const keepSealed = async (name: string, text: string | null): Promise<void> => {
  if (isWiped) return;
  pending.set(name, text);
  await write();
  if (UNSENT.test(name)) changed();
};

/** Whether everything that was to be kept is on the device. */
export const isKept = (): boolean => pending.size === 0;

/** What is kept under a name; null when nothing is, or it cannot be opened. */
export const readSealed = async (name: string): Promise<string | null> => {
  const waiting = pending.get(name);
  if (waiting !== undefined) return waiting;
  const sealed = key && (await getSealed(name));
  return sealed && key ? openText(key, name, sealed) : null;
};

export const namesKept = async (prefix: string): Promise<string[]> => {
  const names = new Set(await sealedNames());
  for (const [name, text] of pending) text === null ? names.delete(name) : names.add(name);
  return [...names].filter((name) => name.startsWith(prefix)).sort();
};

/** Whether the officer has chosen to work without a line on this device. */
export const worksOffline = async (): Promise<boolean> => (await getRing())?.byPin != null;
