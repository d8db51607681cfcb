import type { DueMembers, Memberships } from '@banzhen/domain/membership';
import type { ExpiringPoints, Points } from '@banzhen/domain/points';
import { type Clock, minutesAfter } from '@banzhen/domain/shared/clock';
import type { AccountId } from '@banzhen/domain/shared/ids';
import { type Log, wordOf } from '../log.js';
import { type Loop, type News, startLoop } from './loop.js';

const BATCH = 50;
const REST_MS = 1_000;
const RETRY_MINUTES = 5;

type Timed = { readonly accountId: AccountId };

type DueWork<Item extends Timed> = {
  readonly name: 'member-periods' | 'points-expiry';
  readonly due: (now: Date, limit: number) => Promise<readonly Item[]>;
  /** Does what is due of one account now; doing it again changes nothing. */
  readonly work: (item: Item) => Promise<unknown>;
  readonly clock: Clock;
  readonly log: Log;
  readonly news: News | undefined;
};

/**
 * Does what is due, the longest due first, and catches up after a standstill. An account that fails rests for a while in
 * this process, so that it holds up no other.
 */
const startDueWork = <Item extends Timed>({ name, due, work, clock, log, news }: DueWork<Item>): Loop => {
  const resting = new Map<AccountId, Date>();
  return startLoop(
    name,
    log,
    async () => {
      const now = clock.now();
      for (const [accountId, until] of resting) if (until <= now) resting.delete(accountId);
      const found = await due(now, BATCH + resting.size);
      const items = found.filter(({ accountId }) => !resting.has(accountId));
      for (const item of items)
        try {
          await work(item);
        } catch (cause) {
          log.error('member.failed', { loop: wordOf(name), accountId: item.accountId, cause });
          resting.set(item.accountId, minutesAfter(now, RETRY_MINUTES));
        }
      return items.length >= BATCH ? 'busy' : 'idle';
    },
    REST_MS,
    news,
  );
};

export type MemberTimers = {
  readonly dueMembers: DueMembers;
  readonly expiringPoints: ExpiringPoints;
  readonly memberships: Pick<Memberships, 'endDuePeriod'>;
  readonly points: Pick<Points, 'expirePoints'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly news: News | undefined;
};

/** Ends periods and graces of members that are over (M3, M4) and writes off points that have expired (T1). */
export const startMemberTimers = (timers: MemberTimers): Loop => {
  const { dueMembers, expiringPoints, memberships, points, clock, log, news } = timers;
  const loops = [
    startDueWork({
      name: 'member-periods',
      due: async (now, limit) => (await dueMembers.due(now, limit)).map((accountId) => ({ accountId })),
      work: memberships.endDuePeriod,
      clock,
      log,
      news,
    }),
    startDueWork({
      name: 'points-expiry',
      due: (now, limit) => expiringPoints.due(now, limit),
      work: points.expirePoints,
      clock,
      log,
      news,
    }),
  ];
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
};
