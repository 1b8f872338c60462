/** What people ask about themselves: the account, its sessions, passkeys and keys; and the same about what is another's. */
import type { Route } from '@app/contract/kernel/route.ts';
import { requestFor } from '../asking.ts';
import { holders } from './house.ts';
import type { Planted } from './plant.ts';
import type { Question, Request } from './question.ts';

/** Routes about the own account alone, by what the sample of `asking.ts` is told; null: it is done. */
const told: Readonly<Record<string, string | null>> = {
  getSecurity: null,
  changePassword: 'identity.wrong-current-password',
  beginTotp: null,
  confirmTotp: 'identity.no-totp',
  removeTotp: 'identity.no-totp',
  renewRecoveryCodes: 'identity.no-totp',
  beginPasskey: null,
  addPasskey: 'identity.passkey-not-valid',
  listSessions: null,
  getDeviceKey: null,
  confirmIdentity: 'identity.wrong-current-password',
  listTokens: null,
  createToken: null,
};

/** One question about a thing of each holder: done for the holder, and for everybody else as if there were none. */
export const belonging = (
  things: Readonly<Record<string, string | number>>,
  ask: (id: string | number) => Request,
  none: string,
) =>
  holders.map(
    (holder): Question => ({
      about: `what is of ${holder}`,
      own: true,
      request: ask(things[holder] ?? none),
      unknown: ask(none),
      expect: (who) => (who.name === holder ? 'answers' : 'absent'),
    }),
  );
export const remove =
  (url: string) =>
  (id: string | number): Request => ({ method: 'DELETE', url: `${url}/${id}` });

export const ownAffairs: Readonly<Record<string, (planted: Planted, route: Route) => Question[]>> = {
  ...Object.fromEntries(
    Object.entries(told).map(([name, problem]) => [
      `identity.${name}`,
      (_: Planted, route: Route): Question[] => [
        {
          about: 'oneself',
          own: true,
          problem,
          request: requestFor(`identity.${name}`, route),
          // What was handed on in writing is for a person, not for a program.
          expect: (who) => (name === 'createToken' && who.held === 'delegated' ? 'refused' : 'own affair'),
        },
      ],
    ]),
  ),
  'identity.endSession': ({ belongings }) =>
    belonging(belongings.session, remove('/api/my/sessions'), 'no-such-session'),
  'identity.removePasskey': ({ belongings }) =>
    belonging(belongings.passkey, remove('/api/my/passkeys'), 'no-such-passkey-of-anybody'),
  'identity.revokeToken': ({ belongings }) => belonging(belongings.token, remove('/api/my/tokens'), '999999'),
};
