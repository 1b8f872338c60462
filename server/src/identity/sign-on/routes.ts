import * as api from '@app/contract/identity/sign-on/routes.ts';
import type { Serve } from '../../kernel/serve.ts';
import type { Door } from '../entering.ts';
import * as act from './actions.ts';

export const signOnRoutes = (serve: Serve, door: Door): void => {
  serve(api.beginSignOn).by(act.beginSignOn(door));
  serve(api.finishSignOn).by(act.finishSignOn(door));
  serve(api.bindSignOn).by(act.bindSignOn(door));
};
