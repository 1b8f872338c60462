import { listAddedIndicators } from '@app/contract/figures/added/routes.ts';
import * as api from '@app/contract/figures/routes.ts';
import type { Serve } from '../kernel/serve.ts';
import * as act from './actions.ts';
import type { Sources } from './provenance.ts';

export const figuresRoutes = (serve: Serve, sources: Sources): void => {
  serve(api.getFigures).by(act.getFiguresFor);
  serve(api.getTrace).by(act.traceFigure(sources));
  serve(api.listPeriods).by(act.listUsedPeriods);
  serve(api.listIndicators).by(act.listCatalogue);
  serve(listAddedIndicators).by(act.listAdded);
};
