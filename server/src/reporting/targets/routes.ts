import * as api from '@app/contract/reporting/targets/routes.ts';
import type { Serve } from '../../kernel/serve.ts';
import * as act from './actions.ts';

export const targetRoutes = (serve: Serve): void => {
  serve(api.listTargets).by(act.list);
  serve(api.setTargets).by(act.set);
  serve(api.endTarget).by(act.end);
};
