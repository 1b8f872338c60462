/** What every answer says to the browser: where code may come from, who may frame us, what may be kept. */
import type { FastifyInstance } from 'fastify';

const policy = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`.trim())
    .join('; ');

const nobody = { 'base-uri': "'none'", 'object-src': "'none'", 'frame-ancestors': "'none'" };

/** For pages: everything from this host, nothing inline, neither script nor style; pictures also as `data:` (the code of an authenticator). */
const pagePolicy = policy({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'worker-src': "'self'",
  'form-action': "'self'",
  ...nobody,
});

/** For the worker that keeps the shell of the app for days without a line: it fetches files of this host and runs nothing else. */
const workerPolicy = policy({ 'default-src': "'none'", 'script-src': "'self'", 'connect-src': "'self'", ...nobody });

/** For what is no page: opened by itself in a tab it can do nothing. */
const dataPolicy = policy({ 'default-src': "'none'", 'form-action': "'none'", ...nobody, sandbox: '' });

/** Parts of the browser the product never uses; passkeys are the one that it does. */
const permissions = [
  ...[
    'accelerometer',
    'autoplay',
    'camera',
    'display-capture',
    'geolocation',
    'gyroscope',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'serial',
    'usb',
  ].map((name) => `${name}=()`),
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
].join(', ');

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': permissions,
};

/** Two years, as browsers ask before they take a host into their own lists. */
const onlyHttps = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' };

/** The headers of an answer that is no page. */
export const dataHeaders = (https: boolean): Record<string, string> => ({
  ...always,
  'content-security-policy': dataPolicy,
  'cache-control': 'no-store',
  ...(https && onlyHttps),
});

/**
 * Puts these headers on every answer of the application, refusals too; `https` when people reach it by https.
 * Answers of the API are kept by nobody. Bodies are JSON alone: what a form of another site can send is not even read.
 */
export const guardBrowsers = (app: FastifyInstance, { https }: { https: boolean }): void => {
  app.removeContentTypeParser('text/plain');
  app.addHook('onSend', async (request, reply) => {
    const { 'cache-control': noStore, ...guards } = dataHeaders(https);
    reply.headers(guards);
    if (String(reply.getHeader('content-type')).startsWith('text/html'))
      reply.header('content-security-policy', pagePolicy);
    if (request.url.split('?')[0] === '/sw.js') reply.header('content-security-policy', workerPolicy);
    // "Not modified" has no type; its headers would replace those of the page that the browser keeps.
    if (reply.statusCode === 304) reply.removeHeader('content-security-policy');
    if (/^\/api(\/|$)/.test(request.url)) reply.header('cache-control', noStore);
  });
};
