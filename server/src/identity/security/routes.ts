import * as api from '@app/contract/identity/security/routes.ts';
import type { Serve } from '../../kernel/serve.ts';
import type { Door } from '../entering.ts';
import * as act from './actions.ts';
import * as passkeys from './passkeys.ts';

export const securityRoutes = (serve: Serve, door: Door): void => {
  serve(api.getSecurity).by(act.getSecurity(door));
  serve(api.changePassword).by(act.changePassword(door));
  serve(api.beginTotp).by(act.beginTotp(door));
  serve(api.confirmTotp).by(act.confirmTotp(door));
  serve(api.removeTotp).by(act.removeTotp);
  serve(api.renewRecoveryCodes).by(act.renewRecoveryCodes(door));
  serve(api.enterSecondFactor).by(act.enterSecondFactor(door));
  serve(api.beginPasskey).by(passkeys.beginPasskey(door));
  serve(api.addPasskey).by(passkeys.addPasskey(door));
  serve(api.removePasskey).by(passkeys.removePasskey);
  serve(api.beginPasskeySignIn).by(passkeys.beginPasskeySignIn(door));
  serve(api.enterByPasskey).by(passkeys.enterByPasskey(door));
};
