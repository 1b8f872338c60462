/** The door of the room: accounts, sign-in and the posts that people hold. */
export { openAccount } from './accounts/actions.ts';
export { actAsPost, desksOfPeople } from './acting.ts';
export { givePost, postTitles, signerOf } from './actions.ts';
export { renewAdministratorCode } from './administrator/actions.ts';
export { type Auth, createAuth } from './auth.ts';
export { linesActedOn, stillIn } from './listening.ts';
export { accountTitles } from './naming/actions.ts';
export { unitsOfPosts } from './queries.ts';
export { postsHeldAt } from './regrouping/queries.ts';
export { endSignIns } from './restored/actions.ts';
export { identityRoutes } from './routes.ts';
export { identityConstraints, systemActor } from './rules.ts';
export { createAdministratorCode, instanceSecret } from './secrets.ts';
export { sweepIdentity } from './sweep/actions.ts';
export { makeWhoAsks } from './who-asks.ts';
