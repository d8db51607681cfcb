import { fen } from '@banzhen/domain/shared/money';
import { inMemorySandboxStore } from '@banzhen/payments';
import { describe, expect, it } from 'vitest';
import { movableClock, newPaymentId, newRefundId, openSandbox } from './sandbox-merchant.js';

const SECOND = 1000;
const unavailable = { ok: false, error: { type: 'ProviderUnavailable', channel: 'wechat' } };

describe('notices', () => {
  it('wait as long as they are told to', async () => {
    const { gateway, clock, believed, paid } = openSandbox({ behaviour: { noticeDelayMs: 90 * SECOND } });
    await paid();
    clock.advance(89 * SECOND);
    expect(await gateway.deliverDue()).toBe(0);
    clock.advance(SECOND);
    await gateway.deliverDue();
    expect(believed).toHaveLength(1);
  });

  it('are repeated under the same event id', async () => {
    const { gateway, believed, paid } = openSandbox({ behaviour: { noticeRepeats: 4 } });
    await paid();
    expect(await gateway.deliverDue()).toBe(5);
    expect(believed).toHaveLength(5);
    expect(new Set(believed.map(({ eventId }) => eventId)).size).toBe(1);
    expect(await gateway.deliverDue()).toBe(0);
  });

  it('come newest first when reordered', async () => {
    for (const newestFirst of [false, true]) {
      const { gateway, provider, believed, paid } = openSandbox({ behaviour: { newestFirst } });
      const paymentId = await paid(1000);
      const refund = { refundId: newRefundId(), paymentId, amountFen: fen(1000), totalFen: fen(1000) };
      await provider.refund(refund);
      await gateway.deliverDue();
      expect(believed.map(({ kind }) => kind)).toEqual(
        newestFirst ? ['refund', 'payment'] : ['payment', 'refund'],
      );
    }
  });

  it('are tried again until one arrives', async () => {
    const { gateway, clock, believed, paid } = openSandbox({ behaviour: { noticesLost: 2 } });
    await paid();
    expect(await gateway.deliverDue()).toBe(1);
    expect(await gateway.deliverDue()).toBe(0);
    clock.advance(15 * SECOND);
    await gateway.deliverDue();
    expect(believed).toEqual([]);
    clock.advance(15 * SECOND);
    await gateway.deliverDue();
    expect(believed).toHaveLength(1);
  });

  it('are given up after the last pause, and the truth is still there to be asked for', async () => {
    const { gateway, provider, clock, arrived, store, paid } = openSandbox({ answers: () => 500 });
    const paymentId = await paid();
    for (let hours = 0; hours < 30; hours += 0.05) {
      await gateway.deliverDue();
      clock.advance(0.05 * 3600 * SECOND);
    }
    expect(arrived).toHaveLength(16);
    expect(await store.list('notice/')).toEqual([]);
    expect(await provider.queryPayment(paymentId)).toMatchObject({ value: { state: 'SUCCESS' } });
  });

  it('survive a crash of the provider', async () => {
    const [store, clock] = [inMemorySandboxStore(), movableClock()];
    const before = openSandbox({ store, clock, answers: () => 503 });
    const paymentId = await before.paid();
    await before.gateway.deliverDue();
    const after = openSandbox({ store, clock, keys: before.keys });
    clock.advance(15 * SECOND);
    await after.gateway.deliverDue();
    expect(after.believed).toMatchObject([{ paymentId, payment: { state: 'SUCCESS' } }]);
  });

  it('tell of nothing that a crash prevented', async () => {
    const store = inMemorySandboxStore();
    let broken = false;
    const failing: typeof store = {
      ...store,
      put: async (key, record) => {
        if (broken && key.startsWith('payment/')) throw new Error('crash between notice and fact');
        return store.put(key, record);
      },
    };
    const { gateway, clock, arrived, prepaid } = openSandbox({ store: failing });
    const paymentId = await prepaid();
    broken = true;
    await expect(gateway.pay(paymentId)).rejects.toThrow('crash');
    expect(await gateway.deliverDue()).toBe(0);
    broken = false;
    expect(await gateway.pay(paymentId)).toMatchObject({ ok: true });
    await gateway.deliverDue();
    expect(arrived).toHaveLength(1);
    clock.advance(120 * SECOND);
    await gateway.deliverDue();
    expect(await store.list('notice/')).toEqual([]);
  });

  it('are delivered once although two processes of the provider look for them', async () => {
    const [store, clock] = [inMemorySandboxStore(), movableClock()];
    const one = openSandbox({ store, clock });
    const two = openSandbox({ store, clock, keys: one.keys });
    for (let made = 0; made < 20; made += 1) await one.paid();
    await Promise.all([one.gateway.deliverDue(), two.gateway.deliverDue()]);
    expect(one.believed.length + two.believed.length).toBe(20);
  });

  it('go out by themselves once delivery was started, and no more after it was stopped', async () => {
    const { gateway, believed, paid } = openSandbox();
    const delivery = gateway.startDelivery({ everyMs: 60_000 });
    await paid();
    await expect.poll(() => believed.length).toBe(1);
    await delivery.stop();
    await paid();
    expect(believed).toHaveLength(1);
  });
});

describe.each([
  { forge: 'signature', why: ['signature does not match'] },
  { forge: 'key', why: ['unknown key serial'] },
  { forge: 'merchant', why: ['another merchant'] },
  { forge: 'currency', why: ['another currency'] },
] as const)('a forged $forge', ({ forge, why }) => {
  it('is refused, and the true notice after it believed', async () => {
    const { gateway, believed, refused, paid } = openSandbox({ behaviour: { forge } });
    const paymentId = await paid(500);
    await gateway.deliverDue();
    expect(refused).toEqual(why);
    expect(believed).toMatchObject([{ paymentId, payment: { amountFen: 500 } }]);
  });
});

describe('a wrong amount, rightly signed', () => {
  it('reaches the merchant as what it says, for its own check', async () => {
    const { gateway, believed, paid } = openSandbox({ behaviour: { forge: 'amount' } });
    const paymentId = await paid(500);
    await gateway.deliverDue();
    expect(believed).toMatchObject([
      { eventId: `${paymentId}-SUCCESS-forged`, payment: { amountFen: 501 } },
      { eventId: `${paymentId}-SUCCESS`, payment: { amountFen: 500 } },
    ]);
  });
});

describe('answers', () => {
  it('to a query may be unknown or not come', async () => {
    const { gateway, provider, paid } = openSandbox();
    const paymentId = await paid();
    await gateway.behave({ query: 'unknown' });
    expect(await provider.queryPayment(paymentId)).toEqual({ ok: true, value: { state: 'UNKNOWN' } });
    await gateway.behave({ query: 'unavailable' });
    expect(await provider.queryPayment(paymentId)).toEqual(unavailable);
    expect(await provider.queryRefund(newRefundId())).toEqual(unavailable);
    await gateway.resetBehaviour();
    expect(await provider.queryPayment(paymentId)).toMatchObject({ value: { state: 'SUCCESS' } });
  });

  it('to a prepay may not come, with the payment open or not', async () => {
    const { gateway, provider, clock } = openSandbox();
    const ask = (paymentId = newPaymentId()) =>
      provider.prepay({
        paymentId,
        amountFen: fen(5),
        description: '',
        expiresAt: new Date(clock.now().getTime() + 1),
      });
    const [open, never] = [newPaymentId(), newPaymentId()];
    await gateway.behave({ prepay: 'lost' }, open);
    await gateway.behave({ prepay: 'unavailable' }, never);
    expect([await ask(open), await ask(never)]).toEqual([unavailable, unavailable]);
    expect(await gateway.pay(open)).toMatchObject({ ok: true });
    expect(await gateway.pay(never)).toEqual({ ok: false, error: 'NOT_FOUND' });
    expect(await ask()).toMatchObject({ ok: true });
  });

  it('to a close may not come, with the payment closed or not', async () => {
    const { gateway, provider, prepaid } = openSandbox();
    const [closed, open] = [await prepaid(), await prepaid()];
    await gateway.behave({ close: 'lost' }, closed);
    await gateway.behave({ close: 'unavailable' }, open);
    expect([await provider.closePayment(closed), await provider.closePayment(open)]).toEqual([
      unavailable,
      unavailable,
    ]);
    expect(await gateway.pay(closed)).toEqual({ ok: false, error: 'CLOSED' });
    expect(await gateway.pay(open)).toMatchObject({ ok: true });
  });

  it('to a refund may be unknown or not come, with the money back or not', async () => {
    const { gateway, provider, paid } = openSandbox();
    const paymentId = await paid(1000);
    const refunding = (refundId = newRefundId()) => ({
      refundId,
      paymentId,
      amountFen: fen(100),
      totalFen: fen(1000),
    });
    const [unknown, lost, never] = [refunding(), refunding(), refunding()];
    await gateway.behave({ refund: 'unknown' });
    expect(await provider.refund(unknown)).toEqual({ ok: true, value: { state: 'UNKNOWN' } });
    await gateway.behave({ refund: 'lost' });
    expect(await provider.refund(lost)).toEqual(unavailable);
    await gateway.behave({ refund: 'unavailable' });
    expect(await provider.refund(never)).toEqual(unavailable);
    const states = await Promise.all(
      [unknown, lost, never].map(({ refundId }) => provider.queryRefund(refundId)),
    );
    expect(states.map((state) => state.ok && state.value.state)).toEqual(['SUCCESS', 'SUCCESS', 'UNKNOWN']);
    await gateway.behave({ refund: 'answer' });
    for (const request of [unknown, lost, never]) await provider.refund(request);
    expect((await gateway.find(paymentId))?.refunds).toHaveLength(3);
  });

  it('to a refund may be given later', async () => {
    const { gateway, provider, clock, believed, paid } = openSandbox({
      behaviour: { refundTakesMs: 60 * SECOND },
    });
    const paymentId = await paid(1000);
    const request = { refundId: newRefundId(), paymentId, amountFen: fen(1000), totalFen: fen(1000) };
    await gateway.deliverDue();
    expect(await provider.refund(request)).toEqual({ ok: true, value: { state: 'PROCESSING' } });
    expect(await provider.refund(request)).toEqual({ ok: true, value: { state: 'PROCESSING' } });
    await gateway.deliverDue();
    expect(believed).toHaveLength(1);
    clock.advance(60 * SECOND);
    await gateway.deliverDue();
    expect(believed.at(-1)).toMatchObject({ kind: 'refund', refund: { state: 'SUCCESS' } });
    expect(await provider.queryRefund(request.refundId)).toEqual({ ok: true, value: { state: 'SUCCESS' } });
  });
});

describe('a debit that was under way', () => {
  it('is taken after the close and told of', async () => {
    const { gateway, provider, believed, prepaid } = openSandbox();
    const paymentId = await prepaid();
    await provider.closePayment(paymentId);
    await gateway.behave({ paysWhenClosed: true }, paymentId);
    expect(await gateway.pay(paymentId)).toMatchObject({ ok: true });
    await gateway.deliverDue();
    expect(believed).toMatchObject([{ paymentId, payment: { state: 'SUCCESS' } }]);
  });
});
