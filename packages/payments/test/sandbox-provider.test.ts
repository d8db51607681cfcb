import { type Channel, channels } from '@banzhen/domain/payments';
import { fen } from '@banzhen/domain/shared/money';
import { inMemorySandboxStore, type SandboxStore, sandboxProvider } from '@banzhen/payments';
import { describe, expect, it } from 'vitest';
import { newPaymentId, newRefundId, openSandbox } from './sandbox-merchant.js';

const MINUTE = 60_000;

/** Lets pay and close meet at every distance of their steps. */
const raceOfPayAndClose = async (store: SandboxStore) => {
  const { provider, gateway, prepaid } = openSandbox({ store });
  const states = new Set<string>();
  let bothWon = 0;
  const afterTurns = async <T>(turns: number, act: () => Promise<T>): Promise<T> => {
    for (let turn = 0; turn < turns; turn += 1) await null;
    return act();
  };
  for (let round = 0; round < 100; round += 1) {
    const paymentId = await prepaid();
    const [paid, closed] = await Promise.all([
      afterTurns(Math.max(0, 20 - round), () => gateway.pay(paymentId)),
      afterTurns(Math.max(0, round - 20), () => provider.closePayment(paymentId)),
    ]);
    if (paid.ok && closed.ok) bothWon += 1;
    const state = await provider.queryPayment(paymentId);
    states.add(state.ok ? state.value.state : 'unavailable');
  }
  return { bothWon, states: [...states].sort() };
};

describe.each(channels.map((channel) => ({ channel })))(
  'the sandbox provider for $channel',
  ({ channel }: { channel: Channel }) => {
    it('opens, takes and tells of a payment', async () => {
      const { provider, gateway, believed, refused, prepaid } = openSandbox({ channel });
      const paymentId = await prepaid(29_900);
      expect(await provider.queryPayment(paymentId)).toEqual({ ok: true, value: { state: 'NOT_PAID' } });
      await gateway.pay(paymentId);
      await gateway.deliverDue();
      const payment = {
        state: 'SUCCESS',
        amountFen: 29_900,
        providerRef: expect.stringMatching(/^sandbox-/),
      };
      expect(await provider.queryPayment(paymentId)).toEqual({ ok: true, value: payment });
      expect(believed).toEqual([{ kind: 'payment', eventId: `${paymentId}-SUCCESS`, paymentId, payment }]);
      expect(refused).toEqual([]);
    });
  },
);

describe('opening and closing', () => {
  it('answers a repeated prepay with the same address', async () => {
    const { provider, clock } = openSandbox();
    const request = {
      paymentId: newPaymentId(),
      amountFen: fen(100),
      description: 'x',
      expiresAt: new Date(clock.now().getTime() + MINUTE),
    };
    const first = await provider.prepay(request);
    expect(first).toEqual({ ok: true, value: { payUrl: `/sandbox/pay/${request.paymentId}` } });
    expect(await provider.prepay(request)).toEqual(first);
    await expect(provider.prepay({ ...request, amountFen: fen(101) })).rejects.toThrow('AMOUNT_CHANGED');
  });

  it('closes an unpaid payment for good, twice without harm', async () => {
    const { provider, gateway, prepaid } = openSandbox();
    const paymentId = await prepaid();
    expect(await provider.closePayment(paymentId)).toMatchObject({ ok: true });
    expect(await provider.closePayment(paymentId)).toMatchObject({ ok: true });
    expect(await gateway.pay(paymentId)).toEqual({ ok: false, error: 'CLOSED' });
    expect(await provider.queryPayment(paymentId)).toEqual({ ok: true, value: { state: 'CLOSED' } });
  });

  it('refuses to close a paid payment', async () => {
    const { provider, paid } = openSandbox();
    expect(await provider.closePayment(await paid())).toEqual({ ok: false, error: { type: 'AlreadyPaid' } });
  });

  it('lets nobody pay a payment that was closed before its prepay arrived', async () => {
    const { provider, gateway, clock } = openSandbox();
    const paymentId = newPaymentId();
    expect(await provider.queryPayment(paymentId)).toEqual({ ok: true, value: { state: 'NOT_PAID' } });
    expect(await provider.closePayment(paymentId)).toMatchObject({ ok: true });
    const expiresAt = new Date(clock.now().getTime() + MINUTE);
    await provider.prepay({ paymentId, amountFen: fen(100), description: 'late', expiresAt });
    await gateway.behave({ paysWhenClosed: true });
    expect(await gateway.pay(paymentId)).toEqual({ ok: false, error: 'CLOSED' });
  });

  it('takes no money after the expiry, nor twice', async () => {
    const { gateway, clock, prepaid, paid } = openSandbox();
    const late = await prepaid();
    expect(await gateway.pay(await paid())).toEqual({ ok: false, error: 'ALREADY_PAID' });
    clock.advance(15 * MINUTE);
    expect(await gateway.pay(late)).toEqual({ ok: false, error: 'EXPIRED' });
    expect(await gateway.pay(newPaymentId())).toEqual({ ok: false, error: 'NOT_FOUND' });
  });

  it('lets either the cashier or the close win a race, never both', async () => {
    const raced = await raceOfPayAndClose(inMemorySandboxStore());
    expect(raced.bothWon).toBe(0);
    expect(raced.states).toEqual(['CLOSED', 'SUCCESS']);
  });

  it('would let both win in a store that writes without looking at the revision', async () => {
    const guarded = inMemorySandboxStore();
    const put: SandboxStore['put'] = async (key, record) => {
      const revision = ((await guarded.get(key))?.revision ?? 0) + 1;
      return guarded.put(key, { ...record, revision });
    };
    expect((await raceOfPayAndClose({ ...guarded, put })).bothWon).toBeGreaterThan(0);
  });

  it('tells of a failed payment', async () => {
    const { provider, gateway, believed, prepaid } = openSandbox();
    const paymentId = await prepaid();
    await gateway.failPay(paymentId);
    await gateway.deliverDue();
    expect(believed).toMatchObject([{ kind: 'payment', paymentId, payment: { state: 'FAILED' } }]);
    expect(await provider.queryPayment(paymentId)).toEqual({ ok: true, value: { state: 'FAILED' } });
    expect(await gateway.pay(paymentId)).toEqual({ ok: false, error: 'FAILED' });
  });
});

describe('refunds', () => {
  it('pays a refund once however often it is asked for', async () => {
    const { provider, gateway, believed, paid } = openSandbox();
    const paymentId = await paid(1000);
    const request = { refundId: newRefundId(), paymentId, amountFen: fen(600), totalFen: fen(1000) };
    const answers = await Promise.all(Array.from({ length: 20 }, () => provider.refund(request)));
    for (const answer of answers) expect(answer).toEqual({ ok: true, value: { state: 'SUCCESS' } });
    const order = await gateway.find(paymentId);
    expect(order?.refunds).toHaveLength(1);
    await gateway.deliverDue();
    expect(believed.filter(({ kind }) => kind === 'refund')).toEqual([
      {
        kind: 'refund',
        eventId: `${request.refundId}-1`,
        refundId: request.refundId,
        refund: { state: 'SUCCESS' },
      },
    ]);
    expect(await provider.queryRefund(request.refundId)).toEqual({ ok: true, value: { state: 'SUCCESS' } });
    await expect(provider.refund({ ...request, amountFen: fen(1) })).rejects.toThrow('REFUND_ID_REUSED');
  });

  it('never gives back more than was paid, however many ask at once', async () => {
    const { provider, gateway, paid } = openSandbox();
    const paymentId = await paid(1000);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        provider.refund({ refundId: newRefundId(), paymentId, amountFen: fen(300), totalFen: fen(1000) }),
      ),
    );
    expect(answers.filter((answer) => answer.ok && answer.value.state === 'SUCCESS')).toHaveLength(3);
    expect(answers.filter((answer) => answer.ok && answer.value.state === 'FAILED')).toHaveLength(47);
    expect((await gateway.find(paymentId))?.refunds).toHaveLength(3);
  });

  it('refunds nothing of an unpaid payment and knows nothing of an unknown refund', async () => {
    const { provider, prepaid } = openSandbox();
    const request = {
      refundId: newRefundId(),
      paymentId: await prepaid(),
      amountFen: fen(1),
      totalFen: fen(1),
    };
    expect(await provider.refund(request)).toEqual({ ok: true, value: { state: 'FAILED' } });
    expect(await provider.queryRefund(request.refundId)).toEqual({ ok: true, value: { state: 'UNKNOWN' } });
  });

  it('may be asked for again under the same id after it failed', async () => {
    const { provider, gateway, believed, paid } = openSandbox({ behaviour: { refund: 'fail' } });
    const paymentId = await paid(1000);
    const request = { refundId: newRefundId(), paymentId, amountFen: fen(1000), totalFen: fen(1000) };
    expect(await provider.refund(request)).toEqual({ ok: true, value: { state: 'FAILED' } });
    await gateway.behave({ refund: 'answer' });
    expect(await provider.refund(request)).toEqual({ ok: true, value: { state: 'SUCCESS' } });
    await gateway.deliverDue();
    expect(believed.flatMap((notice) => (notice.kind === 'refund' ? [notice.eventId] : []))).toContain(
      `${request.refundId}-2`,
    );
  });
});

describe('a stranger on the line', () => {
  it('is answered nothing, and cannot answer for the provider', async () => {
    const { gateway, provider, prepaid } = openSandbox();
    const paymentId = await prepaid();
    const stranger = openSandbox();
    const request = { method: 'GET', path: `/v1/payments/${paymentId}`, headers: {}, body: '' } as const;
    expect(await gateway.call(request)).toMatchObject({ status: 401 });
    const { keys, clock } = stranger;
    const deceived = sandboxProvider({
      channel: 'wechat',
      gateway: { call: (asked) => gateway.call(asked) },
      merchantId: '1900000109',
      platformKeys: [keys.platformKey],
      apiKey: keys.apiKey,
      clock,
    });
    expect(await deceived.queryPayment(paymentId)).toEqual({
      ok: false,
      error: { type: 'ProviderUnavailable', channel: 'wechat' },
    });
    expect(await provider.queryPayment(paymentId)).toMatchObject({ ok: true });
  });
});
