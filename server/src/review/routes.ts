import * as api from '@app/contract/review/routes.ts';
import type { Serve } from '../kernel/serve.ts';
import { askedBy, composeReview, download } from './actions.ts';
import { addWords, dropAddition, dropEdit, keepEdit, listWords, saveEdit } from './edit/actions.ts';

export const reviewRoutes = (serve: Serve): void => {
  serve(api.getReview).by(({ query }, ask) => composeReview(ask, askedBy(query)));
  serve(api.saveReviewEdit).by(saveEdit);
  serve(api.keepReviewEdit).by(keepEdit);
  serve(api.dropReviewEdit).by(dropEdit);
  serve(api.listReviewWords).by(listWords);
  serve(api.addToReview).by(addWords);
  serve(api.dropReviewAddition).by(dropAddition);
  serve(api.downloadDocx).by(download('docx'));
  serve(api.downloadPdf).by(download('pdf'));
  serve(api.downloadXlsx).by(download('xlsx'));
};
