import { isIP } from 'node:net';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { UrlFault } from '@banzhen/domain/webhooks';
import { isLoopback, isPublicAddress } from './public-address.js';

const LONGEST = 2_000;
/** The two slashes, without which a URL is read as something that nobody has written. */
const WRITTEN_OUT = /^[a-z][a-z\d+.-]*:\/\//i;
const CREDENTIALS = /^[a-z][a-z\d+.-]*:[\\/]*[^\\/?#]*@/i;
/** Names that are looked up on the machine, in its network or in another one than the internet (RFC 7686, RFC 9476), whatever they mean elsewhere. */
const LOCAL_NAME =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa|alt|onion)$/;

/** The host of an address without the brackets of IPv6. */
export const hostIn = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const isNamedLocally = (host: string): boolean => !host.includes('.') || LOCAL_NAME.test(host);

/**
 * An address in the one spelling of its URL, in which decimal, octal and hexadecimal numbers and full-width digits have become an
 * address that can be judged; or what is wrong with it. A name is looked up when something is sent, not here.
 */
export const fitUrl = (text: string, mayLoopBack: boolean): Result<string, UrlFault> => {
  if (text.length > LONGEST) return err('too-long');
  if (/[\s\\]/.test(text) || !WRITTEN_OUT.test(text) || !URL.canParse(text)) return err('malformed');
  const url = new URL(text);
  // Nothing listens there.
  if (url.port === '0') return err('malformed');
  const host = hostIn(url).replace(/\.$/, '');
  const isOwn = mayLoopBack && isLoopback(host);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isOwn)) return err('not-https');
  if (url.username || url.password || CREDENTIALS.test(text)) return err('has-credentials');
  if (url.hash || text.includes('#')) return err('has-fragment');
  const isFit = isIP(host) ? isPublicAddress(host) || isOwn : !isNamedLocally(host);
  return isFit ? ok(url.href) : err('not-public');
};
