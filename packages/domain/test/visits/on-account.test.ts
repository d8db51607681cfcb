import { isTerminal } from '@banzhen/domain/orders';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { type AccountId, idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { err } from '@banzhen/domain/shared/result';
import { aDispatcher, must, wednesdayMorning } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, PRICE, partner, partnerVisits } from './partner-scene.js';
import { escort, family, offerOf } from './scene.js';

describe('an order on account', () => {
  it('is paid with what its partner owes from then on, and costs no fee for the way', async () => {
    const { order, owedFen, ...scene } = await partnerVisits(PRICE);
    const { orderId } = must(await order());
    expect(await scene.platform.read(({ orders }) => orders.find(orderId))).toMatchObject({
      status: 'PAID',
      bookedBy: partner.accountId,
      money: { capturedFen: PRICE },
    });
    expect(await owedFen()).toBe(PRICE);
    expect(await scene.balanceFen(`order_hold:${orderId}`)).toBe(-PRICE);
    expect(await scene.trialBalanceFen()).toBe(0);
  });

  it('is not there at all beyond the limit of credit, and keeps no time of the patient', async () => {
    const { order, owedFen, platform } = await partnerVisits(PRICE - 1);
    expect(await order()).toEqual(err({ type: 'CreditExceeded', dueFen: PRICE }));
    expect(await owedFen()).toBe(0);
    const counted = await platform.read(({ orders }) => orders.countUnpaid(partner.accountId));
    expect(counted).toEqual({ pending: 0, overdue: 0 });
  });

  it('is made once for its key, which is for one quote', async () => {
    const { visits, quote, owedFen } = await partnerVisits(10 * PRICE);
    const command = (quoteId: typeof id) => ({
      quoteId,
      consentedScopeVersion: 1,
      idempotencyKey: 'one-and-only',
    });
    const { id } = must(await quote());
    const first = must(await visits.orderOnAccount(partner, command(id)));
    expect(must(await visits.orderOnAccount(partner, command(id)))).toEqual(first);
    const another = must(await quote(1));
    expect((await visits.orderOnAccount(partner, command(another.id))).ok).toBe(false);
    expect(await owedFen()).toBe(PRICE);
  });

  it('is for patients of its hospitals and hidden from every other key', async () => {
    const { visits, quote, order } = await partnerVisits(10 * PRICE);
    const elsewhere = {
      ...partner,
      hospitalIds: [idFrom<(typeof partner.hospitalIds)[number]>(escort.accountId)],
    };
    expect(await quote(0, elsewhere)).toEqual(err({ type: 'NotFound' }));
    const { orderId } = must(await order());
    const another = { ...partner, accountId: idFrom<AccountId>(escort.accountId) };
    for (const actor of [elsewhere, another])
      expect(await visits.quoteCancellation(actor, { orderId })).toEqual(err({ type: 'NotFound' }));
    const narrow = { ...partner, operations: ['order.read'] };
    expect(await visits.quoteCancellation(narrow, { orderId })).toEqual(
      err({ type: 'NotAllowed', operation: 'order.quote-cancellation' }),
    );
  });

  it('that is cancelled is owed no more, and no provider hears of it', async () => {
    const { order, cancel, owedFen, platform, trialBalanceFen } = await partnerVisits(PRICE);
    const { orderId } = must(await order());
    expect(must(await cancel(orderId)).status).toBe('CANCELLED');
    const { refunds, stored } = await platform.read(async (stores) => ({
      refunds: await stores.refunds.ofOrder(orderId),
      stored: await stores.orders.find(orderId),
    }));
    expect(refunds).toMatchObject([{ status: 'SUCCEEDED', amountFen: PRICE, attempts: 0 }]);
    expect(stored?.money).toMatchObject({ refundRequestedFen: PRICE, refundedFen: PRICE });
    expect([await owedFen(), await trialBalanceFen()]).toEqual([0, 0]);
    must(await order(1));
  });

  it('is neither moved nor paid by the family, whose money would not be on the account', async () => {
    const { visits, order, platform, owedFen } = await partnerVisits(PRICE);
    const { orderId } = must(await order());
    const before = await platform.read(({ orders }) => orders.find(orderId));
    if (!before) throw new Error('the order is there');
    const refused = err({ type: 'BookedOnAccount' });
    expect(await visits.startPayment(family, { orderId, channel: 'wechat' })).toEqual(refused);
    const moved = { orderId, quoteId: before.charge.quoteId };
    expect(await visits.rescheduleOrder(family, moved)).toEqual(refused);
    expect(await platform.read(({ orders }) => orders.find(orderId))).toEqual(before);
    expect(await owedFen()).toBe(PRICE);
  });

  it('whose escort did not come makes its partner owe the compensation less, not have a credit', async () => {
    const scene = await partnerVisits(PRICE);
    const { visits, order, advance, advanceTo, owedFen, balanceFen, trialBalanceFen, platform } = scene;
    const { orderId } = must(await order());
    await advance(0);
    const found = await platform.read(({ orders }) => orders.find(orderId));
    if (!found) throw new Error('the order is there');
    must(await visits.acceptOffer(escort, { orderId, offerId: offerOf(found).offerId }));
    await advanceTo(minutesAfter(wednesdayMorning.startsAt, 31));
    must(await visits.markEscortNoShow(aDispatcher(), { orderId, reason: '没来', isUnreachable: true }));
    await advance(DAY);
    const ended = await platform.read(({ orders }) => orders.find(orderId));
    expect(ended?.status).toBe('CANCELLED');
    const compensationFen = await balanceFen('compensation_expense');
    expect(compensationFen).toBeGreaterThan(0);
    expect(await owedFen()).toBe(-compensationFen);
    expect(await balanceFen(`family_credit:${partner.accountId}`)).toBe(0);
    expect(await trialBalanceFen()).toBe(0);
  });
});

describe('the account of a partner', () => {
  const act = fc.oneof(
    fc.record({ kind: fc.constant('order' as const), days: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ kind: fc.constant('cancel' as const), which: fc.nat({ max: 9 }) }),
    fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 2 * DAY }) }),
  );

  it('is what its orders cost without what was given back, within the limit, whatever happens to them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 12 }), async (acts) => {
        const limitFen = 3 * PRICE;
        const scene = await partnerVisits(limitFen);
        const made: OrderId[] = [];
        for (const one of acts) {
          if (one.kind === 'wait') await scene.advance(one.minutes);
          if (one.kind === 'cancel' && made[one.which])
            await scene.cancel(idFrom<OrderId>(String(made[one.which])));
          if (
            one.kind === 'order' &&
            minutesAfter(wednesdayMorning.startsAt, one.days * DAY) > minutesAfter(scene.clock.now(), DAY)
          ) {
            const ordered = await scene.order(one.days);
            if (ordered.ok) made.push(ordered.value.orderId);
          }
          expect(await scene.owedFen()).toBeLessThanOrEqual(limitFen);
        }
        let kept = 0;
        for (const orderId of made) {
          const stored = await scene.platform.read(({ orders }) => orders.find(orderId));
          if (!stored) throw new Error('the order is there');
          const { capturedFen, refundRequestedFen, refundedFen, earnedFen } = stored.money;
          kept += capturedFen - refundRequestedFen;
          expect(refundedFen).toBe(refundRequestedFen);
          expect(await scene.balanceFen(`order_hold:${orderId}`)).toBe(
            0 - (capturedFen - refundRequestedFen - earnedFen),
          );
          if (isTerminal(stored.status)) expect(earnedFen).toBe(capturedFen - refundRequestedFen);
        }
        expect(await scene.owedFen()).toBe(kept);
        expect(await scene.trialBalanceFen()).toBe(0);
      }),
      { numRuns: 25 },
    );
  });
});
