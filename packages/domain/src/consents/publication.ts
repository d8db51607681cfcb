import { minutesAfter } from '../shared/clock.js';
import { err, ok, type Result } from '../shared/result.js';
import type { ConsentDocument, ConsentKind } from './consent.js';

/** Why a version of a text is not published; `expected` is the version that may be. Nothing was written. */
export type PublicationRefused =
  | { readonly type: 'VersionTaken'; readonly kind: ConsentKind; readonly version: number }
  | {
      readonly type: 'VersionSkipped';
      readonly kind: ConsentKind;
      readonly version: number;
      readonly expected: number;
    }
  | { readonly type: 'InForceTooSoon'; readonly kind: ConsentKind; readonly version: number }
  | { readonly type: 'InForceTooLate'; readonly kind: ConsentKind; readonly version: number };

/** A version blocks the next one until it is in force, so that none may lie further ahead. */
const FURTHEST_DAYS = 366;

const isSame = (one: ConsentDocument, other: ConsentDocument): boolean =>
  one.title.zh === other.title.zh &&
  one.title.en === other.title.en &&
  one.text.zh === other.text.zh &&
  one.text.en === other.text.en &&
  one.inForceFrom.getTime() === other.inForceFrom.getTime();

/**
 * Whether a version may be published beside those that are: versions count up without a gap, a published one never changes,
 * and a new one is in force no sooner than the one before it, never before now, when people could not have read it, and within
 * a year.
 * Publishing the very same again is no fault and does nothing.
 */
export const checkPublication = (
  published: readonly ConsentDocument[],
  document: ConsentDocument,
  now: Date,
): Result<'new' | 'known', PublicationRefused> => {
  const { kind, version } = document;
  const ofKind = published.filter((one) => one.kind === kind);
  const same = ofKind.find((one) => one.version === version);
  if (same) return isSame(same, document) ? ok('known') : err({ type: 'VersionTaken', kind, version });
  const last = ofKind.toSorted((left, right) => left.version - right.version).at(-1);
  const expected = (last?.version ?? 0) + 1;
  if (version !== expected) return err({ type: 'VersionSkipped', kind, version, expected });
  if (document.inForceFrom > minutesAfter(now, FURTHEST_DAYS * 24 * 60))
    return err({ type: 'InForceTooLate', kind, version });
  const isTooSoon =
    last !== undefined && (document.inForceFrom < now || document.inForceFrom < last.inForceFrom);
  return isTooSoon ? err({ type: 'InForceTooSoon', kind, version }) : ok('new');
};
