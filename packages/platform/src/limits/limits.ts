import {
  type Limit,
  type LimitName,
  limitTable,
  type RateLimiter,
  type Taken,
  type TooManyRequests,
} from '@banzhen/domain/limits';
import type { TemporarilyUnavailable } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';

/** Who asks for what: `operation` is the name that the platform gives it, never an address that the caller has written. */
export type Call = {
  readonly operation: string;
  readonly network: string;
  readonly accountId?: string;
};

/** Where a limit stands after a call that was within it: of `calls` in a window of `seconds`, `left` are left until it ends. */
export type LimitStanding = {
  readonly calls: number;
  readonly seconds: number;
  readonly left: number;
  readonly resetSeconds: number;
};

/** Says whether a call is within its limits. */
export type Limits = {
  /** Takes one call from the limit `name`; what it refuses is to be answered and not done. */
  admit(
    name: LimitName,
    call: Call,
  ): Promise<Result<LimitStanding, TooManyRequests | TemporarilyUnavailable>>;
  close(): Promise<void>;
};

export type LimitsDeps = {
  /** Where all processes count together. */
  readonly shared: RateLimiter;
  /** Where this process counts alone. */
  readonly here: RateLimiter;
  /** Multiplies every limit, for large organisations and load tests. */
  readonly scale: number;
};

const subjectOf = ({ per }: Limit, { network, accountId }: Call): string =>
  per === 'caller' && accountId !== undefined ? `person:${accountId}` : `network:${network}`;

/** The limits of the table, counted in `shared`; while that is away each limit does as it says (5.11 of the threats). */
export const makeLimits = ({ shared, here, scale }: LimitsDeps): Limits => {
  const sized = ({ calls, ...limit }: Limit): Limit => ({
    ...limit,
    calls: Math.max(1, Math.round(calls * scale)),
  });
  const limits = new Map(Object.entries(limitTable).map(([name, limit]) => [name, sized(limit)]));

  const count = async (name: LimitName, limit: Limit, key: string): Promise<Taken | undefined> => {
    try {
      return await (name === 'door' ? here : shared).take(key, 1, limit);
    } catch {
      return limit.whenStoreIsAway === 'count-here' ? here.take(key, 1, limit) : undefined;
    }
  };

  return {
    async admit(name, call) {
      const limit = limits.get(name) ?? limitTable[name];
      const counted = await count(name, limit, `${call.operation}:${subjectOf(limit, call)}`);
      if (counted === undefined) return err({ type: 'TemporarilyUnavailable' });
      if (!counted.isWithin)
        return err({ type: 'TooManyRequests', retryAfterSeconds: counted.retryAfterSeconds });
      const { left, resetSeconds } = counted;
      return ok({ calls: limit.calls, seconds: limit.seconds, left, resetSeconds });
    },
    async close() {
      await shared.close();
      await here.close();
    },
  };
};
