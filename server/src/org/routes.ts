import * as drafts from '@app/contract/org/drafts/routes.ts';
import * as api from '@app/contract/org/routes.ts';
import type { Serve } from '../kernel/serve.ts';
import * as act from './actions.ts';
import * as prepare from './drafts/actions.ts';
import { applyChangeDraft, undoChangeDraft } from './drafts/apply.ts';
import type { Changing } from './drafts/port.ts';
import { previewChangeDraft } from './drafts/preview.ts';

/** `changing`: how units are changed, and what other rooms do for it. */
export const orgRoutes = (serve: Serve, changing: Changing): void => {
  serve(api.searchUnits).by(act.searchUnits);
  serve(api.getUnit).by(act.getUnit);
  serve(api.listChildren).by(act.listChildren);
  serve(api.tagUnit).by(act.tagUnit);
  serve(api.endTag).by(act.endTag);
  serve(api.listChangeSets).by(act.listChangeSets);
  serve(drafts.listChangeDrafts).by(prepare.listChangeDrafts);
  serve(drafts.createChangeDraft).by(prepare.createChangeDraft);
  serve(drafts.getChangeDraft).by(prepare.getChangeDraft(changing));
  serve(drafts.saveChangeDraft).by(prepare.saveChangeDraft(changing));
  serve(drafts.deleteChangeDraft).by(prepare.deleteChangeDraft);
  serve(drafts.previewChangeDraft).by(previewChangeDraft(changing));
  serve(drafts.applyChangeDraft).by(applyChangeDraft(changing));
  serve(drafts.undoChangeDraft).by(undoChangeDraft(changing));
};
