/** Requests that never reach a route: malformed HTTP, addresses that cannot be decoded, clients that do not come to an end. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { badInput } from '@app/contract/kernel/problems.ts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { dataHeaders } from './headers.ts';
import { toAnswer } from './problem.ts';

const refusalOf = (code: string | undefined): Refusal => {
  const status = code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  return { ...refuse(badInput, {}), status };
};

/** How Fastify is opened, so that these too are answered as problems, with the headers of every answer. */
export const forUnreadable = ({ https }: { https: boolean }) => ({
  frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    void reply
      .code(400)
      .headers({ ...dataHeaders(https), 'content-type': 'application/problem+json' })
      .send(JSON.stringify(toAnswer(refusalOf(error.code), request.id)));
  },
  clientErrorHandler: (error: { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const refusal = refusalOf(error.code);
    const body = JSON.stringify(toAnswer(refusal, 'unread'));
    const headers = {
      ...dataHeaders(https),
      'content-type': 'application/problem+json',
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
  },
});
