import { DAY_MS } from '../shared/clock.js';
import type { PartnerKeyId } from '../shared/ids.js';
import { type PartnerKey, quotaDay } from './partner-key.js';

/** How often a key was shown on one UTC day. */
export type KeyUse = { readonly keyId: PartnerKeyId; readonly day: string; readonly requests: number };

/** One UTC day of a partner. */
export type UsageDay = {
  /** As `2030-01-07`. */
  readonly day: string;
  /** Requests of all its keys. */
  readonly requests: number;
  /** What the keys that counted at any time of that day might have asked, together. */
  readonly quota: number;
};

/** For so many days back, today among them, usage is told. */
export const USAGE_DAYS = 30;

const countedOn = ({ createdAt, expiresAt, revokedAt }: PartnerKey, startsAt: number): boolean => {
  const endsAt = Math.min(expiresAt.getTime(), revokedAt?.getTime() ?? Infinity);
  return createdAt.getTime() < startsAt + DAY_MS && endsAt > startsAt;
};

/** The first UTC day that is told at `now`. */
export const firstUsageDay = (now: Date): string =>
  quotaDay(new Date(now.getTime() - (USAGE_DAYS - 1) * DAY_MS));

/** The last thirty UTC days of a partner, the oldest first, also those on which nothing was asked. */
export const usageOf = (
  keys: readonly PartnerKey[],
  uses: readonly KeyUse[],
  now: Date,
): readonly UsageDay[] => {
  const first = Date.parse(firstUsageDay(now));
  return Array.from({ length: USAGE_DAYS }, (_, no) => {
    const startsAt = first + no * DAY_MS;
    const day = quotaDay(new Date(startsAt));
    const ofDay = uses.filter((use) => use.day === day);
    return {
      day,
      requests: ofDay.reduce((sum, { requests }) => sum + requests, 0),
      quota: keys
        .filter((key) => countedOn(key, startsAt))
        .reduce((sum, { dailyQuota }) => sum + dailyQuota, 0),
    };
  });
};
