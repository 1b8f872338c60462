/** The door of the room: what the operator sees of the instance. */
export { takeSize } from './actions.ts';
export { operationRoutes } from './routes.ts';
