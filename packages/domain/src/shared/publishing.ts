import { err, ok, type Result } from './result.js';

/** A version was published since the one that this was made of; look at it first. */
export type PolicyOutdated = { readonly type: 'PolicyOutdated'; readonly latest: number };
/** A version is in force from now on at the earliest, so that nothing that has happened is judged anew. */
export type PolicyInPast = { readonly type: 'PolicyInPast'; readonly earliest: Date };
/** A version says why it was published. */
export type PublishReasonRequired = { readonly type: 'ReasonRequired'; readonly command: 'publish' };

export type PolicyPublished = { readonly version: number; readonly inForceFrom: Date };

/** From when on a version is in force that is to begin at `wanted`, or now without it ("Decided" 1). */
export const beginOfVersion = (wanted: Date | undefined, now: Date): Result<Date, PolicyInPast> =>
  wanted && wanted < now ? err({ type: 'PolicyInPast', earliest: now }) : ok(wanted ?? now);

/** Why a version is published, as it is kept. */
export const reasonOfVersion = (given: string): Result<string, PublishReasonRequired> => {
  const reason = given.trim();
  return reason === '' ? err({ type: 'ReasonRequired', command: 'publish' }) : ok(reason);
};
