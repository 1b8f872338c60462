/** How hard a password is to guess, in plain words, while it is typed. The server has the last word: it knows the common ones. */
import type { Words } from '@app/contract/kernel/words.ts';

/** Fewest characters of a password; the contract refuses fewer. */
export const SHORTEST = 10;
/** From here on length alone makes up for plain words. */
const LONG = 16;

export type Strength = { level: 'short' | 'weak' | 'fair' | 'good'; says: Words };

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** '12345…', 'abcdef…' and their like: each character follows the one before it. */
const isRow = (text: string): boolean =>
  [...text].every((one, at, all) => at === 0 || one.codePointAt(0) === (all[at - 1]?.codePointAt(0) ?? 0) + 1);

const kindsIn = (text: string): number =>
  [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(text)).length;

const weakness = (password: string, username: string): Words | null => {
  const core = plain(password);
  const name = plain(username);
  if (name.length >= 3 && core.includes(name))
    return { vi: 'Dễ đoán: có chứa tên tài khoản.', en: 'Easy to guess: it contains the user name.' };
  if (/^\d+$/.test(password)) return { vi: 'Dễ đoán: chỉ toàn chữ số.', en: 'Easy to guess: digits only.' };
  if (new Set(core).size < 5)
    return { vi: 'Dễ đoán: lặp lại vài ký tự.', en: 'Easy to guess: a few characters again and again.' };
  if (isRow(core)) return { vi: 'Dễ đoán: một dãy liền nhau.', en: 'Easy to guess: characters in a row.' };
  return null;
};

/** What to say about a password while it is typed; null while nothing has been typed. */
export const strengthOf = (password: string, username: string): Strength | null => {
  const length = [...password].length;
  if (length === 0) return null;
  if (length < SHORTEST) {
    const n = SHORTEST - length;
    return { level: 'short', says: { vi: `Còn thiếu ${n} ký tự.`, en: `${n} more to go.` } };
  }
  const weak = weakness(password, username);
  if (weak) return { level: 'weak', says: weak };
  if (length >= LONG || kindsIn(password) >= 3)
    return { level: 'good', says: { vi: 'Mạnh. Dùng được.', en: 'Strong. This will do.' } };
  return {
    level: 'fair',
    says: { vi: 'Được. Thêm một hai từ nữa thì khó đoán hơn.', en: 'Fair. One or two more words make it harder.' },
  };
};
