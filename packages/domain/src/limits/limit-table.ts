import type { Limit } from './limit.js';

/**
 * The limits of the platform (FX12). What moves money or may be guessed is never let through uncounted; reading and
 * ordinary work goes on with a count of its own while the shared store is away. `door` counts whatever comes from one
 * network, before anything is read; the others count each operation by itself.
 */
export const limitTable = {
  door: { calls: 6_000, seconds: 60, per: 'network', whenStoreIsAway: 'count-here' },
  read: { calls: 600, seconds: 60, per: 'caller', whenStoreIsAway: 'count-here' },
  write: { calls: 120, seconds: 60, per: 'caller', whenStoreIsAway: 'count-here' },
  /** Of one partner, whichever of its keys it shows and whatever for. */
  partner: { calls: 1_200, seconds: 60, per: 'caller', whenStoreIsAway: 'count-here' },
  follow: { calls: 60, seconds: 60, per: 'caller', whenStoreIsAway: 'count-here' },
  money: { calls: 30, seconds: 60, per: 'caller', whenStoreIsAway: 'refuse' },
  guess: { calls: 20, seconds: 60, per: 'caller', whenStoreIsAway: 'refuse' },
  invite: { calls: 20, seconds: 3_600, per: 'caller', whenStoreIsAway: 'refuse' },
  copy: { calls: 60, seconds: 3_600, per: 'caller', whenStoreIsAway: 'refuse' },
  reveal: { calls: 60, seconds: 3_600, per: 'caller', whenStoreIsAway: 'refuse' },
  /** Several files, each looked into. */
  upload: { calls: 20, seconds: 3_600, per: 'caller', whenStoreIsAway: 'refuse' },
  'sign-in': { calls: 60, seconds: 60, per: 'network', whenStoreIsAway: 'refuse' },
} satisfies Record<string, Limit>;

export type LimitName = keyof typeof limitTable;
