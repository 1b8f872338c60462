import * as api from '@app/contract/review/routes.ts';
import type { Serve } from '../kernel/serve.ts';
import { askedBy, composeReview, download } from './actions.ts';

export const reviewRoutes = (serve: Serve): void => {
  serve(api.getReview).by(({ query }, ask) => composeReview(ask, askedBy(query)));
  serve(api.downloadDocx).by(download('docx'));
  serve(api.downloadPdf).by(download('pdf'));
  serve(api.downloadXlsx).by(download('xlsx'));
};
