/** The door of the room: accounts, sign-in and the posts that people hold. */
export { givePost, openAccount, postTitles, signerOf } from './actions.ts';
export { type Auth, createAuth } from './auth.ts';
export { identityRoutes } from './routes.ts';
export { identityConstraints, systemActor } from './rules.ts';
export { createAdministratorCode, instanceSecret } from './secrets.ts';
export { makeWhoAsks } from './who-asks.ts';
