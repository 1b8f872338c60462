import * as api from '@app/contract/identity/delegations/routes.ts';
import type { Serve } from '../../kernel/serve.ts';
import * as act from './actions.ts';

export const delegationRoutes = (serve: Serve): void => {
  serve(api.listDelegations).by(act.list);
  serve(api.delegatePost).by(act.delegate);
  serve(api.endDelegation).by(act.end);
};
