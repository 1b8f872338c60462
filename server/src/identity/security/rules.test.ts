import { describe, expect, it } from 'vitest';
import { siteOf, whyNotAddPasskey, whyNotBeginTotp, whyNotUseTotp } from './rules.ts';

describe('an authenticator', () => {
  it('is set up once, and removed only while it is in force', () => {
    expect([whyNotBeginTotp(true)?.code, whyNotBeginTotp(false)]).toEqual(['identity.totp-already', null]);
    expect([whyNotUseTotp(false)?.code, whyNotUseTotp(true)]).toEqual(['identity.no-totp', null]);
  });
});

describe('passkeys', () => {
  it('are ten at most', () => {
    expect([whyNotAddPasskey(9), whyNotAddPasskey(10)?.code]).toEqual([null, 'identity.passkeys-full']);
  });

  it.each([
    ['https://chungtay.example', 'evil.example', { host: 'chungtay.example', origin: 'https://chungtay.example' }],
    [
      'https://chungtay.example:8443/x',
      undefined,
      { host: 'chungtay.example', origin: 'https://chungtay.example:8443' },
    ],
    [null, 'localhost:3000', { host: 'localhost', origin: 'http://localhost:3000' }],
    ['http://localhost:5173', undefined, { host: 'localhost', origin: 'http://localhost:5173' }],
    ['http://chungtay.example', 'localhost:3000', null],
    ['https://192.0.2.7', undefined, null],
    ['https://[2001:db8::1]', undefined, null],
    [null, '127.0.0.1:3000', null],
    [null, 'chungtay.example', null],
    [null, undefined, null],
    [null, 'local host', null],
  ])('with the address %s, asked for as %s, belong to %o', (baseUrl, asked, site) => {
    expect(siteOf(baseUrl, asked)).toEqual(site);
  });
});
