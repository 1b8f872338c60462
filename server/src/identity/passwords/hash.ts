/** The library's own hash (scrypt, salted), for passwords that are set or asked for outside its sign-in. */
import { hashPassword, verifyPassword } from 'better-auth/crypto';

export const hashOf = (password: string): Promise<string> => hashPassword(password);

/** Whether a password has this hash. Without a hash the same work is done, so that the time tells nothing. */
export const isPassword = async (password: string, hash: string | null): Promise<boolean> => {
  if (hash !== null) return verifyPassword({ hash, password });
  await hashPassword(password);
  return false;
};
