import * as api from '@app/contract/identity/routes.ts';
import type { Serve } from '../kernel/serve.ts';
import * as act from './actions.ts';
import { countAttempts } from './attempts.ts';
import type { Auth } from './auth.ts';
import { delegationRoutes } from './delegations/routes.ts';

export const identityRoutes = (serve: Serve, auth: Auth): void => {
  const door: act.Door = { auth, attempts: countAttempts() };
  serve(api.getSession).by(act.getSession(door));
  serve(api.signIn).by(act.signIn(door));
  serve(api.signOut).by(act.signOut(door));
  serve(api.listDemoSignIns).by(act.listDemoSignIns);
  serve(api.claimAdministrator).by(act.claimAdministrator(door));
  serve(api.listAccounts).by(act.listAccounts);
  serve(api.createAccount).by(act.createAccount);
  serve(api.endPost).by(act.endPost);
  delegationRoutes(serve);
};
