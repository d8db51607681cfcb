import { callerNetwork } from '@banzhen/platform';
import { describe, expect, it } from 'vitest';

const peer = '198.51.100.7';

describe('FX12: the network of a caller', () => {
  it.each<[string, string | undefined, string | undefined, number, string]>([
    ['is that of the connection', peer, undefined, 0, '198.51.100.0/24'],
    ['is not what the caller claims', peer, '203.0.113.9', 0, '198.51.100.0/24'],
    ['is what our own proxy has seen', peer, '203.0.113.9', 1, '203.0.113.0/24'],
    ['is not what stands before our proxy', peer, '192.0.2.1, 203.0.113.9', 1, '203.0.113.0/24'],
    ['is seen through two proxies', peer, '192.0.2.1, 203.0.113.9, 10.0.0.2', 2, '203.0.113.0/24'],
    ['counts for the peer that came past our proxies', peer, '192.0.2.1', 2, '198.51.100.0/24'],
    ['counts for the peer when the proxy wrote nothing', peer, undefined, 1, '198.51.100.0/24'],
    ['counts for the peer when the proxy wrote nonsense', peer, 'unknown', 1, '198.51.100.0/24'],
    ['counts for the peer when the header is hostile', peer, '"><script>, ../../etc', 1, '198.51.100.0/24'],
    ['may come with a port', peer, '203.0.113.9:55123', 1, '203.0.113.0/24'],
    ['may come quoted in brackets', peer, '"[2001:db8:1:2:3::4]:443"', 1, '2001:db8:1:2::/64'],
    ['is an IPv6 subscriber', '2001:db8:aa:bb:1:2:3:4', undefined, 0, '2001:db8:aa:bb::/64'],
    [
      'is the same however the subscriber counts',
      '2001:db8:aa:bb:ffff::1',
      undefined,
      0,
      '2001:db8:aa:bb::/64',
    ],
    ['is another for another subscriber', '2001:db8:aa:bc::1', undefined, 0, '2001:db8:aa:bc::/64'],
    ['is IPv4 when IPv6 only carries it', '::ffff:198.51.100.7', undefined, 0, '198.51.100.0/24'],
    ['is IPv4 when IPv6 carries it in hexadecimal', '::ffff:c633:6407', undefined, 0, '198.51.100.0/24'],
    ['has no zone', 'fe80::1%eth0', undefined, 0, 'fe80::/64'],
    ['takes no octal, hexadecimal or short IPv4', peer, '0x7f.1', 1, '198.51.100.0/24'],
    ['is unknown without any address', undefined, undefined, 0, 'unknown'],
  ])('%s', (_, connection, forwardedFor, proxies, network) => {
    expect(callerNetwork({ peer: connection, forwardedFor }, proxies)).toBe(network);
  });
});
