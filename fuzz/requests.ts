/** One request to a route of the contract, as one of the cast: body, query, path, headers and method, right or wrong. */

import fc from 'fast-check';
import type { Route } from '../contract/src/kernel/route.ts';
import { hostileText } from './hostile.ts';
import { type Known, textsFor, valueFor } from './shapes.ts';

/** Percent signs for everything; halves of characters become the sign for what cannot be shown. */
const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString());

export type Request = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
  /** Whose session goes along; null: nobody's. */
  as: string | null;
};

const plainHeader = hostileText.map((text) => encoded(text).slice(0, 2_000));
const oddHeaders: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'x-post': fc.oneof(fc.constantFrom('1', '0', '-1', '99999999999', '1e9', 'NaN'), plainHeader),
  'idempotency-key': fc.oneof(fc.constantFrom('12345678', 'a'.repeat(100), 'x'), plainHeader),
  'content-type': fc.constantFrom(
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-8; charset=x',
    'nonsense',
    '',
  ),
  accept: fc.constantFrom('text/html', 'image/*', '*/*;q=0', 'nonsense'),
  'accept-language': plainHeader,
  'accept-encoding': fc.constantFrom('gzip, br', 'identity;q=0', 'x'.repeat(500)),
  'content-encoding': fc.constantFrom('gzip', 'br', 'deflate', 'nonsense'),
  cookie: fc.oneof(plainHeader, fc.constantFrom('a=b; a=c; =; ;;', `x=${'y'.repeat(4_000)}`)),
  authorization: fc.oneof(fc.constantFrom('Bearer x', 'Bearer', 'Basic Og==', 'Bearer a.b.c'), plainHeader),
  origin: fc.constantFrom('null', 'https://elsewhere.example', 'nonsense', 'http://[::1', ''),
  'sec-fetch-site': fc.constantFrom('cross-site', 'same-site', 'same-origin', 'none', 'nonsense'),
  'x-forwarded-for': fc.oneof(fc.constantFrom('127.0.0.1, ::1', 'nonsense', '1'.repeat(400)), plainHeader),
  'x-forwarded-host': plainHeader,
  'x-forwarded-proto': fc.constantFrom('https', 'gopher', 'https,http'),
  'x-request-id': plainHeader,
  'if-none-match': plainHeader,
  range: fc.constantFrom('bytes=0-', 'bytes=-1', `bytes=${'0-1,'.repeat(500)}`),
  expect: fc.constantFrom('100-continue'),
};

const headers: fc.Arbitrary<Record<string, string>> = fc
  .array(
    fc
      .constantFrom(...Object.keys(oddHeaders))
      .chain((name) => (oddHeaders[name] ?? fc.constant('')).map((value) => [name, value] as const)),
    { maxLength: 3 },
  )
  .map(Object.fromEntries);

/** Bodies that are no JSON of the schema at all. */
const brokenBody: fc.Arbitrary<string | Buffer> = fc.oneof(
  fc.constantFrom(
    '',
    '{',
    '[',
    'null',
    '"',
    '{"a":1,"a":2}',
    '\uFEFF{}',
    '[1,]',
    'NaN',
    '1e99999',
    '{"__proto__":1}',
    '{}',
  ),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(30, 3_000, 30_000).map((levels) => `${'['.repeat(levels)}${']'.repeat(levels)}`),
  fc.constantFrom(30, 3_000).map((levels) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`),
  fc.constant(`{"a":"${'x'.repeat(1_200_000)}"}`),
  fc.constant(`{"a":${'9'.repeat(200_000)}}`),
);

const pathOf = (route: Route, params: Record<string, string>): string =>
  route.path.replace(/:(\w+)/g, (_, name: string) => encoded(params[name] ?? '1'));

/** Any request to a route. */
export const requestTo = (route: Route, cast: readonly string[], known: Known): fc.Arbitrary<Request> =>
  fc
    .record({
      as: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...cast) }, { weight: 1, arbitrary: fc.constant(null) }),
      method: fc.oneof(
        { weight: 20, arbitrary: fc.constant<string>(route.method) },
        {
          weight: 1,
          arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'PATCH', 'DELETE', 'PUT', 'POST', 'TRACE', 'PROPFIND'),
        },
      ),
      params: route.params ? textsFor(route.params, known) : fc.constant({}),
      query: route.query ? textsFor(route.query, known) : fc.constant({}),
      moreQuery: fc.oneof(
        { weight: 8, arbitrary: fc.constant('') },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            'unit=1&unit=2',
            'q[]=1',
            '__proto__=1',
            'a%00b=1',
            '&&&=',
            '%',
            'x'.repeat(3_000),
          ),
        },
      ),
      headers: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: headers }),
      body: route.body
        ? fc.oneof(
            { weight: 6, arbitrary: valueFor(route.body, 'body', known).map((value) => JSON.stringify(value) ?? '') },
            { weight: 1, arbitrary: brokenBody },
          )
        : fc.oneof(
            { weight: 8, arbitrary: fc.constant(undefined) },
            { weight: 1, arbitrary: brokenBody as fc.Arbitrary<string | Buffer | undefined> },
          ),
    })
    .map(({ as, method, params, query, moreQuery, headers: odd, body }) => {
      const asked = [new URLSearchParams(query as Record<string, string>).toString(), moreQuery]
        .filter(Boolean)
        .join('&');
      return {
        as,
        method,
        path: `${pathOf(route, params as Record<string, string>)}${asked ? `?${asked}` : ''}`,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...odd },
        body,
      };
    });

/** Addresses that are no route: files outside the web app, dots, slashes, signs that are none. */
export const strayRequest: fc.Arbitrary<Request> = fc
  .oneof(
    fc.constantFrom(
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/assets/../../../server/package.json',
      '/assets/..%5c..%5cpackage.json',
      '/.git/config',
      '/.chungtay/',
      '//package.json',
      '/api/../package.json',
      '/api/%00',
      '/api//units',
      '/api/units/',
      '/problems/x',
      '/api',
      '/*',
      '/index.html/..',
      '/theme.js%00.html',
    ),
    hostileText.map((text) => `/${encoded(text).slice(0, 4_000)}`),
    hostileText.map((text) => `/api/${encoded(text).slice(0, 4_000)}`),
  )
  .map((path) => ({ as: null, method: 'GET', path, headers: {}, body: undefined }));
