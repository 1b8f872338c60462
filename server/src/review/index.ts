/** The door of the room: the review report of a province or the centre. */
export { composeReview, type ReviewAsked, renderReview } from './actions.ts';
export { reviewRoutes } from './routes.ts';
