import { beforeEach, describe, expect, it } from 'vitest';
import {
  type AccountId,
  type HospitalId,
  idFrom,
  type TenantId,
  type WebhookDeliveryId,
} from '../../shared/ids.js';
import type { SendOutcome, WebhookDelivery, WebhookEndpoint, WebhookStores } from '../../webhooks/index.js';
import { freshId } from './fresh.js';
import type { OpenWebhookStores } from './webhook-fixture.js';
import { accepted, later, madeAt, turnedAway, webhookWorld } from './webhook-world.js';

export const webhookQueueContract = (adapterName: string, open: OpenWebhookStores): void => {
  describe(`WebhookDeliveryStore and WebhookQueue contract: ${adapterName}`, () => {
    const world = webhookWorld(open);
    const { opened, within, aKey, addKey, anEndpoint, put, tell, fanOut, listed, claim, settle, oneClaimed } =
      world;
    let endpoint: WebhookEndpoint;
    let hospitalId: HospitalId;
    beforeEach(() => {
      endpoint = world.endpoint();
      hospitalId = world.hospitalId();
    });

    it('hands out what happens from then on, once, in the order in which it happened', async () => {
      const [first, second, third] = [await tell(), await tell({ topic: 'clinic-session' }), await tell()];
      expect(await opened().queue.behind(madeAt, 10_000)).toContain(endpoint.id);
      expect(await fanOut(endpoint.id, 2)).toBe(2);
      expect(await fanOut(endpoint.id, 2)).toBe(1);
      expect(await fanOut(endpoint.id, 2)).toBe(0);
      expect(await opened().queue.behind(madeAt, 10_000)).not.toContain(endpoint.id);
      const told = await listed();
      expect(told.map(({ event }) => event.subjectId).toSorted()).toEqual([first, second, third].toSorted());
      expect(new Set(told.map(({ event }) => event.id)).size).toBe(3);
      const [one] = told.filter(({ event }) => event.subjectId === second);
      expect(one).toEqual({
        id: one?.id,
        endpointId: endpoint.id,
        event: {
          id: one?.event.id,
          type: 'AppointmentBooked',
          about: 'session',
          subjectId: second,
          hospitalId,
          version: 3,
          at: one?.event.at,
        },
        state: 'pending',
        attempts: 0,
        roundFrom: 0,
        dueAt: madeAt,
        createdAt: madeAt,
      });
      const late = await put(anEndpoint());
      expect(await fanOut(late.id)).toBe(0);
    });

    it('hands out nothing of other hospitals, tenants, topics or types', async () => {
      const choosy = await put(anEndpoint({ eventTypes: ['AppointmentCancelled'] }));
      await tell({ at: idFrom<HospitalId>(freshId()) });
      await tell({ tenantId: idFrom<TenantId>(freshId()) });
      await tell({ topic: 'order' });
      expect(await fanOut()).toBe(0);
      await tell();
      const cancelled = await tell({ type: 'AppointmentCancelled' });
      expect(await fanOut(choosy.id)).toBe(1);
      expect((await listed(choosy.id)).map(({ event }) => event.subjectId)).toEqual([cancelled]);
    });

    it('hands out what happens to orders that the partner has booked itself, and to no other', async () => {
      const own = { bookedBy: world.partner().accountId };
      const order = { topic: 'order', type: 'ServiceEnded' };
      await tell({ ...order, ofOrder: { bookedBy: idFrom<AccountId>(freshId()) } });
      await tell({ ...order, ofOrder: own, at: idFrom<HospitalId>(freshId()) });
      await tell({ ...order, ofOrder: own, tenantId: idFrom<TenantId>(freshId()) });
      await tell(order);
      expect(await fanOut()).toBe(0);
      const [owing, paid] = [
        await tell({ ...order, ofOrder: { ...own, dueFen: 49_00 } }),
        await tell({ ...order, type: 'BalancePaid', ofOrder: own }),
      ];
      expect(await opened().queue.behind(madeAt, 10_000)).toContain(endpoint.id);
      expect(await fanOut()).toBe(2);
      const told = (await listed()).map(({ event: { id: _, at: __, ...event } }) => event);
      const common = { about: 'escort-order', hospitalId, version: 3 };
      expect(told).toHaveLength(2);
      expect(told).toContainEqual({ ...common, type: 'ServiceEnded', subjectId: owing, dueFen: 49_00 });
      expect(told).toContainEqual({ ...common, type: 'BalancePaid', subjectId: paid });
    });

    it('waits while no live key may read it, and tells what happened meanwhile', async () => {
      const [over, other] = [idFrom<HospitalId>(freshId()), idFrom<HospitalId>(freshId())];
      await addKey(aKey({ scope: { hospitalIds: [over], operations: ['partner-event.list'] } }));
      await addKey(aKey({ scope: { hospitalIds: [other], operations: ['directory.read'] } }));
      const waiting = await put(anEndpoint({ hospitalIds: [over, other] }));
      await tell({ at: over });
      await tell({ at: other });
      expect(await fanOut(waiting.id, 100, later(60))).toBe(0);
      expect(await opened().queue.behind(later(60), 10_000)).not.toContain(waiting.id);
      expect(await fanOut(waiting.id)).toBe(1);
      expect((await listed(waiting.id)).map(({ event }) => event.hospitalId)).toEqual([over]);
    });

    it('hands out nothing to an endpoint that is not active, and goes on where it was', async () => {
      const disabled: WebhookEndpoint = {
        ...endpoint,
        state: 'disabled',
        disabled: { why: 'by-hand', at: madeAt },
        version: 2,
      };
      await within(({ endpoints }) => endpoints.update(disabled, 1));
      await tell();
      expect(await fanOut()).toBe(0);
      await within(({ endpoints }) => endpoints.update({ ...endpoint, version: 3 }, 2));
      expect(await fanOut()).toBe(1);
      await within(({ endpoints }) => endpoints.disable(endpoint.id, 'failing', madeAt));
      expect(await claim(0)).toEqual([]);
    });

    it('hands out an event to one of several fanning out at once', async () => {
      for (let no = 0; no < 12; no += 1) await tell();
      const made = await Promise.all(Array.from({ length: 4 }, () => fanOut(endpoint.id, 12)));
      let all = made.reduce((sum, count) => sum + count, 0);
      all += await fanOut(endpoint.id, 12);
      expect(all).toBe(12);
      expect(await listed()).toHaveLength(12);
    });

    it('leases to one worker at a time, never more of an endpoint than its places', async () => {
      for (let no = 0; no < 7; no += 1) await tell();
      await fanOut();
      const claims = (await Promise.all([1, 2, 3].map(() => claim(0, 4)))).flat();
      expect(claims.length).toBeLessThanOrEqual(4);
      claims.push(...(await claim(0, 4)));
      expect(claims).toHaveLength(4);
      expect(new Set(claims.map(({ delivery }) => delivery.id)).size).toBe(4);
      expect(claims[0]?.delivery.attempts).toBe(1);
      expect(claims[0]?.endpoint).toEqual({
        id: endpoint.id,
        tenantId: endpoint.tenantId,
        url: endpoint.url,
      });
      expect(await claim(0, 4)).toEqual([]);
      expect(await claim(1, 4)).toHaveLength(4);
      expect(await claim(-1)).toEqual([]);
    });

    it('keeps what came of an attempt, and when the next one is due', async () => {
      await tell();
      await fanOut();
      const claimed = await oneClaimed();
      expect(await settle(claimed, turnedAway, 'pending')).toBe(true);
      expect(await settle(claimed, accepted, 'delivered')).toBe(false);
      expect(await claim(4)).toEqual([]);
      const again = await oneClaimed(5);
      expect(again).toEqual({ ...claimed, attempts: 2, dueAt: later(5) });
      const failed: SendOutcome = { kind: 'failed', why: 'timeout' };
      expect(await settle(again, failed, 'failed')).toBe(true);
      const [found] = await listed();
      expect(found).toMatchObject({
        state: 'failed',
        attempts: 2,
        finishedAt: new Date(madeAt.getTime() + 12),
      });
      const attempts = await within(({ deliveries }) => deliveries.attempts([claimed.id]));
      expect(attempts.get(claimed.id)).toEqual([
        { no: 1, at: madeAt, tookMs: 12, outcome: turnedAway },
        { no: 2, at: madeAt, tookMs: 12, outcome: failed },
      ]);
    });

    it('keeps nothing of an attempt whose lease another worker has taken over', async () => {
      await tell();
      await fanOut();
      const slow = await oneClaimed();
      const quick = await oneClaimed(1);
      expect(quick.attempts).toBe(2);
      expect(await settle(slow, accepted, 'delivered')).toBe(false);
      expect(await settle(quick, accepted, 'delivered')).toBe(true);
      expect((await within(({ deliveries }) => deliveries.attempts([slow.id]))).get(slow.id)).toHaveLength(1);
    });

    it('replays what has ended, one or all that failed since', async () => {
      const replay = (id: WebhookDeliveryId) => within(({ deliveries }) => deliveries.replay(id, later(30)));
      const replayFailed = (since: Date) =>
        within(({ deliveries }) => deliveries.replayFailed(endpoint.id, since, later(30)));
      for (let no = 0; no < 3; no += 1) await tell();
      await fanOut();
      const [one, two, three] = (await claim(0)).map(({ delivery }) => delivery);
      if (!one || !two || !three) throw new Error('three are due');
      expect(await replay(one.id)).toBe(false);
      await settle(one, accepted, 'delivered');
      await settle(two, turnedAway, 'failed');
      await settle(three, turnedAway, 'failed');
      expect(await replay(one.id)).toBe(true);
      expect(await replayFailed(later(1))).toBe(0);
      expect(await replayFailed(madeAt)).toBe(2);
      expect(await replayFailed(madeAt)).toBe(0);
      const again = await claim(30);
      expect(again.map(({ delivery }) => [delivery.attempts, delivery.roundFrom])).toEqual([
        [2, 1],
        [2, 1],
        [2, 1],
      ]);
    });

    it('lists by state and in pages, and keeps a delivery that was made by hand', async () => {
      const byHand = (no: number): WebhookDelivery => ({
        id: idFrom<WebhookDeliveryId>(freshId()),
        endpointId: endpoint.id,
        event: {
          id: freshId(),
          type: 'WebhookTest',
          about: 'webhook-endpoint',
          subjectId: endpoint.id,
          version: 1,
          at: madeAt,
        },
        state: no === 2 ? 'failed' : 'pending',
        attempts: 0,
        roundFrom: 0,
        dueAt: later(no),
        createdAt: later(no),
        ...(no === 2 ? { finishedAt: later(9) } : {}),
      });
      const [first, second, third] = [byHand(1), byHand(2), byHand(3)];
      for (const one of [first, second, third]) await within(({ deliveries }) => deliveries.insert(one));
      const list = (given: Partial<Parameters<WebhookStores['deliveries']['list']>[0]>) =>
        within(({ deliveries }) => deliveries.list({ endpointId: endpoint.id, limit: 2, ...given }));
      expect(await list({})).toEqual([third, second]);
      expect(await list({ before: second })).toEqual([first]);
      expect(await list({ state: 'failed' })).toEqual([second]);
      expect(await within(({ deliveries }) => deliveries.find(third.id))).toEqual(third);
    });

    it('is pruned of what was made or given up long ago, and of what an endpoint that is removed was never told', async () => {
      const [before, longAgo] = [new Date('2001-02-01T00:00:00Z'), new Date('2001-01-01T00:00:00Z')];
      const removed = await put(anEndpoint({ state: 'removed' }));
      const event = (): WebhookDelivery['event'] => ({
        ...{ id: freshId(), type: 'T', about: 'session', subjectId: freshId(), version: 1, at: longAgo },
      });
      const old = (given: Partial<WebhookDelivery>): WebhookDelivery => ({
        ...{
          id: idFrom<WebhookDeliveryId>(freshId()),
          endpointId: endpoint.id,
          event: event(),
          state: 'pending',
        },
        ...{ attempts: 0, roundFrom: 0, dueAt: longAgo, createdAt: longAgo, ...given },
      });
      const kept = [old({}), old({ state: 'failed', finishedAt: madeAt })];
      const gone = [
        old({ state: 'failed', finishedAt: longAgo }),
        old({ state: 'delivered', finishedAt: longAgo }),
        old({ endpointId: removed.id }),
      ];
      for (const one of [...kept, ...gone]) await within(({ deliveries }) => deliveries.insert(one));
      expect(await opened().pruner.prune('webhook-delivery', before, 100)).toBe(gone.length);
      const found = await Promise.all(
        [...kept, ...gone].map(({ id }) => within(({ deliveries }) => deliveries.find(id))),
      );
      expect(found.map((one) => one !== undefined)).toEqual([true, true, false, false, false]);
    });
  });
};
