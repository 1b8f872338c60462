import * as api from '@app/contract/reporting/routes.ts';
import type { Serve } from '../kernel/serve.ts';
import { importMany } from './bulk/actions.ts';
import { consolidate, showDesk, showMyWork } from './desk/actions.ts';
import { issue, showEdition } from './edition/actions.ts';
import { accept, acceptMany, allowReportException, returnToSender } from './report/decide.ts';
import { saveReportDraft, submit } from './report/send.ts';
import { showReport } from './report/show.ts';

export const reportingRoutes = (serve: Serve): void => {
  serve(api.getMyWork).by(showMyWork);
  serve(api.listReports).by(showDesk);
  serve(api.getReport).by(showReport);
  serve(api.saveDraft).by(saveReportDraft);
  serve(api.submitReport).by(submit);
  serve(api.acceptReport).by(accept);
  serve(api.acceptReports).by(acceptMany);
  serve(api.returnReport).by(returnToSender);
  serve(api.allowException).by(allowReportException);
  serve(api.getConsolidation).by(consolidate);
  serve(api.issueEdition).by(issue);
  serve(api.getEdition).by(showEdition);
  serve(api.importReports).by(importMany);
};
