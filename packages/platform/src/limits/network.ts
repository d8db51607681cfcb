import ipaddr from 'ipaddr.js';

const V4_BITS = 24;
const V6_BITS = 64;

/** `1.2.3.4:5678`, `[::1]:80`, `"[::1]"` and `fe80::1%eth0` as the bare address. */
const bare = (text: string): string => {
  const unquoted = text.trim().replace(/^"(.*)"$/, '$1');
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(unquoted)?.[1];
  const address = bracketed ?? /^([\d.]+):\d{1,5}$/.exec(unquoted)?.[1] ?? unquoted;
  return address.replace(/%.*$/, '');
};

type Address = ipaddr.IPv4 | ipaddr.IPv6;

const addressOf = (text: string): Address | undefined => {
  const address = bare(text);
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
  return isAddress ? ipaddr.process(address) : undefined;
};

const networkOf = (parsed: Address): string => {
  const isV4 = parsed instanceof ipaddr.IPv4;
  const bits = isV4 ? V4_BITS : V6_BITS;
  const kept = parsed.toByteArray().map((byte, index) => (index * 8 < bits ? byte : 0));
  return `${ipaddr.fromByteArray(kept).toString()}/${bits}`;
};

/** How a request came in: the other end of its connection, and what the proxies in between have written down. */
export type Arrival = {
  readonly peer: string | undefined;
  readonly forwardedFor: string | undefined;
};

const arrivedFrom = ({ peer, forwardedFor }: Arrival, trustedProxies: number): Address | undefined => {
  const told = forwardedFor?.split(',') ?? [];
  const named = trustedProxies > 0 ? told.at(-trustedProxies) : undefined;
  return addressOf(named ?? '') ?? addressOf(peer ?? '');
};

/** The address that a request comes from, found like its network; undefined where none is known. */
export const callerAddress = (arrival: Arrival, trustedProxies: number): string | undefined =>
  arrivedFrom(arrival, trustedProxies)?.toString();

/**
 * The network that a request comes from, as `203.0.113.0/24` or `2001:db8::/64`, behind `trustedProxies` proxies that each
 * append to `X-Forwarded-For`. What a caller has written into the header itself stands further left and is never looked at;
 * a request that has not come through all proxies counts for its peer. Without an address it is `unknown`.
 */
export const callerNetwork = (arrival: Arrival, trustedProxies: number): string => {
  const address = arrivedFrom(arrival, trustedProxies);
  return address ? networkOf(address) : 'unknown';
};
