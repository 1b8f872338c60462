/** The matrix as a table for people: route × post, how many of the questions asked were answered. */
import type { Asked } from './ask.ts';
import { posts } from './house.ts';

/** Lines of the table: a row for each route, a column for each post; `3/14` is three answers to fourteen questions, ✗ a fault. */
export const tableOf = (asked: readonly Asked[]): string[] => {
  const routes = [...new Set(asked.map(({ route }) => route))].sort();
  const cellOf = (route: string, post: string): string => {
    const here = asked.filter((each) => each.route === route && each.post === post);
    if (here.length === 0) return '·';
    const answered = here.filter(({ got }) => got.status < 300).length;
    return `${here.some(({ fault }) => fault) ? '✗' : ''}${answered}/${here.length}`;
  };
  const width = Math.max(...routes.map((route) => route.length));
  const column = 7;
  return [
    ...posts.map(({ name, row, held, standing }, at) => {
      const more = [held === 'own' ? '' : held, standing === 'held' ? '' : standing].filter(Boolean).join(', ');
      return `${String(at + 1).padStart(3)}  ${name} (${row}${more ? `, ${more}` : ''})`;
    }),
    '',
    `${''.padEnd(width)} ${posts.map((_, at) => String(at + 1).padStart(column)).join('')}`,
    ...routes.map(
      (route) => `${route.padEnd(width)} ${posts.map(({ name }) => cellOf(route, name).padStart(column)).join('')}`,
    ),
  ];
};

/** What was asked, in one line; and every answer that is not the one expected. */
export const summaryOf = (asked: readonly Asked[]): { line: string; faults: string[] } => {
  const count = (outcome: Asked['expected']) => asked.filter((each) => each.expected === outcome).length;
  const routes = new Set(asked.map(({ route }) => route)).size;
  const faults = asked.flatMap(({ route, post, about, fault }) =>
    fault ? [`${route} as ${post} about ${about}: ${fault}`] : [],
  );
  return {
    line: `${asked.length} questions, ${routes} routes, ${posts.length} posts: ${count('answers') + count('own affair')} to be answered, ${count('absent')} as if it did not exist, ${count('refused')} refused, ${count('signed out')} signed out, ${count('unknown row')} unknown by field; ${faults.length} otherwise than expected`,
    faults,
  };
};
