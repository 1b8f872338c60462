import * as api from '@app/contract/reporting/routes.ts';
import type { Serve } from '../kernel/serve.ts';
import { importMany } from './bulk/actions.ts';
import { consolidate, showDesk, showMyWork } from './desk/actions.ts';
import { issue, showEdition } from './edition/actions.ts';
import * as report from './report/actions.ts';

export const reportingRoutes = (serve: Serve): void => {
  serve(api.getMyWork).by(showMyWork);
  serve(api.listReports).by(showDesk);
  serve(api.getReport).by(report.showReport);
  serve(api.saveDraft).by(report.saveReportDraft);
  serve(api.submitReport).by(report.submit);
  serve(api.acceptReport).by(report.accept);
  serve(api.acceptReports).by(report.acceptMany);
  serve(api.returnReport).by(report.returnToSender);
  serve(api.allowException).by(report.allowReportException);
  serve(api.getConsolidation).by(consolidate);
  serve(api.issueEdition).by(issue);
  serve(api.getEdition).by(showEdition);
  serve(api.importReports).by(importMany);
};
