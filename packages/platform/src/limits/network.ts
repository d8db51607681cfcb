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

const networkOf = (parsed: Address): string => {
  const isV4 = parsed instanceof ipaddr.IPv4;
  const bits = isV4 ? V4_BITS : V6_BITS;
  const kept = parsed.toByteArray().map((byte, index) => (index * 8 < bits ? byte : 0));
  return `${ipaddr.fromByteArray(kept).toString()}/${bits}`;
};

/** Where a caller is. */
type Whereabouts = { readonly address: string; readonly network: string };

const read = (text: string): Whereabouts | undefined => {
  const address = bare(text);
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
  if (!isAddress) return undefined;
  const parsed = ipaddr.process(address);
  return { address: parsed.toString(), network: networkOf(parsed) };
};

/** Callers come again, and an address takes longer to read than all else that the door does for them. */
const MOST_KNOWN = 10_000;
const LONGEST_KNOWN = 64;
const known = new Map<string, Whereabouts | undefined>();

const whereaboutsOf = (text: string): Whereabouts | undefined => {
  if (text === '' || known.has(text)) return known.get(text);
  if (known.size >= MOST_KNOWN) known.clear();
  const found = read(text);
  if (text.length <= LONGEST_KNOWN) known.set(text, found);
  return found;
};

/** How a request came in: the other end of its connection, and what the proxies in between have written down. */
export type Arrival = {
  readonly peer: string | undefined;
  readonly forwardedFor: string | undefined;
};

const arrivedFrom = ({ peer, forwardedFor }: Arrival, trustedProxies: number): Whereabouts | undefined => {
  const told = forwardedFor?.split(',') ?? [];
  const named = trustedProxies > 0 ? told.at(-trustedProxies) : undefined;
  return whereaboutsOf(named ?? '') ?? whereaboutsOf(peer ?? '');
};

/** The address that a request comes from, found like its network; undefined where none is known. */
export const callerAddress = (arrival: Arrival, trustedProxies: number): string | undefined =>
  arrivedFrom(arrival, trustedProxies)?.address;

/**
 * The network that a request comes from, as `203.0.113.0/24` or `2001:db8::/64`, behind `trustedProxies` proxies that each
 * append to `X-Forwarded-For`. What a caller has written into the header itself stands further left and is never looked at;
 * a request that has not come through all proxies counts for its peer. Without an address it is `unknown`.
 */
export const callerNetwork = (arrival: Arrival, trustedProxies: number): string =>
  arrivedFrom(arrival, trustedProxies)?.network ?? 'unknown';
