import * as api from '@app/contract/reporting/workbook/routes.ts';
import type { Serve } from '../../kernel/serve.ts';
import { readFirst, workbookActions } from './actions.ts';
import type { Sign } from './keys.ts';

export const workbookRoutes = (serve: Serve, sign: Sign): void => {
  const act = workbookActions(sign);
  serve(api.downloadWorkbook).by(act.download);
  serve(api.downloadCsv).by(act.downloadCsv);
  serve(api.downloadWorkbookOfUnits).by(act.downloadTable);
  serve(api.downloadCsvOfUnits).by(act.downloadTableCsv);
  serve(api.checkWorkbook).by(act.check, readFirst('fill'));
  serve(api.applyWorkbook).by(act.apply, readFirst('fill'));
  serve(api.checkWorkbookOfUnits).by(act.checkTable, readFirst('import'));
  serve(api.applyWorkbookOfUnits).by(act.applyTable, readFirst('import'));
};
