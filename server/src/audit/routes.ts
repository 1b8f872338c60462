import * as api from '@app/contract/audit/routes.ts';
import type { Serve } from '../kernel/serve.ts';
import * as act from './actions.ts';

export const auditRoutes = (serve: Serve): void => {
  serve(api.searchAudit).by(act.searchAudit);
  serve(api.exportAudit).by(act.exportAudit);
  serve(api.getAuditHead).by(act.getAuditHead);
  serve(api.getAuditState).by(act.getAuditState);
};
