import { type Line, lines } from '@app/contract/figures/routes.ts';
import type { PostAnswer } from '@app/contract/identity/routes.ts';

/**
 * The lines offered to a post, first the one it begins with; the server decides by its table of posts. The standing agency
 * and the committee read every line and their sum, every other body its own and the committee's.
 */
export const linesRead = (body: Pick<PostAnswer['body'], 'kind' | 'line'>): (Line | 'all')[] => {
  if (body.kind === 'police' || body.kind === 'committee') return ['all', ...lines];
  return lines.filter((line) => line === body.line || line === 'committee').sort((one) => (one === body.line ? -1 : 1));
};
