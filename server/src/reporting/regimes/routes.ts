import * as api from '@app/contract/reporting/regimes/routes.ts';
import type { Serve } from '../../kernel/serve.ts';
import { getDaysOff, listRegimes, previewRegime, setDaysOff, setRegime, withdrawRegime } from './actions.ts';

export const regimeRoutes = (serve: Serve): void => {
  serve(api.listRegimes).by(listRegimes);
  serve(api.previewRegime).by(previewRegime);
  serve(api.setRegime).by(setRegime);
  serve(api.withdrawRegime).by(withdrawRegime);
  serve(api.getDaysOff).by(getDaysOff);
  serve(api.setDaysOff).by(setDaysOff);
};
