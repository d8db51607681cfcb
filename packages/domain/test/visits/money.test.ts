import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import { type CancellationQuoteId, idFrom } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { aDispatcher, must, wednesdayMorning } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escort, family, visitIn } from './scene.js';

describe('payment', () => {
  it('takes the money once, however often the provider says so', async () => {
    const { visits, order, orderId, providers, trialBalanceFen, pay } = await visitIn('PENDING_PAYMENT');
    const paymentId = await pay(orderId);
    const state = must(await providers.wechat.queryPayment(paymentId));
    const before = await order(orderId);
    for (let time = 0; time < 5; time++)
      expect(await visits.recordPayment({ paymentId, state })).toBe('nothing new');
    expect(await order(orderId)).toEqual(before);
    expect(before.money.capturedFen).toBe(before.charge.totalFen);
    expect(await trialBalanceFen()).toBe(0);
  });

  it('returns a second success on another channel in full and leaves the order alone (O2x)', async () => {
    const { visits, order, orderId, providers, pay, platform, advance } = await visitIn('PENDING_PAYMENT');
    const second = must(await visits.startPayment(family, { orderId, channel: 'alipay' }));
    await pay(orderId, 'wechat');
    providers.alipay.pay(second.paymentId);
    const state = must(await providers.alipay.queryPayment(second.paymentId));
    expect(await visits.recordPayment({ paymentId: second.paymentId, state })).toBe('returned');
    await advance(0);
    const [refund] = await platform.read(({ refunds }) => refunds.ofOrder(orderId));
    expect(refund).toMatchObject({ reason: 'duplicate', amountFen: second.amountFen, status: 'SUCCEEDED' });
    expect((await order(orderId)).money.refundRequestedFen).toBe(0);
  });

  it('returns a success that comes after the order has expired (O2x, PAY5)', async () => {
    const { visits, order, orderId, advance, platform, trialBalanceFen } = await visitIn('PENDING_PAYMENT');
    const { paymentId, amountFen } = must(await visits.startPayment(family, { orderId, channel: 'wechat' }));
    await advance(16);
    expect(await order(orderId)).toMatchObject({ status: 'CANCELLED', cause: 'payment-expired' });
    const state = { state: 'SUCCESS', providerRef: 'late', amountFen } as const;
    expect(await visits.recordPayment({ paymentId, state })).toBe('returned');
    expect(await platform.read(({ refunds }) => refunds.ofOrder(orderId))).toMatchObject([
      { reason: 'late', amountFen },
    ]);
    expect(await trialBalanceFen()).toBe(0);
  });

  it.each([-1, 1, 100_00])(
    'does not believe an amount that is off by %d fen, and takes the true one after it (PAY6)',
    async (off) => {
      const { visits, order, orderId, trialBalanceFen } = await visitIn('PENDING_PAYMENT');
      const { paymentId, amountFen } = must(
        await visits.startPayment(family, { orderId, channel: 'wechat' }),
      );
      const word = (fenPaid: number) =>
        ({ state: 'SUCCESS', providerRef: 'odd', amountFen: fen(fenPaid) }) as const;
      expect(await visits.recordPayment({ paymentId, state: word(amountFen + off) })).toBe('wrong amount');
      expect(await order(orderId)).toMatchObject({ status: 'PENDING_PAYMENT', money: { capturedFen: 0 } });
      expect(await visits.recordPayment({ paymentId, state: word(amountFen) })).toBe('taken');
      expect((await order(orderId)).money.capturedFen).toBe(amountFen);
      expect(await trialBalanceFen()).toBe(0);
    },
  );

  it('takes the payment when the expiry finds it made, and does not cancel (O3)', async () => {
    const { visits, order, orderId, providers, advance } = await visitIn('PENDING_PAYMENT');
    const { paymentId } = must(await visits.startPayment(family, { orderId, channel: 'wechat' }));
    providers.wechat.pay(paymentId);
    await advance(16);
    expect((await order(orderId)).status).toBe('ASSIGNED');
  });

  it('leaves an unpaid order alone while its provider does not answer', async () => {
    const { visits, order, orderId, providers, advance } = await visitIn('PENDING_PAYMENT');
    must(await visits.startPayment(family, { orderId, channel: 'wechat' }));
    providers.wechat.setAvailable(false);
    await advance(16);
    expect((await order(orderId)).status).toBe('PENDING_PAYMENT');
    providers.wechat.setAvailable(true);
    await advance(1);
    expect((await order(orderId)).status).toBe('CANCELLED');
  });
});

describe('cancellation', () => {
  it('does exactly what was quoted, whenever it is asked (N4)', async () => {
    const stages = ['PENDING_PAYMENT', 'ASSIGNED', 'ACCEPTED', 'EN_ROUTE', 'ARRIVED'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...stages),
        fc.integer({ min: 0, max: 46 * 60 }),
        async (stage, minutes) => {
          const { visits, advance, order, orderId, platform, trialBalanceFen } = await visitIn(stage);
          if (stage === 'ACCEPTED') await advance(minutes);
          const captured = (await order(orderId)).money.capturedFen;
          const quote = must(await visits.quoteCancellation(family, { orderId }));
          const { refundFen, escortFen, platformFen } = quote.split;
          expect(refundFen + escortFen + platformFen).toBe(captured);
          must(await visits.cancelOrder(family, { orderId, cancellationQuoteId: quote.id }));
          await advance(0);
          const after = await order(orderId);
          expect(after.status).toBe('CANCELLED');
          expect(after.money.refundedFen).toBe(refundFen);
          const balances = await platform.books.trialBalance();
          const owed = (account: string) =>
            0 - (balances.find((one) => one.account === account)?.balanceFen ?? 0);
          expect(owed(`escort_pending:${escort.escortId}`)).toBe(escortFen);
          expect(owed('commission_income')).toBe(platformFen);
          expect(owed(`order_hold:${orderId}`)).toBe(0);
          expect(await trialBalanceFen()).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses a quote that is five minutes old, or of an earlier version of the order', async () => {
    const scene = await visitIn('ACCEPTED');
    const { visits, orderId, clock, advance } = scene;
    const old = must(await visits.quoteCancellation(family, { orderId }));
    clock.advance(5);
    const late = await visits.cancelOrder(family, { orderId, cancellationQuoteId: old.id });
    expect(late).toEqual({ ok: false, error: { type: 'QuoteOutdated' } });
    await advance(45 * 60);
    const fresh = must(await visits.quoteCancellation(family, { orderId }));
    must(await visits.depart(escort, { orderId }));
    const moved = await visits.cancelOrder(family, { orderId, cancellationQuoteId: fresh.id });
    expect(moved).toEqual({ ok: false, error: { type: 'QuoteOutdated' } });
    expect((await scene.order(orderId)).status).toBe('EN_ROUTE');
  });

  it('touches no payment before the cancellation itself is in order', async () => {
    const { visits, orderId, pay, order } = await visitIn('PENDING_PAYMENT');
    must(await visits.startPayment(family, { orderId, channel: 'wechat' }));
    const cancellationQuoteId = idFrom<CancellationQuoteId>('01900000-9999-7000-8000-000000000009');
    expect(await visits.cancelOrder(family, { orderId, cancellationQuoteId })).toMatchObject({
      error: { type: 'QuoteOutdated' },
    });
    await pay(orderId);
    expect((await order(orderId)).money.capturedFen).toBeGreaterThan(0);
  });

  it('replaces an attempt for a balance that can be paid no more', async () => {
    const { visits, orderId, advanceTo, clock } = await visitIn('SERVING');
    await advanceTo(minutesAfter(wednesdayMorning.endsAt, 40));
    for (const step of ['consultation', 'returned'] as const)
      must(await visits.logService(escort, { orderId, step, note: '' }));
    must(await visits.endService(escort, { orderId }));
    const first = must(await visits.startPayment(family, { orderId, channel: 'wechat' }));
    expect(must(await visits.startPayment(family, { orderId, channel: 'wechat' }))).toEqual(first);
    clock.advance(15);
    const second = must(await visits.startPayment(family, { orderId, channel: 'wechat' }));
    expect(second.paymentId).not.toBe(first.paymentId);
  });

  it('gives everything back when a dispatcher says that it is not the fault of the family', async () => {
    const { visits, orderId } = await visitIn('EN_ROUTE');
    const quote = must(await visits.quoteCancellation(aDispatcher(), { orderId, fault: 'clinic' }));
    expect(quote).toMatchObject({ rule: 'full', split: { escortFen: 0, platformFen: 0 } });
    const ownWord = must(await visits.quoteCancellation(family, { orderId, fault: 'clinic' }));
    expect(ownWord.rule).toBe('on-the-way');
  });
});

describe('the end of a service', () => {
  it('charges overtime by started half hours, and finishes only once it is paid (O15, O17, O18)', async () => {
    const { visits, order, orderId, advanceTo, pay, trialBalanceFen } = await visitIn('SERVING');
    await advanceTo(minutesAfter(wednesdayMorning.endsAt, 40));
    for (const step of ['consultation', 'returned'] as const)
      must(await visits.logService(escort, { orderId, step, note: '' }));
    must(await visits.endService(escort, { orderId }));
    const ended = await order(orderId);
    const due = (defaultVisitPolicy.pricing.extraHourFen / 2) * 2;
    expect(ended.charge.lines.at(-1)).toMatchObject({ kind: 'overtime', quantity: 2, amountFen: due });
    expect(await visits.confirmOrder(family, { orderId })).toEqual({
      ok: false,
      error: { type: 'BalanceUnpaid', balanceFen: due },
    });
    await pay(orderId);
    must(await visits.confirmOrder(family, { orderId }));
    expect(await trialBalanceFen()).toBe(0);
  });

  it('lets a dispatcher waive the balance, and nobody else', async () => {
    const { visits, order, orderId, advanceTo } = await visitIn('SERVING');
    await advanceTo(minutesAfter(wednesdayMorning.endsAt, 40));
    for (const step of ['consultation', 'returned'] as const)
      must(await visits.logService(escort, { orderId, step, note: '' }));
    must(await visits.endService(escort, { orderId }));
    expect((await visits.confirmOrder(family, { orderId, waiveBalance: true })).ok).toBe(false);
    must(await visits.confirmOrder(aDispatcher(), { orderId, waiveBalance: true, reason: '客户关怀' }));
    expect(await order(orderId)).toMatchObject({ status: 'FINISHED', money: { waivedFen: 6000 } });
  });

  it('gives unused half hours back when the service ends early (O16)', async () => {
    const { visits, order, orderId, advance, trialBalanceFen } = await visitIn('SERVING');
    await advance(65);
    must(await visits.endServiceEarly(family, { orderId, reason: '提前看完' }));
    await advance(0);
    const ended = await order(orderId);
    expect(ended.charge.lines.at(-1)).toMatchObject({ kind: 'early-end' });
    expect(ended.money.refundedFen).toBe(-(ended.charge.lines.at(-1)?.amountFen ?? 0));
    must(await visits.confirmOrder(family, { orderId }));
    expect(await trialBalanceFen()).toBe(0);
  });

  it('gives no more back by an early end than a cancellation at the door would have (O16, O20)', async () => {
    const { visits, order, orderId, advance } = await visitIn('SERVING');
    must(await visits.endServiceEarly(family, { orderId, reason: '不看了' }));
    await advance(0);
    const { money, charge } = await order(orderId);
    expect(money.refundedFen).toBe(Math.floor(money.capturedFen / 2));
    expect(charge.totalFen).toBe(money.capturedFen - money.refundedFen);
  });

  it('confirms by itself after 24 hours, and closes the review after 15 days without stars (O17, V3)', async () => {
    const { order, orderId, advance } = await visitIn('ENDED');
    await advance(24 * 60 - 1);
    expect((await order(orderId)).status).toBe('ENDED');
    await advance(1);
    expect((await order(orderId)).status).toBe('FINISHED');
    await advance(15 * 24 * 60);
    expect((await order(orderId)).review).toBe('expired');
  });
});
