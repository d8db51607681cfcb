import { beforeAll, describe, expect, it } from 'vitest';
import type { CancellationQuote } from '../../orders/index.js';
import { type Expendable, expendableKinds } from '../../retention/index.js';
import type { Once } from '../../shared/idempotency.js';
import { type AccountId, type CancellationQuoteId, idFrom } from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import { ok } from '../../shared/result.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { aWorld, commit, openedVisits, type World } from './world.js';

const longAgo = new Date('2001-01-01T00:00:00Z');
const old = new Date('2001-02-01T00:00:00Z');
/** Later than whatever a case may have stored. */
const everything = new Date('2100-01-01T00:00:00Z');
const all = 100_000;

export const prunerContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`Pruner contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let world: World;
    beforeAll(async () => {
      world = await aWorld(opened());
      for (const kind of expendableKinds) await prune(kind, everything);
    }, 60_000);

    const prune = (kind: Expendable, before: Date, limit = all) => opened().pruner.prune(kind, before, limit);

    /** Appends messages and answers their ids. */
    const append = async (count: number): Promise<readonly string[]> => {
      const aggregateId = freshId();
      const message = { topic: 'test', aggregateId, type: 'Happened', payload: {} };
      await commit(opened(), ({ outbox }) => outbox.append(Array.from({ length: count }, () => message)));
      const claimed = await opened().relay.claim(all, longAgo, longAgo);
      return claimed.flatMap((one) => (one.aggregateId === aggregateId ? [one.id] : []));
    };
    const acknowledge = async (ids: readonly string[], at: Date): Promise<void> => {
      await opened().relay.markPublished(ids, at);
      for (const id of ids) await opened().deliveries.acknowledge(id, at);
    };
    const mark = (messageId: string) =>
      commit(opened(), ({ inbox }) => inbox.markConsumed('notices', messageId));

    it('lets acknowledged messages go, so many at a time, and says how many', async () => {
      await acknowledge(await append(5), longAgo);
      expect(await prune('outbox', old, 2)).toBe(2);
      expect(await prune('outbox', old, 2)).toBe(2);
      expect(await prune('outbox', old, 2)).toBe(1);
      expect(await prune('outbox', old, 2)).toBe(0);
    });

    it('keeps what was acknowledged since', async () => {
      await acknowledge(await append(1), old);
      expect(await prune('outbox', old)).toBe(0);
      expect(await prune('outbox', everything)).toBe(1);
    });

    it('keeps messages that nobody has published or acknowledged, and buried ones', async () => {
      const [published = '', buried = '', waiting = ''] = await append(3);
      await opened().relay.markPublished([published, buried], longAgo);
      await opened().deliveries.bury(buried, 'poison', longAgo);
      expect(await prune('outbox', everything)).toBe(0);
      await opened().relay.republishUnacknowledged(old);
      const again = (await opened().relay.claim(all, everything, everything)).map(({ id }) => id);
      expect(again).toEqual(expect.arrayContaining([published, waiting]));
      await acknowledge([published, waiting, buried], longAgo);
      expect(await prune('outbox', old)).toBe(3);
    });

    it('shares the work out among several workers', async () => {
      await acknowledge(await append(40), longAgo);
      const counts = await Promise.all(Array.from({ length: 8 }, () => prune('outbox', old, 5)));
      const rest = await prune('outbox', old);
      expect(counts.every((count) => count <= 5)).toBe(true);
      expect(counts.reduce((sum, count) => sum + count, rest)).toBe(40);
    });

    it('keeps the mark of a message for as long as it may come again', async () => {
      const [messageId = ''] = await append(1);
      expect(await mark(messageId)).toBe(true);
      await prune('inbox', everything);
      expect(await mark(messageId)).toBe(false);
      await acknowledge([messageId], longAgo);
      await prune('inbox', old);
      expect(await mark(messageId)).toBe(false);
      expect(await prune('inbox', everything)).toBe(1);
      expect(await mark(messageId)).toBe(true);
    });

    it('lets the mark of a message go that is itself gone', async () => {
      const [messageId = ''] = await append(1);
      await mark(messageId);
      await acknowledge([messageId], longAgo);
      await prune('outbox', old);
      await prune('inbox', everything);
      expect(await mark(messageId)).toBe(true);
    });

    it('forgets keys of requests by their age', async () => {
      const once: Once = {
        accountId: idFrom<AccountId>(freshId()),
        operation: 'order.create',
        key: freshId(),
        requestHash: 'same',
      };
      const claim = (at: Date) =>
        opened().unitOfWork.run(async ({ idempotency }) => {
          const claimed = await idempotency.claim(once, at);
          return claimed.ok ? ok(claimed.value === undefined ? 'acts' : 'repeats') : claimed;
        });
      expect(await claim(longAgo)).toEqual(ok('acts'));
      expect(await prune('idempotency', longAgo)).toBe(0);
      expect(await claim(old)).toEqual(ok('repeats'));
      expect(await prune('idempotency', old)).toBe(1);
      expect(await claim(old)).toEqual(ok('acts'));
    });

    it('lets finished timers go and keeps armed ones, however late', async () => {
      const order = await world.addOrder('PAID');
      await commit(opened(), ({ timers }) =>
        timers.arm(
          order.id,
          [
            { kind: 'give-up', dueAt: longAgo },
            { kind: 'find-escort', dueAt: old },
          ],
          1,
        ),
      );
      const due = async () =>
        (await opened().dueTimers.due(everything, all)).filter(({ orderId }) => orderId === order.id);
      const [first, second] = await due();
      await commit(opened(), ({ timers }) => timers.finish(first?.id ?? ''));
      expect(await prune('timer', old)).toBe(0);
      expect(await prune('timer', everything)).toBe(1);
      expect(await due()).toEqual([second]);
    });

    it('keeps time that is held, however long ago it was', async () => {
      const order = await world.addOrder('ACCEPTED');
      const during = { startsAt: longAgo, endsAt: new Date(longAgo.getTime() + 3_600_000) };
      const holds = {
        escorts: [{ escortId: world.escortId, shiftNo: 1, during }],
        patient: [{ shiftNo: 1, during }],
      };
      await commit(opened(), (stores) => stores.holds.keep(order.id, holds, longAgo));
      await prune('escort-block', everything);
      await prune('patient-block', everything);
      const held = await commit(opened(), (stores) =>
        stores.holds.ofEscort(world.escortId, during, undefined, longAgo),
      );
      expect(held).toEqual([during]);
      const other = await world.addOrder('ACCEPTED');
      const keep = opened().unitOfWork.run((stores) =>
        stores.holds.keep(other.id, { escorts: [], patient: holds.patient }, longAgo),
      );
      expect(await keep).toMatchObject({ ok: false, error: { type: 'PatientTaken' } });
    });

    it('lets expired quotes go unless they were booked', async () => {
      const [forgotten, booked, valid] = [
        world.aQuote({ validUntil: longAgo }),
        world.aQuote({ validUntil: longAgo }),
        world.aQuote({ validUntil: old }),
      ];
      const order = world.anOrder('PENDING_PAYMENT');
      await commit(opened(), async (stores) => {
        for (const quote of [forgotten, booked, valid]) await stores.quotes.insert(quote);
        await stores.orders.insert({ ...order, charge: { ...order.charge, quoteId: booked.id } });
        await stores.quotes.markUsed(booked.id, order.id);
      });
      expect(await prune('quote', old)).toBe(1);
      const left = await commit(opened(), async ({ quotes }) =>
        Promise.all([forgotten, booked, valid].map(async ({ id }) => (await quotes.find(id))?.id)),
      );
      expect(left).toEqual([undefined, booked.id, valid.id]);
    });

    it('lets expired cancellation quotes go', async () => {
      const order = await world.addOrder('PAID');
      const shown = (expiresAt: Date): CancellationQuote => ({
        id: idFrom<CancellationQuoteId>(freshId()),
        orderId: order.id,
        orderVersion: 1,
        fault: 'family',
        rule: 'full',
        split: { refundFen: fen(1), escortFen: fen(0), platformFen: fen(0), compensationFen: fen(0) },
        expiresAt,
      });
      const [expired, valid] = [shown(longAgo), shown(old)];
      await commit(opened(), async ({ cancellationQuotes }) => {
        await cancellationQuotes.insert(expired);
        await cancellationQuotes.insert(valid);
      });
      expect(await prune('cancellation-quote', old)).toBe(1);
      const find = ({ id }: CancellationQuote) =>
        commit(opened(), ({ cancellationQuotes }) => cancellationQuotes.find(id));
      expect(await find(expired)).toBeUndefined();
      expect(await find(valid)).toMatchObject({ id: valid.id });
    });
  });
};
