/** Asks the running program over a real socket and judges the answer. */
import { request as httpRequest } from 'node:http';
import { problemAnswer } from '../contract/src/kernel/problem.ts';
import type { Request } from './requests.ts';

/** What no request may take longer than, in milliseconds. */
export const HANG_MS = 5_000;

export type Answer = { status: number; type: string; text: string; ms: number };

/** The answer, or `hang` when there is none in time, or `closed` when the program hung up. */
export const ask = (port: number, asked: Request, cookie: string | undefined): Promise<Answer | 'hang' | 'closed'> =>
  new Promise((done) => {
    const begin = performance.now();
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port,
        method: asked.method,
        path: asked.path,
        headers: {
          ...(cookie && { cookie }),
          ...asked.headers,
          ...(asked.body !== undefined && { 'content-length': Buffer.byteLength(asked.body) }),
        },
        agent: false,
      },
      (response) => {
        // What goes on answering has answered with its head.
        if (response.headers['content-type'] === 'text/event-stream') {
          finish({
            status: response.statusCode ?? 0,
            type: 'text/event-stream',
            text: '',
            ms: performance.now() - begin,
          });
          return void response.destroy();
        }
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', () => finish('closed'));
        response.on('end', () =>
          finish({
            status: response.statusCode ?? 0,
            type: String(response.headers['content-type'] ?? ''),
            text: Buffer.concat(parts).toString('utf8'),
            ms: performance.now() - begin,
          }),
        );
      },
    );
    const limit = setTimeout(() => {
      finish('hang');
      sent.destroy();
    }, HANG_MS);
    const finish = (answer: Answer | 'hang' | 'closed'): void => {
      clearTimeout(limit);
      done(answer);
    };
    sent.on('error', () => finish('closed'));
    sent.end(asked.body);
  });

/** Words that tell of the inside: stacks, SQL, folders, other people's problems. */
const ofTheInside =
  /\n\s+at |node_modules|\/server\/src\/|syntax error at or near|violates .* constraint|ECONN|SQLSTATE/;
const ofFiles = /"name": "chung-tay"|\[core\]|root:x:0/;

/** What is wrong with an answer; nothing when all is well. */
export const wrongIn = (asked: Request, answer: Answer | 'hang' | 'closed'): string | null => {
  if (answer === 'hang') return `no answer in ${HANG_MS / 1000} s`;
  if (answer === 'closed') return 'the connection was closed without an answer';
  const { status, type, text } = answer;
  if (status >= 500) return `${status}: ${text.slice(0, 200)}`;
  if (ofTheInside.test(text) || ofFiles.test(text)) return `tells of the inside: ${text.slice(0, 200)}`;
  if (asked.method === 'TRACE' && status < 400) return `TRACE is answered with ${status}`;
  if (asked.method === 'HEAD' || status < 300 || status === 304) return null;
  if (!type.startsWith('application/problem+json')) return `${status} is no problem but ${type}`;
  const problem = problemAnswer.safeParse(safely(text));
  if (!problem.success) return `${status} has not the shape of a problem: ${text.slice(0, 200)}`;
  return problem.data.status === status ? null : `says ${problem.data.status} and is ${status}`;
};

const safely = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
