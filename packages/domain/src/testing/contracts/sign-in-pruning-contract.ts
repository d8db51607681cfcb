import { describe, expect, it } from 'vitest';
import { codeQuotas } from '../../accounts/index.js';
import type { Expendable } from '../../retention/index.js';
import { DAY_MS } from '../../shared/clock.js';
import type { OpenAccountStores } from './account-fixture.js';
import {
  aChallenge,
  addAccount,
  aSession,
  aTicket,
  freshPhone,
  now,
  openedAccounts,
  within,
} from './account-world.js';

const longAgo = new Date('2001-01-01T00:00:00Z');
const old = new Date('2001-02-01T00:00:00Z');
const all = 100_000;

export const signInPruningContract = (adapterName: string, open: OpenAccountStores): void => {
  describe(`Pruner contract, sign-ins: ${adapterName}`, () => {
    const opened = openedAccounts(open);
    const prune = (kind: Expendable, before: Date) => opened().pruner.prune(kind, before, all);

    it('lets codes and half-done sign-ins go that have long expired', async () => {
      const ended = aChallenge({ expiresAt: longAgo });
      const live = aChallenge();
      await within(opened(), async ({ challenges, tickets }) => {
        for (const challenge of [ended, live]) await challenges.insert(challenge);
        await tickets.insert(aTicket({ expiresAt: longAgo }));
      });
      expect([await prune('challenge', longAgo), await prune('ticket', longAgo)]).toEqual([0, 0]);
      expect([await prune('challenge', old), await prune('ticket', old)]).toEqual([1, 1]);
      const guess = await opened().unitOfWork.run(({ challenges }) => challenges.takeGuess(live, now));
      expect(guess.ok).toBe(true);
    });

    it('lets sessions go after their latest end, whoever ended them before', async () => {
      const { id } = await addAccount(opened());
      const kept = aSession(id);
      await within(opened(), async ({ sessions }) => {
        await sessions.insert(kept);
        await sessions.insert(aSession(id, { endsAt: longAgo, idleUntil: longAgo }));
        await sessions.insert(
          aSession(id, { endsAt: longAgo, idleUntil: longAgo, ended: { at: longAgo, why: 'revoked' } }),
        );
      });
      expect(await prune('session', old)).toBe(2);
      expect((await opened().sessionReader.find(kept.tokenHash))?.session).toEqual(kept);
    });

    it('forgets counts of tries whose window is long over, and no others', async () => {
      const [[quota] = []] = codeQuotas(freshPhone(), 'network');
      if (!quota) throw new Error('there is a quota of codes');
      const [then, recently] = [{ phone: freshPhone() }, { phone: freshPhone() }];
      const take = (subject: typeof then, at: Date) =>
        within(opened(), ({ quotas }) => quotas.take(quota, subject, at));
      await take(then, longAgo);
      await take(recently, now);
      expect(await prune('sign-in-quota', new Date(longAgo.getTime() - DAY_MS))).toBe(0);
      expect(await prune('sign-in-quota', old)).toBe(1);
      expect(await take(recently, now)).toBe(false);
    });
  });
};
