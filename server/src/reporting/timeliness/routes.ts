import * as api from '@app/contract/reporting/timeliness/routes.ts';
import type { Serve } from '../../kernel/serve.ts';
import { showTimeliness, showTimelinessByProvince } from './actions.ts';

export const timelinessRoutes = (serve: Serve): void => {
  serve(api.getTimeliness).by(showTimeliness);
  serve(api.getTimelinessByProvince).by(showTimelinessByProvince);
};
