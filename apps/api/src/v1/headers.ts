import type { IdempotencyKeyNeeded, IfMatchMalformed, VersionNeeded } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { SeenVersion } from '@banzhen/domain/shared/seen-version';

const KEY = /^(?:"([\w-]{8,100})"|([\w-]{8,100}))$/;
/** An entity tag of RFC 9110; ours are whole numbers. */
const TAG = /^(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/;
const VERSION = /^[1-9]\d{0,9}$/;
const MOST_TAGS = 20;

/** The key of a write, in quotes or without. */
export const idempotencyKeyIn = (header: string | undefined): Result<string, IdempotencyKeyNeeded> => {
  const [, quoted, plain] = KEY.exec(header ?? '') ?? [];
  const key = quoted ?? plain;
  return key === undefined ? err({ type: 'IdempotencyKeyNeeded' }) : ok(key);
};

/** What `If-Match` says was seen; undefined is whatever there is. */
type Seen = { readonly expectedVersion?: SeenVersion };

/**
 * The versions that were seen (RFC 9110, 13.1.1): any of several tags may be the present one, and `*` is whatever there is. A
 * weak tag is none here, unless `isWeakToo`; a tag that was never given out is one that nothing has.
 */
export const versionIn = (
  ifMatch: string | undefined,
  isWeakToo = false,
): Result<Seen, VersionNeeded | IfMatchMalformed> => {
  const given = ifMatch?.trim();
  if (given === undefined || given === '') return err({ type: 'VersionNeeded' });
  if (given === '*') return ok({});
  // No tag of ours has a comma in it; empty elements of a list are passed over (RFC 9110, 5.6.1).
  const tags = given
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  const read = tags.map((tag) => TAG.exec(tag));
  if (tags.length === 0 || tags.length > MOST_TAGS || read.some((tag) => tag === null))
    return err({ type: 'IfMatchMalformed' });
  const versions = read.flatMap((tag) => {
    const [, weak, text = ''] = tag ?? [];
    return VERSION.test(text) && (isWeakToo || weak === undefined) ? [Number(text)] : [];
  });
  const [only] = versions;
  return ok({ expectedVersion: versions.length === 1 && only !== undefined ? only : versions });
};

export const tagOf = (version: number): string => `"${version}"`;
