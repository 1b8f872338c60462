import { getEntryGrid } from '@app/contract/reporting/grid/routes.ts';
import type { Serve } from '../../kernel/serve.ts';
import { showEntryGrid } from './actions.ts';

export const gridRoutes = (serve: Serve): void => {
  serve(getEntryGrid).by(showEntryGrid);
};
