import { beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../messaging/index.js';
import { err, ok } from '../../shared/result.js';
import { stopSource } from '../stop-source.js';
import { pause } from '../timer.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { commit, openedVisits } from './world.js';

const at = (time: string) => new Date(`2030-01-07T${time}:00Z`);
/** Enough for everything that cases may have left in a shared store. */
const all = 10_000;

export const outboxContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`Outbox, OutboxRelaySource and Deliveries contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let aggregateId: string;
    beforeEach(async () => {
      aggregateId = freshId();
      const rest = await opened().relay.claim(all, at('00:00'), at('00:01'));
      await opened().relay.markPublished(
        rest.map(({ id }) => id),
        at('00:00'),
      );
      for (const { id } of rest) await opened().deliveries.acknowledge(id, at('00:00'));
    });

    const aMessage = (no = 1): Omit<Message, 'id'> => ({
      topic: 'order',
      aggregateId,
      type: 'OrderPaid',
      payload: { no, row: 'O2', from: null, nested: { amountFen: 19_900 } },
    });
    const append = (...numbers: readonly number[]) =>
      commit(opened(), (stores) => stores.outbox.append(numbers.map(aMessage)));
    const mine = (messages: readonly Message[]) => messages.filter((one) => one.aggregateId === aggregateId);
    const claim = async (now: string, until: string, limit = all) =>
      mine(await opened().relay.claim(limit, at(now), at(until)));
    const numbersOf = (messages: readonly Message[]) =>
      messages.map(({ payload }) => Number(payload.no)).toSorted();
    const publish = async (time: string): Promise<readonly string[]> => {
      const ids = (await claim(time, time)).map(({ id }) => id);
      await opened().relay.markPublished(ids, at(time));
      return ids;
    };

    it('hands out what was appended, each with an id', async () => {
      await append(1);
      const [message] = await claim('01:00', '01:01');
      expect(message).toEqual({ ...aMessage(), id: expect.any(String) });
    });

    it('hands out nothing of a transaction that was rolled back', async () => {
      await opened().unitOfWork.run(async (stores) => {
        await stores.outbox.append([aMessage()]);
        return err('refused');
      });
      expect(await claim('01:00', '01:01')).toEqual([]);
    });

    it('hands a message to one claimer at a time', async () => {
      await append(1, 2, 3, 4, 5, 6);
      const claims = await Promise.all([1, 2, 3].map(() => claim('01:00', '01:01', 4)));
      expect(numbersOf(claims.flat())).toEqual([1, 2, 3, 4, 5, 6]);
      expect(Math.max(...claims.map((one) => one.length))).toBeLessThanOrEqual(4);
      expect(await claim('01:00', '01:01')).toEqual([]);
    });

    it('hands a claimed message out again when the claim is over', async () => {
      await append(1);
      const first = await claim('01:00', '01:05');
      expect(await claim('01:04', '01:09')).toEqual([]);
      expect(await claim('01:05', '01:10')).toEqual(first);
    });

    it('never hands out a published message', async () => {
      await append(1, 2);
      const [first, second] = await claim('01:00', '01:01');
      await opened().relay.markPublished(first ? [first.id] : [], at('01:00'));
      expect(await claim('02:00', '02:01')).toEqual([second]);
    });

    it('takes an empty list of published messages', async () => {
      await opened().relay.markPublished([], at('01:00'));
    });

    it('hands out again what was published and never acknowledged', async () => {
      await append(1, 2, 3);
      const ids = await publish('01:00');
      const [acknowledged, buried] = ids;
      await opened().deliveries.acknowledge(acknowledged ?? '', at('01:00'));
      await opened().deliveries.bury(buried ?? '', 'no such order', at('01:00'));
      await opened().relay.republishUnacknowledged(at('01:00'));
      expect(await claim('01:00', '01:01')).toEqual([]);
      expect(await opened().relay.republishUnacknowledged(at('01:01'))).toBeGreaterThanOrEqual(1);
      expect((await claim('01:01', '01:02')).map(({ id }) => id)).toEqual(ids.slice(2));
    });

    it('sets a message aside for good', async () => {
      await append(1);
      const [message] = await claim('01:00', '01:01');
      await opened().deliveries.bury(message?.id ?? '', 'poison', at('01:00'));
      expect(await claim('03:00', '03:01')).toEqual([]);
    });

    it('stops waiting for news when it is told to, and when time is up', async () => {
      const { signal, stop } = stopSource();
      const waiting = opened().relay.waitForNews(600_000, signal);
      stop();
      await waiting;
      await opened().relay.waitForNews(600_000, signal);
      await opened().relay.waitForNews(1, stopSource().signal);
    });

    it('hears of new messages', async () => {
      const { signal, stop } = stopSource();
      const waiting = opened()
        .relay.waitForNews(600_000, signal)
        .then(() => 'heard');
      let isHeard = false;
      void waiting.then(() => {
        isHeard = true;
      });
      for (let tries = 0; tries < 200 && !isHeard; tries += 1) {
        await append(tries);
        await pause(20);
      }
      stop();
      expect(isHeard).toBe(true);
    });
  });
};

export const inboxContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`Inbox contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    const aggregateId = freshId();
    /** Marks and writes in one transaction, as a consumer with an effect does; `fate` may end it badly. */
    const consume = (
      consumer: string,
      messageId: string,
      fate: () => Promise<void> = async () => undefined,
    ) =>
      opened().unitOfWork.run<boolean, never>(async ({ inbox, outbox }) => {
        if (!(await inbox.markConsumed(consumer, messageId))) return ok(false);
        await outbox.append([
          { topic: 'test', aggregateId: `${aggregateId}/${messageId}`, type: 'Effect', payload: {} },
        ]);
        await fate();
        return ok(true);
      });
    const effectsOf = async (messageId: string): Promise<number> => {
      const claimed = await opened().relay.claim(10_000, at('00:00'), at('00:00'));
      return claimed.filter((message) => message.aggregateId === `${aggregateId}/${messageId}`).length;
    };

    it('marks once for each consumer and message', async () => {
      const messageId = freshId();
      expect(await consume('notices', messageId)).toEqual(ok(true));
      expect(await consume('notices', messageId)).toEqual(ok(false));
      expect(await consume('search', messageId)).toEqual(ok(true));
      expect(await consume('notices', freshId())).toEqual(ok(true));
    });

    it('undoes the effect and the mark together, and lets the next delivery have both', async () => {
      const messageId = freshId();
      const broken = async () => {
        throw new Error('the power went');
      };
      await expect(consume('notices', messageId, broken)).rejects.toThrow('the power went');
      expect(await effectsOf(messageId)).toBe(0);
      expect(await consume('notices', messageId)).toEqual(ok(true));
      expect(await effectsOf(messageId)).toBe(1);
    });

    it('has one effect when the message comes several times at once', async () => {
      const messageId = freshId();
      const slowly = () => pause(20);
      const answers = await Promise.all([1, 2, 3].map(() => consume('notices', messageId, slowly)));
      expect(answers.filter((answer) => answer.ok && answer.value)).toHaveLength(1);
      expect(await effectsOf(messageId)).toBe(1);
    });
  });
};
