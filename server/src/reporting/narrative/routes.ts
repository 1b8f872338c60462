import * as api from '@app/contract/reporting/narrative/routes.ts';
import type { Serve } from '../../kernel/serve.ts';
import { answerSource, saveWords, showNarrative, takeUp } from './actions.ts';
import { listSources } from './sources.ts';

export const narrativeRoutes = (serve: Serve): void => {
  serve(api.getNarrative).by(showNarrative);
  serve(api.saveNarrative).by(saveWords);
  serve(api.listNarrativeSources).by(listSources);
  serve(api.takeUpNarrative).by(takeUp);
  serve(api.answerTaken).by(answerSource);
};
