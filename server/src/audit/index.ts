/** The door of the room that shows the audit. What writes, seals and checks it stands in the kernel. */
export { auditRoutes } from './routes.ts';
