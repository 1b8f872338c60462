/** The mail server of the operator, by which notices also go out. */

export type MailSettings = {
  host: string;
  port: number;
  /** `starttls`: the connection turns to TLS before anything is said · `tls`: TLS from the first byte · `none`: a relay on this network. */
  tls: 'starttls' | 'tls' | 'none';
  user: string | null;
  password: string | null;
  /** What stands in the letters as their sender. */
  from: string;
  /** The part of the sender after the @, for the numbers of letters. */
  messageDomain: string;
  /** A certificate authority of one's own, as PEM. */
  ca: string | null;
};

type Given = {
  host: string | undefined;
  port: number;
  tls: string | undefined;
  user: string | undefined;
  password: string | null;
  from: string | undefined;
  ca: string | null;
};

const ways = ['starttls', 'tls', 'none'] as const;

/** Null without a host: the instance sends no mail. @throws for settings that cannot be meant */
export const mailOf = ({ host, port, tls = 'starttls', user, password, from, ca }: Given): MailSettings | null => {
  if (!host) return null;
  const way = ways.find((each) => each === (tls || 'starttls'));
  if (!way) throw new Error(`CHUNGTAY_SMTP_TLS: ${ways.join(' | ')}`);
  const messageDomain = /^[^\s@<>]+@([^\s@<>]+)$/.exec(from ?? '')?.[1];
  if (!from || !messageDomain)
    throw new Error('CHUNGTAY_SMTP_FROM: cần một địa chỉ thư / an address is needed (nhac-viec@…)');
  if (way === 'none' && user)
    throw new Error('CHUNGTAY_SMTP_USER: không gửi mật khẩu khi không có TLS / no password is sent without TLS');
  return { host, port, tls: way, user: user || null, password, from, messageDomain, ca };
};
