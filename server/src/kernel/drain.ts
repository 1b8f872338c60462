/** Stopping without losing a request: nothing new is taken, what has begun is finished, and only then the house is closed. */
import { Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Life } from './life.ts';

/** Connections are not kept once draining has begun: each client or proxy goes to another process with its next request. */
export const letGoWhileDraining = (app: FastifyInstance, life: Life): void => {
  app.addHook('onSend', async (_request, reply) => {
    if (life.draining) reply.header('connection', 'close');
  });
};

const connections = (app: FastifyInstance): Promise<number> =>
  new Promise((done) => {
    app.server.getConnections((_, count) => done(count ?? 0));
  });

/**
 * Stops listening at a moment when nobody stands at the door: connections that the system has taken and this program has not
 * would be cut off. The plain close of the socket is asked for, since that of HTTP also cuts connections on which nothing has come yet.
 */
const closeDoor = async (app: FastifyInstance): Promise<void> => {
  let came = false;
  const note = () => {
    came = true;
  };
  app.server.on('connection', note);
  for (let rounds = 0; rounds < 1000; rounds += 1) {
    came = false;
    await new Promise((done) => setImmediate(done));
    if (!came) break;
  }
  app.server.off('connection', note);
  if (app.server.listening) Server.prototype.close.call(app.server);
};

/** Milliseconds in which a connection may still bring the request that was under way when the door closed. */
const LAST_WORD_MS = 500;

/**
 * Closes the application. First it goes on answering for a moment and lets go of each connection with its answer, so that a
 * proxy is not cut off while it sends; then it stops listening and running requests end; what outlasts the limit is cut.
 * Answers how many seconds it took.
 */
export const drain = async (
  app: FastifyInstance,
  life: Life,
  limitSeconds: number,
  farewellMs = 2000,
): Promise<number> => {
  const began = performance.now();
  const passed = () => performance.now() - began;
  life.draining = true;
  const farewell = Math.min(farewellMs, limitSeconds * 500);
  while (passed() < farewell && (await connections(app)) > 0) await pause(20);
  await closeDoor(app);
  const lastWord = passed() + LAST_WORD_MS;
  while (passed() < limitSeconds * 1000 && (await connections(app)) > 0) {
    await pause(20);
    // A browser may hold a connection open without a request.
    if (passed() > lastWord) app.server.closeIdleConnections();
  }
  app.server.closeAllConnections();
  await app.close();
  return passed() / 1000;
};
