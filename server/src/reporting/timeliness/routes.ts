import * as api from '@app/contract/reporting/timeliness/routes.ts';
import type { Serve } from '../../kernel/serve.ts';
import { showNeighbours, showTimeliness, showTimelinessByProvince, switchNeighbours } from './actions.ts';

export const timelinessRoutes = (serve: Serve): void => {
  serve(api.getTimeliness).by(showTimeliness);
  serve(api.getTimelinessByProvince).by(showTimelinessByProvince);
  serve(api.getNeighbours).by(showNeighbours);
  serve(api.setNeighbours).by(switchNeighbours);
};
