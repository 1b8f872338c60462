import * as api from '@app/contract/org/routes.ts';
import type { Serve } from '../kernel/serve.ts';
import * as act from './actions.ts';

export const orgRoutes = (serve: Serve): void => {
  serve(api.searchUnits).by(act.searchUnits);
  serve(api.getUnit).by(act.getUnit);
  serve(api.listChildren).by(act.listChildren);
  serve(api.tagUnit).by(act.tagUnit);
  serve(api.endTag).by(act.endTag);
  serve(api.listChangeSets).by(act.listChangeSets);
};
