import * as api from '@app/contract/reporting/urging/routes.ts';
import type { Serve } from '../../kernel/serve.ts';
import { downloadUrging, draftUrging, sendUrging, showUrging, showUrgings } from './actions.ts';

export const urgingRoutes = (serve: Serve): void => {
  serve(api.listUrgings).by(showUrgings);
  serve(api.draftUrging).by(draftUrging);
  serve(api.getUrging).by(showUrging);
  serve(api.sendUrging).by(sendUrging);
  serve(api.downloadUrging).by(downloadUrging);
};
