import ipaddr from 'ipaddr.js';

/** Public by its number and yet a service inside a cloud: the wire server of Azure. */
const insideClouds: ReadonlySet<string> = new Set(['168.63.129.16']);
/** Where global unicast addresses are given out from; everything else of IPv6 is local, mapped, translated or reserved. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether an address is one of the public internet: unicast, and none that leads to or stands for a private one (JB9). */
export const isPublicAddress = (text: string): boolean => {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast' || insideClouds.has(address.toString())) return false;
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast);
};

/** Whether an address is of this machine. */
export const isLoopback = (text: string): boolean =>
  ipaddr.isValid(text) && ipaddr.process(text).range() === 'loopback';
