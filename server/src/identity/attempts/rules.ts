/** How many wrong attempts are borne before one has to wait. */
import { networkOf } from '../../kernel/network/rules.ts';

/** What attempts are counted under, the number borne, and for how long one is remembered after the last of them. */
export type Limit = { key: string; limit: number; minutes: number };

/** For one account from one address: slips of the fingers. */
const PER_ACCOUNT_AND_ADDRESS = 5;
/** From one address over all accounts: a whole office may stand behind it. */
const PER_ADDRESS = 100;
/** For one account over all addresses: guessing from many places is slow and stays slow. */
const PER_ACCOUNT = 20;

/** How many wrong codes of the second step are borne from one address; whoever gives them has the password. */
const PER_SECOND_STEP = 10;

/** The limits that the doors from outside share, signing in and coming in with a code: wrong is wrong, whichever is tried. */
export const limitsOf = (username: string, address: string): Limit[] => [
  { key: `account and address ${username} ${networkOf(address)}`, limit: PER_ACCOUNT_AND_ADDRESS, minutes: 15 },
  { key: `address ${networkOf(address)}`, limit: PER_ADDRESS, minutes: 15 },
  { key: `account ${username}`, limit: PER_ACCOUNT, minutes: 60 },
];

/** The limits of the second step: a wrong code counts for the account like a wrong password. */
export const limitsOfSecondStep = (username: string, address: string): Limit[] => [
  { key: `second step ${username} ${networkOf(address)}`, limit: PER_SECOND_STEP, minutes: 15 },
  { key: `account ${username}`, limit: PER_ACCOUNT, minutes: 60 },
];

/**
 * The limit of confirming and of changing the password, inside an open session: apart from the doors, so that whoever keeps
 * the door of an account closed from outside does not keep its holder from work.
 */
export const limitsInside = (sessionId: string): Limit[] => [
  { key: `session ${sessionId}`, limit: PER_ACCOUNT_AND_ADDRESS, minutes: 15 },
];

/** The limit of the one administrator code: there is no account yet. */
export const limitsOfCode = (address: string): Limit[] => [
  { key: `administrator code ${networkOf(address)}`, limit: PER_ACCOUNT_AND_ADDRESS, minutes: 15 },
  { key: `address ${networkOf(address)}`, limit: PER_ADDRESS, minutes: 15 },
];

/** The limit of a way in that names no account before it is right: nobody is locked out of theirs by it. */
export const limitsByWay = (way: 'passkey' | 'sign-on', address: string): Limit[] => [
  { key: `${way} ${networkOf(address)}`, limit: PER_ADDRESS, minutes: 15 },
];

/** Whole minutes to wait: the longest of the limits that were passed, 0 when none was. */
export const minutesToWait = (counted: readonly { taken: number; limit: number; until: Date }[], now: Date): number =>
  Math.max(
    0,
    ...counted
      .filter(({ taken, limit }) => taken > limit)
      .map(({ until }) => Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000))),
  );
