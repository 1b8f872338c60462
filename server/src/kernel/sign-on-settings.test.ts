import { describe, expect, it } from 'vitest';
import { signOnOf } from './sign-on-settings.ts';

const given = {
  issuer: 'https://dang-nhap.example/realms/tinh',
  clientId: 'chung-tay',
  clientSecret: null,
  name: undefined,
  match: undefined,
  baseUrl: 'https://chungtay.example',
};

describe('the settings of the sign-on', () => {
  it('is none without an issuer', () => {
    expect(signOnOf({ ...given, issuer: undefined })).toBeNull();
    expect(signOnOf({ ...given, issuer: '' })).toBeNull();
  });

  it('binds by subject and is called by its host, unless told otherwise', () => {
    expect(signOnOf(given)).toMatchObject({ match: 'subject', name: 'dang-nhap.example' });
    expect(signOnOf({ ...given, name: 'Cổng tỉnh', match: 'preferred_username' })).toMatchObject({
      match: 'preferred_username',
      name: 'Cổng tỉnh',
    });
  });

  it.each([
    ['without https', { issuer: 'http://dang-nhap.example' }, /https/],
    ['with a name that only begins like this machine', { issuer: 'http://localhost.example' }, /https/],
    ['that is no address', { issuer: 'dang-nhap.example' }, /https/],
    ['without a client', { clientId: '' }, /CLIENT_ID/],
    ['without the address of browsers', { baseUrl: undefined }, /BASE_URL/],
  ])('refuses to start %s', (_, wrong, message) => {
    expect(() => signOnOf({ ...given, ...wrong })).toThrow(message);
  });

  it('speaks without https to a provider on this very machine only', () => {
    for (const issuer of ['http://localhost:9000', 'http://127.0.0.1:9000', 'http://[::1]:9000'])
      expect(signOnOf({ ...given, issuer })).toMatchObject({ issuer });
  });
});
