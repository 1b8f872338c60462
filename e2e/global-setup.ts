/** One demonstration for all journeys: loading it takes longer than most of them. */
import type { TestProject } from 'vitest/node';
import { type DemoServer, startDemoServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    demo: { url: string; clockOffset: number };
  }
}

let server: DemoServer | null = null;

export const setup = async (project: TestProject): Promise<void> => {
  server = await startDemoServer();
  project.provide('demo', { url: server.url, clockOffset: server.clockOffset });
};

export const teardown = async (): Promise<void> => server?.stop();
