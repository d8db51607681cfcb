import { describe, expect, it } from 'vitest';
import type { KeyReused, Once } from '../../shared/idempotency.js';
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

    it('recalls what transactions before have answered, for many at once, and claims nothing', async () => {
      const [first, second, never] = [aRequest(), aRequest(), aRequest()];
      await act(first, { appointmentId: 'a' });
      await act(second, 'b');
      const other = { ...second, requestHash: '60303ae22b998861' };
      const recall = () =>
        opened().unitOfWork.run(async ({ idempotency }) =>
          ok(await idempotency.recall([never, second, first, other])),
        );
      const told = ok([
        ok(undefined),
        ok({ answer: 'b' }),
        ok({ answer: { appointmentId: 'a' } }),
        err({ type: 'KeyReused', key: other.key }),
      ]);
      expect(await recall()).toEqual(told);
      expect(await recall()).toEqual(told);
      expect(await act(never, 'now')).toEqual(ok({ how: 'acted', answer: 'now' }));
    });

    it('records a batch, or says that a key of it was taken', async () => {
      const [taken, free, later] = [aRequest(), aRequest(), aRequest()];
      const record = (...all: readonly Once[]) =>
        opened().unitOfWork.run(async ({ idempotency }) => {
          const isDone = await idempotency.recordAll(
            all.map((once) => ({ once, answer: once.key })),
            now,
          );
          return isDone ? ok('done') : err('taken');
        });
      expect(await record(taken)).toEqual(ok('done'));
      expect(await record(free, taken, later)).toEqual(err('taken'));
      expect(await record(free, later)).toEqual(ok('done'));
      expect(await act(later, 'again')).toEqual(ok({ how: 'repeated', answer: later.key }));
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
