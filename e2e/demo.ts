/** Which demonstration a journey works in: files that run at the same moment never meet in one country. */
import { inject } from 'vitest';
import type { JourneyDemo } from './global-setup.ts';

/** The demonstration of this worker; the files that run in it one after the other share it. */
export const ourDemo = (): JourneyDemo => {
  const demo = inject('demos')[Number(process.env['VITEST_POOL_ID']) - 1];
  if (!demo) throw new Error('more journeys at once than demonstrations');
  return demo;
};
