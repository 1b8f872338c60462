/** One demonstration for all journeys of a worker, each a copy of the one that was loaded: loading takes longer than most of them. */
import type { TestProject } from 'vitest/node';
import { type MailBox, startMailServer } from './mail-server.ts';
import { type DemoServer, startDemoServer } from './server.ts';

export type JourneyDemo = Pick<DemoServer, 'url' | 'clockOffset' | 'clockFile'> & {
  /** Where the letters arrive. */
  mailFolder: string;
};

declare module 'vitest' {
  interface ProvidedContext {
    demos: JourneyDemo[];
  }
}

const running: { server: DemoServer; mail: MailBox }[] = [];

const start = async (loaded: DemoServer): Promise<JourneyDemo> => {
  const mail = await startMailServer();
  const server = await startDemoServer(
    {
      CHUNGTAY_SMTP_HOST: '127.0.0.1',
      CHUNGTAY_SMTP_PORT: String(mail.port),
      CHUNGTAY_SMTP_TLS: 'none',
      CHUNGTAY_SMTP_FROM: 'nhac-viec@chungtay.example.vn',
    },
    loaded,
  ).catch(async (error: unknown) => {
    await mail.close();
    throw error;
  });
  running.push({ server, mail });
  const { url, clockOffset, clockFile } = server;
  return { url, clockOffset, clockFile, mailFolder: mail.folder };
};

export const setup = async (project: TestProject): Promise<void> => {
  // Timed work begins with the journeys, in each copy from its beginning.
  const loaded = await startDemoServer({ CHUNGTAY_JOBS: '0' });
  await loaded.end();
  const starts = await Promise.allSettled(Array.from({ length: project.config.maxWorkers }, () => start(loaded)));
  await loaded.stop();
  const failed = starts.find((each) => each.status === 'rejected');
  if (failed) {
    await teardown();
    throw failed.reason;
  }
  project.provide(
    'demos',
    starts.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])),
  );
};

export const teardown = async (): Promise<void> => {
  await Promise.all(
    running.map(async ({ server, mail }) => {
      await server.stop();
      await mail.close();
    }),
  );
};
