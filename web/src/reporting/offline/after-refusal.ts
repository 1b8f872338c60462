/** What becomes of a report that waits when the server has not taken it. Pure. */

/**
 * `all-wait`: there is no line, nobody is signed in, or the server asks for a pause; nothing else would get through either.
 * `waits`: the server could not do this one now; the others are tried all the same.
 * `refused`: trying again would change nothing, a person must look.
 */
export type AfterRefusal = 'all-wait' | 'waits' | 'refused';

/** By the status of the answer; 0 when none came. */
export const afterRefusal = (status: number): AfterRefusal => {
  if ([0, 401, 429].includes(status)) return 'all-wait';
  return status >= 500 || status === 408 || status === 425 ? 'waits' : 'refused';
};
