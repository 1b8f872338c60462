/** What IndexedDB holds: one ring with the closed keys, and closed texts by name. Nothing here can read them. */
import type { Sealed, SealedByPin } from './seal.ts';

export type Ring = {
  username: string;
  byAccount: Sealed;
  /** Set when the officer chose to work without a line. */
  byPin: SealedByPin | null;
  /** Wrong PINs in a row, and until when the next one waits. */
  wrong: number;
  waitUntil: number;
};

let opened: Promise<IDBDatabase> | null = null;

const open = (): Promise<IDBDatabase> => {
  opened ??= new Promise((done, fail) => {
    const request = indexedDB.open('chung-tay', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('ring');
      request.result.createObjectStore('sealed');
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  return opened;
};

const within = async <T>(
  store: 'ring' | 'sealed',
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T | undefined> => {
  const database = await open();
  return new Promise((done, fail) => {
    const transaction = database.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    // Ready when it is kept, not when it was asked for.
    transaction.oncomplete = () => done(request?.result);
    transaction.onabort = () => fail(transaction.error);
  });
};

export const getRing = async (): Promise<Ring | null> =>
  (await within<Ring | undefined>('ring', 'readonly', (store) => store.get('ring'))) ?? null;
export const putRing = (ring: Ring) => within('ring', 'readwrite', (store) => store.put(ring, 'ring'));

export const getSealed = async (name: string): Promise<Sealed | null> =>
  (await within<Sealed | undefined>('sealed', 'readonly', (store) => store.get(name))) ?? null;
export const putSealed = (name: string, sealed: Sealed) =>
  within('sealed', 'readwrite', (store) => store.put(sealed, name));
export const dropSealed = (names: readonly string[]) =>
  within('sealed', 'readwrite', (store) => {
    for (const name of names) store.delete(name);
    return undefined;
  });
export const sealedNames = async (): Promise<string[]> =>
  ((await within('sealed', 'readonly', (store) => store.getAllKeys())) ?? []).map(String);

/** Takes everything from this device. */
export const emptyChest = async (): Promise<void> => {
  await within('sealed', 'readwrite', (store) => store.clear());
  await within('ring', 'readwrite', (store) => store.clear());
};
