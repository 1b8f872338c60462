/** One demonstration for all journeys: loading it takes longer than most of them. */
import type { TestProject } from 'vitest/node';
import { type DemoServer, startDemoServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    demo: { url: string; clockOffset: number; clockFile: string };
  }
}

let server: DemoServer | null = null;

export const setup = async (project: TestProject): Promise<void> => {
  server = await startDemoServer();
  const { url, clockOffset, clockFile } = server;
  project.provide('demo', { url, clockOffset, clockFile });
};

export const teardown = async (): Promise<void> => server?.stop();
