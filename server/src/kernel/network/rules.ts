/** Whom an address stands for, where requests are counted by address. */

const HEXTETS = 8;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * An address of IPv4 stands for itself. One of IPv6 stands for the 64 bits of its network: a household or a rented machine
 * has that many addresses at hand (RFC 6177), and must not have as many tries. Anything else is left as it is.
 */
export const networkOf = (address: string): string => {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail ? tail.split(':') : [];
  // An IPv4 address written at the end stands for two groups.
  const length = first.length + last.length + (last.at(-1)?.includes('.') ? 1 : 0);
  const between = tail === undefined ? 0 : Math.max(0, HEXTETS - length);
  const groups = [...first, ...Array<string>(between).fill('0'), ...last];
  const network = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
};
