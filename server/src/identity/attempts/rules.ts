/** How many wrong attempts are borne before one has to wait. */

/** What attempts are counted under, the number borne, and for how long one is remembered after the last of them. */
export type Limit = { key: string; limit: number; minutes: number };

/** For one account from one address: slips of the fingers. */
const PER_ACCOUNT_AND_ADDRESS = 5;
/** From one address over all accounts: a whole office may stand behind it. */
const PER_ADDRESS = 100;
/** For one account over all addresses: guessing from many places is slow and stays slow. */
const PER_ACCOUNT = 20;

/** The limits that signing in, coming in with a code and confirming share: wrong is wrong, whichever door is tried. */
export const limitsOf = (username: string, address: string): Limit[] => [
  { key: `account and address ${username} ${address}`, limit: PER_ACCOUNT_AND_ADDRESS, minutes: 15 },
  { key: `address ${address}`, limit: PER_ADDRESS, minutes: 15 },
  { key: `account ${username}`, limit: PER_ACCOUNT, minutes: 60 },
];

/** The limit of the one administrator code: there is no account yet. */
export const limitsOfCode = (address: string): Limit[] => [
  { key: `administrator code ${address}`, limit: PER_ACCOUNT_AND_ADDRESS, minutes: 15 },
  { key: `address ${address}`, limit: PER_ADDRESS, minutes: 15 },
];

/** The limit of a way in that names no account before it is right: nobody is locked out of theirs by it. */
export const limitsByWay = (way: 'passkey' | 'sign-on', address: string): Limit[] => [
  { key: `${way} ${address}`, limit: PER_ADDRESS, minutes: 15 },
];

/** Whole minutes to wait: the longest of the limits that were passed, 0 when none was. */
export const minutesToWait = (counted: readonly { taken: number; limit: number; until: Date }[], now: Date): number =>
  Math.max(
    0,
    ...counted
      .filter(({ taken, limit }) => taken > limit)
      .map(({ until }) => Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000))),
  );
