import type { IdempotencyKeyNeeded, VersionNeeded } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';

const KEY = /^(?:"([\w-]{8,100})"|([\w-]{8,100}))$/;
const STRONG_TAG = /^"([1-9]\d{0,9})"$/;
/** No thing has it: whoever sends a tag that was never given out is told that theirs is stale. */
const NO_VERSION = 0;

/** The key of a write, in quotes or without. */
export const idempotencyKeyIn = (header: string | undefined): Result<string, IdempotencyKeyNeeded> => {
  const [, quoted, plain] = KEY.exec(header ?? '') ?? [];
  const key = quoted ?? plain;
  return key === undefined ? err({ type: 'IdempotencyKeyNeeded' }) : ok(key);
};

/** The version that was seen. `*` says nothing of what was seen; tags that are weak, or several, match nothing. */
export const versionIn = (ifMatch: string | undefined): Result<number, VersionNeeded> => {
  const given = ifMatch?.trim();
  if (given === undefined || given === '' || given === '*') return err({ type: 'VersionNeeded' });
  return ok(Number(STRONG_TAG.exec(given)?.[1] ?? NO_VERSION));
};

export const tagOf = (version: number): string => `"${version}"`;
