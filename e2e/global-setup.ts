/** One demonstration for all journeys: loading it takes longer than most of them. */
import type { TestProject } from 'vitest/node';
import { type MailBox, startMailServer } from './mail-server.ts';
import { type DemoServer, startDemoServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    demo: { url: string; clockOffset: number; clockFile: string };
    /** Where the letters arrive. */
    mailFolder: string;
  }
}

let server: DemoServer | null = null;
let mail: MailBox | null = null;

export const setup = async (project: TestProject): Promise<void> => {
  mail = await startMailServer();
  server = await startDemoServer({
    CHUNGTAY_SMTP_HOST: '127.0.0.1',
    CHUNGTAY_SMTP_PORT: String(mail.port),
    CHUNGTAY_SMTP_TLS: 'none',
    CHUNGTAY_SMTP_FROM: 'nhac-viec@chungtay.example.vn',
  });
  project.provide('mailFolder', mail.folder);
  const { url, clockOffset, clockFile } = server;
  project.provide('demo', { url, clockOffset, clockFile });
};

export const teardown = async (): Promise<void> => {
  await server?.stop();
  await mail?.close();
};
