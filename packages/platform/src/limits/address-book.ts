import type { AddressBook } from '@banzhen/domain/partners';
import ipaddr from 'ipaddr.js';

const rangeIn = (text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined => {
  const [address = ''] = text.split('/');
  const isWritten = ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
  return isWritten && ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : undefined;
};

/** Addresses and ranges of them, of both families. */
export const addressBook: AddressBook = {
  rangeOf(text) {
    const range = rangeIn(text);
    if (!range) return undefined;
    const [address, bits] = range;
    const first =
      address instanceof ipaddr.IPv4
        ? ipaddr.IPv4.networkAddressFromCIDR(text)
        : ipaddr.IPv6.networkAddressFromCIDR(text);
    return `${first.toString()}/${bits}`;
  },
  isIn(address, range) {
    const parsed = rangeIn(range);
    if (!parsed || !ipaddr.isValid(address)) return false;
    const asked = ipaddr.process(address);
    return asked.kind() === parsed[0].kind() && asked.match(parsed);
  },
};
