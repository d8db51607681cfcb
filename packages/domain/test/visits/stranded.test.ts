import type { EscortProfile } from '@banzhen/domain/dispatch';
import { system } from '@banzhen/domain/shared/actor';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { hundredPercent } from '@banzhen/domain/shared/money';
import { anEscort, anotherEscort, inMemoryVisits, must, wednesdayMorning } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { escort, offerOf, type Scene, visitIn } from './scene.js';

const off = (certification: EscortProfile['certification']) => ({ ...anEscort(), certification });

/** What the job does in a round: everything that is stranded is released; answers how many orders were. */
const round = async ({ platform, visits, clock }: Scene): Promise<number> => {
  const stranded = await platform.strandedOrders.due({ now: clock.now(), most: 10 });
  for (const { orderId, escortId } of stranded)
    must(await visits.releaseEscort(system, { orderId, escortId }));
  return stranded.length;
};

describe('an escort who is taken off work', () => {
  it.each(['ACCEPTED', 'EN_ROUTE'] as const)(
    'is released from an order that is %s, once (O8)',
    async (stage) => {
      const scene = await visitIn(stage);
      const { platform, order, orderId } = scene;
      expect(await round(scene)).toBe(0);
      await platform.seeds.addEscort(off('SUSPENDED'));
      expect(await round(scene)).toBe(1);
      const released = await order(orderId);
      expect(released).toMatchObject({ status: 'PAID', refundCeiling: hundredPercent });
      expect(released.shifts[0]?.cover).toEqual({ kind: 'open' });
      expect(released.excludedEscorts).toContain(anEscort().id);
      const blocks = await platform.read(({ holds }) =>
        holds.ofEscort(anEscort().id, wednesdayMorning, undefined, scene.clock.now()),
      );
      expect(blocks).toEqual([]);
      const events = await platform.read(({ timeline }) => timeline.of(orderId));
      expect(events.at(-1)).toMatchObject({ type: 'EscortReleased', row: 'O8', by: { as: 'SYS' } });
      expect(await round(scene)).toBe(0);
    },
  );

  it.each(['ARRIVED', 'SERVING'] as const)('goes on with what has begun: %s', async (stage) => {
    const scene = await visitIn(stage);
    await scene.platform.seeds.addEscort(off('REVOKED'));
    expect(await round(scene)).toBe(0);
    expect((await scene.order(scene.orderId)).status).toBe(stage);
  });

  it('accepts no offer and sets out to no visit that they have accepted before', async () => {
    const offered = await visitIn('ASSIGNED');
    await offered.platform.seeds.addEscort(off('SUSPENDED'));
    const { offerId } = offerOf(await offered.order(offered.orderId));
    expect(await offered.visits.acceptOffer(escort, { orderId: offered.orderId, offerId })).toMatchObject({
      error: { type: 'NotEligible', whyNot: [{ code: 'not-certified', detail: 'SUSPENDED' }] },
    });
    const accepted = await visitIn('ACCEPTED');
    await accepted.advanceTo(minutesAfter(wednesdayMorning.startsAt, -60));
    await accepted.platform.seeds.addEscort(off('SUSPENDED'));
    expect(await accepted.visits.depart(escort, { orderId: accepted.orderId })).toMatchObject({
      error: { type: 'NotEligible', whyNot: [{ code: 'not-certified' }] },
    });
  });

  it('is passed over where they were wished for: what was booked before is paid, and its search goes on', async () => {
    const open = await inMemoryVisits();
    await open.platform.seeds.addEscort(anotherEscort());
    const orderId = await open.book({ wishes: { escortId: anEscort().id } });
    await open.platform.seeds.addEscort(off('SUSPENDED'));
    await open.pay(orderId);
    expect(offerOf(await open.order(orderId)).escortId).toBe(anotherEscort().id);
  });

  it('is neither asked nor shown the hall', async () => {
    const open = await inMemoryVisits();
    await open.platform.seeds.addEscort(off('EXPIRED'));
    const orderId = await open.book();
    await open.pay(orderId);
    expect((await open.order(orderId)).status).toBe('PAID');
    open.clock.advance(10);
    expect(await open.visits.grabShift(escort, { orderId, shiftNo: 1 })).toMatchObject({
      error: { type: 'NotEligible', whyNot: [{ code: 'not-certified' }] },
    });
  });
});
