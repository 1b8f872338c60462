import * as api from '@app/contract/reporting/signals/routes.ts';
import type { Serve } from '../../kernel/serve.ts';
import { answer, putSetting, settle, showReportSignals, showSettings, showSignals } from './actions.ts';

export const signalRoutes = (serve: Serve): void => {
  serve(api.listReportSignals).by(showReportSignals);
  serve(api.answerSignal).by(answer);
  serve(api.settleSignal).by(settle);
  serve(api.listSignals).by(showSignals);
  serve(api.listSignalSettings).by(showSettings);
  serve(api.putSignalSetting).by(putSetting);
};
