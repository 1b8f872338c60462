/** The door of the room: what the operator sees of the instance, and the doctor of the command line. */
export { takeSize } from './actions.ts';
export { examine, linesOf } from './doctor/actions.ts';
export { operationRoutes } from './routes.ts';
