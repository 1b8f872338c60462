import * as api from '@app/contract/notices/routes.ts';
import type { Serve } from '../kernel/serve.ts';
import { markRead, showNotices } from './actions.ts';
import { createFeed, type DeadlineSource, listFeeds, revokeFeed, showFeed } from './feed/actions.ts';
import type { Live } from './live/live.ts';
import { confirmAddress, setSettings, showSettings } from './mail/settings.ts';

export const noticesRoutes = (
  serve: Serve,
  at: { deadlines: DeadlineSource; sendsMail: boolean; live: Pick<Live, 'listen'> },
): void => {
  serve(api.listNotices).by(showNotices);
  serve(api.readNotices).by(markRead);
  serve(api.getNoticeSettings).by(showSettings(at.sendsMail));
  serve(api.setNoticeSettings).by(setSettings(at.sendsMail));
  serve(api.confirmMailAddress).by(confirmAddress);
  serve(api.listFeeds).by(listFeeds);
  serve(api.createFeed).by(createFeed);
  serve(api.revokeFeed).by(revokeFeed);
  serve(api.hearLive).live(({ query }, actor) => at.live.listen(actor, query.seconds));
  serve(api.getFeed).by(showFeed(at.deadlines));
};
