import { describe, expect, it } from 'vitest';
import {
  type Challenge,
  challengePurposes,
  codeQuotas,
  MOST_GUESSES,
  MOST_TICKET_GUESSES,
  type Quota,
  ticketPurposes,
} from '../../accounts/index.js';
import { minutesAfter } from '../../shared/clock.js';
import { type ChallengeId, idFrom } from '../../shared/ids.js';
import { err, ok } from '../../shared/result.js';
import type { OpenAccountStores } from './account-fixture.js';
import {
  aChallenge,
  addAccount,
  aTicket,
  freshHash,
  freshPhone,
  now,
  openedAccounts,
  within,
} from './account-world.js';
import { freshId } from './fresh.js';

const gone = err({ type: 'CodeGone' });

export const challengeStoreContract = (adapterName: string, open: OpenAccountStores): void => {
  describe(`ChallengeStore contract: ${adapterName}`, () => {
    const opened = openedAccounts(open);
    const add = async (overrides: Partial<Challenge> = {}) => {
      const challenge = aChallenge(overrides);
      await within(opened(), ({ challenges }) => challenges.insert(challenge));
      return challenge;
    };
    const guess = (claim: Pick<Challenge, 'id' | 'phone' | 'purpose'>, at = now) =>
      opened().unitOfWork.run(({ challenges }) => challenges.takeGuess(claim, at));

    it('answers every combination of challenge, phone and purpose but the right one with nothing (AU2)', async () => {
      const phones = [freshPhone(), freshPhone()];
      const all = await Promise.all(
        phones.flatMap((phone) => challengePurposes.map((purpose) => add({ phone, purpose }))),
      );
      for (const challenge of all)
        for (const { phone, purpose } of all) {
          const isRight = phone === challenge.phone && purpose === challenge.purpose;
          const answer = await guess({ id: challenge.id, phone, purpose });
          expect(answer).toEqual(
            isRight ? ok({ codeHash: challenge.codeHash, guessesLeft: MOST_GUESSES - 1 }) : gone,
          );
        }
      expect(await guess({ ...aChallenge(), id: idFrom<ChallengeId>(freshId()) })).toEqual(gone);
    });

    it('answers five of any number of guesses at the same time (AU1)', async () => {
      const challenge = await add();
      const all = await Promise.all(Array.from({ length: 50 }, () => guess(challenge)));
      const left = all.flatMap((one) => (one.ok ? [one.value.guessesLeft] : []));
      expect(left.toSorted()).toEqual([0, 1, 2, 3, 4]);
    });

    it('is used by one of fifty at the same time, and answers nobody any more', async () => {
      const challenge = await add();
      const used = await Promise.all(
        Array.from({ length: 50 }, () =>
          within(opened(), ({ challenges }) => challenges.use(challenge.id, now)),
        ),
      );
      expect(used.filter(Boolean)).toHaveLength(1);
      expect(await guess(challenge)).toEqual(gone);
    });

    it('stays unused where the transaction that used it was refused', async () => {
      const challenge = await add();
      await opened().unitOfWork.run(async ({ challenges }) => {
        await challenges.use(challenge.id, now);
        return err('refused');
      });
      expect(await within(opened(), ({ challenges }) => challenges.use(challenge.id, now))).toBe(true);
    });

    it('ends at its instant, not a millisecond later', async () => {
      const challenge = await add();
      const last = new Date(challenge.expiresAt.getTime() - 1);
      expect((await guess(challenge, last)).ok).toBe(true);
      expect(await guess(challenge, challenge.expiresAt)).toEqual(gone);
    });
  });
};

export const ticketStoreContract = (adapterName: string, open: OpenAccountStores): void => {
  describe(`TicketStore contract: ${adapterName}`, () => {
    const opened = openedAccounts(open);

    it('gives back what was inserted to its own token and purpose, and counts', async () => {
      const { id: accountId } = await addAccount(opened());
      const ticket = aTicket({ accountId, identityHash: freshHash() });
      await within(opened(), ({ tickets }) => tickets.insert(ticket));
      const take = (tokenHash: string, purposes: (typeof ticketPurposes)[number][], at = now) =>
        opened().unitOfWork.run(({ tickets }) => tickets.takeGuess(tokenHash, purposes, at));
      const others = ticketPurposes.filter((purpose) => purpose !== ticket.purpose);
      const goneTicket = err({ type: 'TicketGone' });
      expect(await take(ticket.tokenHash, others)).toEqual(goneTicket);
      expect(await take(freshHash(), [ticket.purpose])).toEqual(goneTicket);
      expect(await take(ticket.tokenHash, [ticket.purpose], ticket.expiresAt)).toEqual(goneTicket);
      expect(await take(ticket.tokenHash, [...ticketPurposes])).toEqual(ok({ ...ticket, guesses: 1 }));
      const rest = await Promise.all(
        Array.from({ length: 20 }, () => take(ticket.tokenHash, [ticket.purpose])),
      );
      expect(rest.filter((one) => one.ok)).toHaveLength(MOST_TICKET_GUESSES - 1);
    });

    it('is used once', async () => {
      const ticket = aTicket();
      await within(opened(), ({ tickets }) => tickets.insert(ticket));
      const use = () => within(opened(), ({ tickets }) => tickets.use(ticket.tokenHash, now));
      const used = await Promise.all(Array.from({ length: 20 }, use));
      expect(used.filter(Boolean)).toHaveLength(1);
    });

    it('uses up the half-done sign-ins of one account, and nothing else', async () => {
      const [{ id: accountId }, other] = [await addAccount(opened()), await addAccount(opened())];
      const own = ticketPurposes.map((purpose) => aTicket({ accountId, purpose }));
      const others = aTicket({ accountId: other.id });
      const all = [...own, others];
      await within(opened(), async ({ tickets }) => {
        for (const ticket of all) await tickets.insert(ticket);
        await tickets.voidSignIns(accountId, now);
      });
      const open = await within(opened(), async ({ tickets }) => {
        const found: unknown[] = [];
        for (const { tokenHash, accountId, purpose } of all)
          if (await tickets.use(tokenHash, now)) found.push([accountId, purpose]);
        return found;
      });
      expect(open).toEqual([
        [accountId, 'attach-wechat'],
        [accountId, 'set-up-staff'],
        [other.id, others.purpose],
      ]);
    });
  });
};

export const quotaStoreContract = (adapterName: string, open: OpenAccountStores): void => {
  describe(`QuotaStore contract: ${adapterName}`, () => {
    const opened = openedAccounts(open);
    const quota: Quota = { name: 'code-day', most: 5, windowMinutes: 60 };
    const take = (subject: Parameters<typeof count>[0], at = now) => count(subject, at);
    const count = (subject: { phone?: ReturnType<typeof freshPhone>; network?: string }, at: Date) =>
      within(opened(), ({ quotas }) => quotas.take(quota, subject, at));

    it('lets exactly as many through as it says, of any number at the same time', async () => {
      const phone = freshPhone();
      const all = await Promise.all(Array.from({ length: 30 }, () => take({ phone })));
      expect(all.filter(Boolean)).toHaveLength(5);
    });

    it('counts subjects, names and windows apart', async () => {
      const phone = freshPhone();
      for (let index = 0; index < 5; index += 1) await take({ phone });
      expect(await take({ phone })).toBe(false);
      expect(await take({ phone, network: '203.0.113.0/24' })).toBe(true);
      expect(await take({ phone: freshPhone() })).toBe(true);
      const other: Quota = { ...quota, name: 'password-day' };
      expect(await within(opened(), ({ quotas }) => quotas.take(other, { phone }, now))).toBe(true);
      expect(await take({ phone }, minutesAfter(now, 60))).toBe(true);
    });

    it('forgets whom it is told to, and counts nothing of a transaction that was refused', async () => {
      const phone = freshPhone();
      await opened().unitOfWork.run(async ({ quotas }) => {
        await quotas.take(quota, { phone }, now);
        return err('refused');
      });
      for (let index = 0; index < 5; index += 1) expect(await take({ phone })).toBe(true);
      await within(opened(), ({ quotas }) => quotas.clear(quota, { phone }));
      expect(await take({ phone })).toBe(true);
    });

    it('knows every quota of codes', async () => {
      for (const [one, subject] of codeQuotas(freshPhone(), `network ${freshId()}`))
        if (one.name !== 'code-all-hour')
          expect(await within(opened(), ({ quotas }) => quotas.take(one, subject, now))).toBe(true);
    });
  });
};
