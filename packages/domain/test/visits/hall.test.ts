import { idFrom, type OrderId, type TenantId } from '@banzhen/domain/shared/ids';
import {
  aDispatcher,
  anEscort,
  anEscortPerson,
  anotherEscort,
  inMemoryVisits,
  must,
} from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { escort, visitIn } from './scene.js';

const second = anEscortPerson(anotherEscort());
const notFound = { ok: false, error: { type: 'NotFound' } };

/** A paid order that nobody was offered, and two escorts who may take it once the hall opens. */
const searched = async () => {
  const open = await inMemoryVisits();
  await open.platform.seeds.addEscort(anEscort({ isAccepting: false }));
  const orderId = await open.book();
  await open.pay(orderId);
  await open.platform.seeds.addEscort(anEscort());
  await open.platform.seeds.addEscort(anotherEscort());
  return { ...open, orderId };
};

describe('trying to take a shift from the hall', () => {
  it('tells nothing of orders that are not in it, whatever their state', async () => {
    for (const stage of ['PENDING_PAYMENT', 'ASSIGNED', 'ACCEPTED', 'SERVING', 'FINISHED'] as const) {
      const { visits, orderId, platform } = await visitIn(stage);
      await platform.seeds.addEscort(anotherEscort());
      expect(await visits.grabShift(second, { orderId, shiftNo: 1 }), stage).toEqual(notFound);
    }
    const { visits, orderId } = await searched();
    expect(await visits.grabShift(second, { orderId, shiftNo: 1 })).toEqual(notFound);
    const unknown = idFrom<OrderId>('01900000-9999-7000-8000-000000000001');
    expect(await visits.grabShift(second, { orderId: unknown, shiftNo: 1 })).toEqual(notFound);
  });

  it('tells nothing to escorts of another city or tenant, nor of shifts that are not there', async () => {
    const { visits, orderId, platform, clock } = await searched();
    clock.advance(10);
    await platform.seeds.addEscort(anotherEscort({ cityCode: 'shanghai' }));
    expect(await visits.grabShift(second, { orderId, shiftNo: 1 })).toEqual(notFound);
    const foreign = { ...escort, tenantId: idFrom<TenantId>('01900000-0001-7000-8000-000000000002') };
    expect(await visits.grabShift(foreign, { orderId, shiftNo: 1 })).toEqual(notFound);
    expect(await visits.grabShift(escort, { orderId, shiftNo: 7 })).toEqual(notFound);
  });

  it('tells whoever could see it that it is taken, be it grabbed or offered since', async () => {
    const { visits, orderId, clock } = await searched();
    clock.advance(10);
    const offer = { orderId, shiftNo: 1, escortId: anEscort().id, reason: '已电话确认' };
    must(await visits.offerShift(aDispatcher(), offer));
    const taken = { ok: false, error: { type: 'ShiftNotOpen', shiftNo: 1 } };
    expect(await visits.grabShift(second, { orderId, shiftNo: 1 })).toEqual(taken);
  });

  it('tells an escort of the order itself what is the matter', async () => {
    const { visits, orderId } = await visitIn('ACCEPTED');
    expect(await visits.grabShift(escort, { orderId, shiftNo: 1 })).toMatchObject({
      error: { type: 'IllegalTransition', status: 'ACCEPTED', command: 'grab' },
    });
  });

  it('is told why not when the order is in the hall but not for them', async () => {
    const { visits, orderId, platform, clock } = await searched();
    clock.advance(10);
    await platform.seeds.addEscort(anotherEscort({ certification: 'SUSPENDED' }));
    expect(await visits.grabShift(second, { orderId, shiftNo: 1 })).toMatchObject({
      error: { type: 'NotEligible', whyNot: [{ code: 'not-certified' }] },
    });
  });
});
