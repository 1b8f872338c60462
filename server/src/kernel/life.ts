/** The life of this process: working, or finishing what it has begun and taking nothing new. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { programVersion } from './version.ts';

export type Life = {
  /** Distinguishes the processes of one instance. */
  readonly id: string;
  readonly host: string;
  readonly version: string;
  readonly startedAt: Date;
  /** A signal to stop has come: readiness answers no, connections are not kept. */
  draining: boolean;
};

export const beginLife = (): Life => ({
  id: randomUUID().slice(0, 8),
  host: hostname().slice(0, 100),
  version: programVersion,
  startedAt: new Date(),
  draining: false,
});
