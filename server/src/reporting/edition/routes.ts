import * as api from '@app/contract/reporting/edition/routes.ts';
import { getEdition, issueEdition } from '@app/contract/reporting/routes.ts';
import type { Serve } from '../../kernel/serve.ts';
import { issue, showEdition } from './actions.ts';
import { exportEdition, listChanges, listUnits, preview } from './changes.ts';

export const editionRoutes = (serve: Serve): void => {
  serve(issueEdition).by(issue);
  // Before the route of one edition: its name stands where an id would.
  serve(api.previewEdition).by(preview);
  serve(getEdition).by(showEdition);
  serve(api.listEditionChanges).by(listChanges);
  serve(api.listEditionUnits).by(listUnits);
  serve(api.downloadEdition).by(exportEdition);
};
