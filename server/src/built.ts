/** How the program is started as a process of its own, from the folder of the repository. */
// @ts-expect-error: the scripts run without a build and carry no types
import { serverIsCurrent } from '../../scripts/newest.mjs';

/** Arguments for Node: the built program as `npm start` has it, or the sources where they are newer. */
export const programArguments = (name: 'main' | 'cli'): string[] =>
  serverIsCurrent() ? [`server/dist/${name}.js`] : ['--import', 'tsx', `server/src/${name}.ts`];
