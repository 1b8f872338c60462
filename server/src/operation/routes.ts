import { getOperation } from '@app/contract/operation/routes.ts';
import type { Serve } from '../kernel/serve.ts';
import { lookAt, type Sight } from './actions.ts';

export const operationRoutes = (serve: Serve, sight: Sight): void => {
  serve(getOperation).by(lookAt(sight));
};
