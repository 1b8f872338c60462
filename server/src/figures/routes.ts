import { listAddedIndicators } from '@app/contract/figures/added/routes.ts';
import * as calendars from '@app/contract/figures/calendars/routes.ts';
import * as query from '@app/contract/figures/query/routes.ts';
import * as api from '@app/contract/figures/routes.ts';
import type { Serve } from '../kernel/serve.ts';
import * as act from './actions.ts';
import { listCalendars, setCalendarRule, withdrawCalendarRule } from './calendars/actions.ts';
import { exportAsCsv, exportAsParquet } from './export/actions.ts';
import type { Sources } from './provenance.ts';
import { askQuery, listQueries, queryFigures } from './query/actions.ts';

export const figuresRoutes = (serve: Serve, sources: Sources): void => {
  serve(api.getFigures).by(act.getFiguresFor);
  serve(api.getTrace).by(act.traceFigure(sources));
  serve(api.listPeriods).by(act.listUsedPeriods);
  serve(api.listIndicators).by(act.listCatalogue);
  serve(query.queryFigures).by(queryFigures);
  serve(query.listQueries).by(listQueries);
  serve(query.askQuery).by(askQuery);
  serve(query.exportFiguresAsCsv).by(exportAsCsv);
  serve(query.exportFiguresAsParquet).by(exportAsParquet);
  serve(listAddedIndicators).by(act.listAdded);
  serve(calendars.listCalendars).by(listCalendars);
  serve(calendars.setCalendarRule).by(setCalendarRule);
  serve(calendars.withdrawCalendarRule).by(withdrawCalendarRule);
};
