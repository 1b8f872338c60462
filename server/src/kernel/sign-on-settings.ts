/** The organisation's own sign-on (OpenID Connect), as the operator names it. */

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

type Given = {
  issuer: string | undefined;
  clientId: string | undefined;
  clientSecret: string | null;
  name: string | undefined;
  match: string | undefined;
  baseUrl: string | undefined;
};

const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The sign-on that was given; null when there is none.
 * @throws Error for a provider without https (other than on this machine), and when the client or the way back is missing.
 */
export const signOnOf = ({ issuer, clientId, clientSecret, name, match, baseUrl }: Given): SignOnSettings | null => {
  if (!issuer) return null;
  const { protocol, hostname } = URL.canParse(issuer) ? new URL(issuer) : { protocol: '', hostname: '' };
  if (protocol !== 'https:' && !(protocol === 'http:' && thisMachine.includes(hostname)))
    throw new Error('CHUNGTAY_OIDC_ISSUER: cần địa chỉ https / must be an https address');
  if (!clientId) throw new Error('CHUNGTAY_OIDC_CLIENT_ID: còn thiếu / is missing');
  if (!baseUrl) throw new Error('CHUNGTAY_BASE_URL: cần cho CHUNGTAY_OIDC_ISSUER / is needed for the way back');
  return { issuer, clientId, clientSecret, name: name || hostname, match: match || 'subject' };
};
