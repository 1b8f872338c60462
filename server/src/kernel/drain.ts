/** Stopping without losing a request: nothing new is taken, what has begun is finished, and only then the house is closed. */
import type { FastifyInstance } from 'fastify';
import type { Life } from './life.ts';

/** Connections are not kept once draining has begun: each client or proxy goes to another process with its next request. */
export const letGoWhileDraining = (app: FastifyInstance, life: Life): void => {
  app.addHook('onSend', async (_request, reply) => {
    if (life.draining) reply.header('connection', 'close');
  });
};

/**
 * Closes the application: it stops listening, running requests end, and connections that outlast the limit are cut.
 * Answers how many seconds it took.
 */
export const drain = async (app: FastifyInstance, life: Life, limitSeconds: number): Promise<number> => {
  const began = performance.now();
  life.draining = true;
  const cut = setTimeout(() => app.server.closeAllConnections(), limitSeconds * 1000);
  // Connections that fall idle after the first look are closed too; a browser may hold one open without a request.
  const sweep = setInterval(() => app.server.closeIdleConnections(), 100);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
    clearInterval(sweep);
  }
  return (performance.now() - began) / 1000;
};
