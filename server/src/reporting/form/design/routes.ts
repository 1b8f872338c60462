import * as api from '@app/contract/reporting/design/routes.ts';
import type { Serve } from '../../../kernel/serve.ts';
import * as indicators from '../../indicators/actions.ts';
import * as forms from './actions.ts';

export const designRoutes = (serve: Serve): void => {
  serve(api.getDesign).by(indicators.showDesign);
  serve(api.addIndicator).by(indicators.addToCatalogue);
  serve(api.breakDownIndicator).by(indicators.breakDown);
  serve(api.correctIndicator).by(indicators.correct);
  serve(api.endIndicator).by(indicators.end);
  serve(api.listForms).by(forms.list);
  serve(api.getForm).by(forms.show);
  serve(api.saveFormDraft).by(forms.save);
  serve(api.discardFormDraft).by(forms.discard);
  serve(api.publishForm).by(forms.publish);
  serve(api.retireForm).by(forms.retire);
};
