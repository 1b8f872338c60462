import * as api from '@app/contract/reporting/requests/routes.ts';
import type { Serve } from '../../kernel/serve.ts';
import { close, extend, withdraw } from './change.ts';
import { choices, preview } from './preview.ts';
import { send } from './send.ts';
import { list, show } from './show.ts';

export const requestRoutes = (serve: Serve): void => {
  serve(api.listRequests).by(list);
  serve(api.getRequestChoices).by(choices);
  serve(api.previewRequest).by(preview);
  serve(api.sendRequest).by(send);
  serve(api.getRequest).by(show);
  serve(api.extendRequest).by(extend);
  serve(api.closeRequest).by(close);
  serve(api.withdrawRequest).by(withdraw);
};
