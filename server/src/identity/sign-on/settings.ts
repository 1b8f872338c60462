/** The organisation's own sign-on, as the operator names it. */

export type SignOnSettings = {
  /** Address of the provider; its description is found below it (OpenID Connect Discovery). */
  issuer: string;
  clientId: string;
  /** Null for clients without one: the way back is then secured by PKCE alone. */
  clientSecret: string | null;
  /** What people call it, on the button of the sign-in page. */
  name: string;
  /**
   * How somebody is found here: `subject`, by the name an administrator has bound to the account; or a claim of the
   * provider, such as `preferred_username`, that equals the user name.
   */
  match: string;
};

const isLoopback = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/**
 * Reads the settings; null when there is no sign-on.
 * @throws Error for an address that is not https (or of this machine), and when the client or the address of browsers is missing.
 */
export const readSignOn = (env: NodeJS.ProcessEnv): SignOnSettings | null => {
  const issuer = env['CHUNGTAY_OIDC_ISSUER'];
  if (!issuer) return null;
  const { protocol, hostname } = URL.canParse(issuer) ? new URL(issuer) : { protocol: '', hostname: '' };
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname)))
    throw new Error('CHUNGTAY_OIDC_ISSUER must be an https address');
  const clientId = env['CHUNGTAY_OIDC_CLIENT_ID'];
  if (!clientId) throw new Error('CHUNGTAY_OIDC_CLIENT_ID is missing');
  if (!env['CHUNGTAY_BASE_URL']) throw new Error('CHUNGTAY_OIDC_ISSUER needs CHUNGTAY_BASE_URL, the way back');
  return {
    issuer,
    clientId,
    clientSecret: env['CHUNGTAY_OIDC_CLIENT_SECRET'] || null,
    name: env['CHUNGTAY_OIDC_NAME'] || hostname,
    match: env['CHUNGTAY_OIDC_MATCH'] || 'subject',
  };
};
