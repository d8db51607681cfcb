import { describe, expect, it } from 'vitest';
import type { KeyReused, Once, RequestRunning } from '../../shared/idempotency.js';
import { type AccountId, idFrom } from '../../shared/ids.js';
import { err, ok } from '../../shared/result.js';
import { pause } from '../timer.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { openedVisits } from './world.js';

const now = new Date('2030-01-07T02:00:00Z');

type Told = { readonly how: 'acted' | 'repeated'; readonly answer: unknown };

const aRequest = (patch: Partial<Once> = {}): Once => ({
  accountId: idFrom<AccountId>(freshId()),
  operation: 'order.create',
  key: freshId(),
  requestHash: '9f86d081884c7d65',
  ...patch,
});

export const idempotencyStoreContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`IdempotencyStore contract: ${adapterName}`, () => {
    const opened = openedVisits(open);

    /** What a use case does: claim, act, record. */
    const act = (once: Once, answer: unknown, takesMs = 0) =>
      opened().unitOfWork.run<Told, KeyReused>(async ({ idempotency }) => {
        const claimed = await idempotency.claim(once, now);
        if (!claimed.ok) return claimed;
        if (claimed.value) return ok({ how: 'repeated', answer: claimed.value.answer });
        await pause(takesMs);
        await idempotency.record(once, answer);
        return ok({ how: 'acted', answer });
      });

    it('answers a repeated request as the first one was answered', async () => {
      const once = aRequest();
      const answer = { orderId: freshId(), offers: ['a', 'b'] };
      expect(await act(once, answer)).toEqual(ok({ how: 'acted', answer }));
      expect(await act(once, 'something else')).toEqual(ok({ how: 'repeated', answer }));
    });

    /** The same for whoever would rather come again than wait. */
    const actNow = (once: Once, answer: unknown, takesMs = 0) =>
      opened().unitOfWork.run<Told, KeyReused | RequestRunning>(async ({ idempotency }) => {
        const claimed = await idempotency.claimNow(once, now);
        if (!claimed.ok) return claimed;
        if (claimed.value) return ok({ how: 'repeated', answer: claimed.value.answer });
        await pause(takesMs);
        await idempotency.record(once, answer);
        return ok({ how: 'acted', answer });
      });

    it('lets one of any number at once act, and tells the others its answer or that it is under way', async () => {
      const once = aRequest();
      const answers = await Promise.all(Array.from({ length: 10 }, (_, no) => actNow(once, no, 30)));
      const acted = answers.flatMap((one) => (one.ok && one.value.how === 'acted' ? [one.value.answer] : []));
      expect(acted).toHaveLength(1);
      for (const one of answers)
        if (one.ok) expect(one.value.answer).toEqual(acted[0]);
        else expect(one.error).toEqual({ type: 'RequestRunning', retryAfterSeconds: 1 });
      expect(await actNow(once, 'late')).toEqual(ok({ how: 'repeated', answer: acted[0] }));
      const other = { ...once, requestHash: '60303ae22b998861' };
      expect(await actNow(other, 'other')).toEqual(err({ type: 'KeyReused', key: once.key }));
    });

    it('refuses the same key with another request', async () => {
      const once = aRequest();
      await act(once, 'first');
      const other = { ...once, requestHash: '60303ae22b998861' };
      expect(await act(other, 'second')).toEqual(err({ type: 'KeyReused', key: once.key }));
      expect(await act(once, 'third')).toEqual(ok({ how: 'repeated', answer: 'first' }));
    });

    it('keeps accounts, operations and keys apart', async () => {
      const once = aRequest();
      await act(once, 'first');
      const others = [
        { ...once, key: freshId() },
        { ...once, operation: 'order.pay' },
        { ...once, accountId: idFrom<AccountId>(freshId()) },
      ];
      for (const other of others)
        expect(await act(other, 'own')).toEqual(ok({ how: 'acted', answer: 'own' }));
    });

    it('gives the key back when the transaction is rolled back', async () => {
      const once = aRequest();
      const refused = await opened().unitOfWork.run(async ({ idempotency }) => {
        await idempotency.claim(once, now);
        await idempotency.record(once, 'lost');
        return err('refused');
      });
      expect(refused).toEqual(err('refused'));
      expect(await act(once, 'second try')).toEqual(ok({ how: 'acted', answer: 'second try' }));
    });

    const claimAll = (...all: readonly Once[]) =>
      opened().unitOfWork.run(async ({ idempotency }) =>
        ok(
          await idempotency.claimAll(
            all.map((once) => ({ once, answer: `own ${once.key}` })),
            now,
          ),
        ),
      );

    it('claims a batch with its answers, and tells those of requests that came before', async () => {
      const [first, second, fresh] = [aRequest(), aRequest(), aRequest()];
      await act(first, { appointmentId: 'a' });
      await act(second, 'b');
      const other = { ...second, requestHash: '60303ae22b998861' };
      expect(await claimAll(fresh, second, first)).toEqual(
        ok([ok(undefined), ok({ answer: 'b' }), ok({ answer: { appointmentId: 'a' } })]),
      );
      expect(await claimAll(other, fresh)).toEqual(
        ok([err({ type: 'KeyReused', key: other.key }), ok({ answer: `own ${fresh.key}` })]),
      );
      expect(await act(fresh, 'again')).toEqual(ok({ how: 'repeated', answer: `own ${fresh.key}` }));
    });

    it('forgets claims that are released, and no others', async () => {
      const [kept, released] = [aRequest(), aRequest()];
      await opened().unitOfWork.run(async ({ idempotency }) => {
        await idempotency.claimAll(
          [kept, released].map((once) => ({ once, answer: 'x' })),
          now,
        );
        await idempotency.release([released]);
        return ok(undefined);
      });
      expect(await act(released, 'now')).toEqual(ok({ how: 'acted', answer: 'now' }));
      expect(await act(kept, 'now')).toEqual(ok({ how: 'repeated', answer: 'x' }));
    });

    it('claims a request once, in however many batches it comes at the same time', async () => {
      const shared = [aRequest(), aRequest(), aRequest()];
      const batches = await Promise.all(
        [0, 1, 2, 3].map((turn) => claimAll(...shared.slice(turn % 3), ...shared.slice(0, turn % 3))),
      );
      const answers = batches.flatMap((batch) => (batch.ok ? batch.value : []));
      expect(answers.filter((answer) => answer.ok && answer.value === undefined)).toHaveLength(3);
      expect(answers).toHaveLength(12);
    });

    it('acts once when a request comes several times at once; the others wait for its answer', async () => {
      const once = aRequest();
      const results = await Promise.all(['a', 'b', 'c', 'd'].map((answer) => act(once, answer, 20)));
      const told = results.flatMap((result) => (result.ok ? [result.value] : []));
      expect(told.map(({ how }) => how).toSorted()).toEqual(['acted', 'repeated', 'repeated', 'repeated']);
      expect(new Set(told.map(({ answer }) => answer)).size).toBe(1);
    });
  });
};
