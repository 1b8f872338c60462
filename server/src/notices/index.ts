/** The door of the room: telling bodies something, and the timed work that carries it to people. */
export { sweepNotices, tell } from './actions.ts';
export type { Deadline } from './feed/calendar.ts';
export { type Live, openLive } from './live/live.ts';
export { queueMail, sendMail } from './mail/send.ts';
export { forgetNotices, type NewNotice } from './queries.ts';
export { noticesRoutes } from './routes.ts';
