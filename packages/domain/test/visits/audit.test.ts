import type { AuditRecord } from '@banzhen/domain/audit';
import { isAudited, operations } from '@banzhen/domain/policy';
import { fen } from '@banzhen/domain/shared/money';
import { aDispatcher, anEscort, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { escort, family, offerOf, type Scene, visitIn } from './scene.js';

const dispatcher = aDispatcher();
const operationIds = Object.keys(operations) as (keyof typeof operations)[];

const auditOf = async ({ platform, orderId }: Scene): Promise<readonly AuditRecord[]> =>
  (await platform.audit.reader.page({ tenantId: family.tenantId, objectId: orderId }, 100)).toReversed();
const told = (records: readonly AuditRecord[]) =>
  records.map(({ operation, actor }) => `${actor.as} ${operation}`);

describe('what is audited of a visit', () => {
  it('is the money alone while families and escorts act: the timeline has the rest', async () => {
    const scene = await visitIn('FINISHED');
    const [payment, ...others] = await auditOf(scene);
    expect(others).toEqual([]);
    const { capturedFen } = (await scene.order(scene.orderId)).money;
    expect(payment).toMatchObject({
      operation: 'payment.record',
      actor: { as: 'PSP' },
      tenantId: family.tenantId,
      outcome: 'done',
      facts: { status: 'PAID', events: ['OrderPaid'], 'OrderPaid.amountFen': capturedFen },
    });
  });

  it('is what staff did, by whom and with what came of it, and the refund that follows', async () => {
    const scene = await visitIn('ACCEPTED');
    const { visits, orderId } = scene;
    const reason = '患者住院了，电话 13800138000';
    must(await visits.releaseEscort(dispatcher, { orderId, reason, escortId: anEscort().id }));
    must(
      await visits.offerShift(dispatcher, {
        orderId,
        shiftNo: 1,
        escortId: anEscort().id,
        reason,
        override: true,
      }),
    );
    const quote = must(await visits.quoteCancellation(dispatcher, { orderId, fault: 'clinic', reason }));
    must(await visits.cancelOrder(dispatcher, { orderId, cancellationQuoteId: quote.id, reason }));
    await scene.advance(0);
    const entries = await auditOf(scene);
    expect(told(entries)).toEqual([
      'PSP payment.record',
      'D assignment.release',
      'D shift.offer',
      'D order.cancel',
      'PSP refund.record',
    ]);
    const { accountId } = dispatcher;
    expect(entries.slice(1, 4).map(({ actor }) => actor)).toEqual(Array(3).fill({ as: 'D', accountId }));
    const order = await scene.order(orderId);
    expect(entries[3]?.facts).toMatchObject({
      status: 'CANCELLED',
      'OrderCancelled.fault': 'clinic',
      'RefundRequested.amountFen': order.money.refundRequestedFen,
    });
    expect(entries[4]?.facts).toMatchObject({ 'RefundSucceeded.amountFen': order.money.refundedFen });
  });

  it('holds nothing that anybody has written', async () => {
    const scene = await visitIn('ACCEPTED');
    const { visits, orderId } = scene;
    // One that would pass for a word of an enumeration, and others that would not.
    for (const canary of ['CanaryZhangXiulan', '张秀兰 13800138000 高血压']) {
      const wanted = { orderId, reason: canary, escortId: anEscort().id };
      must(await visits.releaseEscort(dispatcher, wanted));
      must(await visits.offerShift(dispatcher, { ...wanted, shiftNo: 1, override: true }));
      const { offerId } = offerOf(await scene.order(orderId));
      must(await visits.acceptOffer(escort, { orderId, offerId }));
    }
    const rows: string[] = [];
    for (const { stream } of await scene.platform.audit.chains.heads())
      for await (const { body } of scene.platform.audit.chains.rows(stream)) rows.push(body);
    expect(rows.length).toBe(5);
    for (const part of ['Canary', '13800138000', '张', '高血压']) expect(rows.join('')).not.toContain(part);
  });

  it('is nothing when a command was refused', async () => {
    const scene = await visitIn('ACCEPTED');
    const before = await auditOf(scene);
    const { visits, orderId } = scene;
    expect((await visits.giveUp(dispatcher, { orderId, expectedVersion: 1, reason: 'x' })).ok).toBe(false);
    expect((await visits.releaseEscort(dispatcher, { orderId })).ok).toBe(false);
    expect(await auditOf(scene)).toEqual(before);
  });

  it('is money that no order takes too, in and out (O2x)', async () => {
    const scene = await visitIn('PENDING_PAYMENT');
    const { visits, orderId, advance } = scene;
    const { paymentId, amountFen } = must(await visits.startPayment(family, { orderId, channel: 'wechat' }));
    await advance(16);
    const state = { state: 'SUCCESS', providerRef: 'late', amountFen: fen(amountFen) } as const;
    expect(await visits.recordPayment({ paymentId, state })).toBe('returned');
    const [refund] = await scene.platform.read(({ refunds }) => refunds.ofOrder(orderId));
    if (!refund) throw new Error('nothing goes back');
    await visits.recordRefund({ refundId: refund.id, state: { state: 'SUCCESS' } });
    const entries = await auditOf(scene);
    expect(told(entries)).toEqual(['PSP payment.record', 'PSP refund.record']);
    expect(entries[0]?.facts).toEqual({ use: 'late', paymentId, amountFen });
    expect(entries[1]?.facts).toEqual({ refundId: refund.id, paymentId, amountFen });
  });

  it('is no act of a family or an escort on an order, but what a partner owes for one, and every act of staff on one that changes it', () => {
    const byEscort = operationIds.filter((operation) => isAudited(operation, 'E'));
    expect(byEscort).toEqual(['order.read', 'calendar.create-own', 'calendar.revoke-own']);
    expect(
      operationIds.filter(
        (operation) => isAudited(operation, 'U') && /^(?:order|visit|offer|shift)\./.test(operation),
      ),
    ).toEqual(['order.pay-on-account']);
    const reads = [
      'quote.request',
      'order.quote-cancellation',
      'conversation.count',
      'conversation.list-reports',
      'ending.preview',
      'candidates.read',
      'board.read',
      'ledger.read',
      'fairness.read',
      'waitlist.count',
      'bundle.quote-cancellation',
      'directory.read',
      'schedule.read',
      'clinic-policy.read',
      'member.list',
      'member.read',
      'visit-policy.read',
      'price-list.read',
      'membership-policy.read',
      'calendar.list',
      'points.read',
    ];
    const unaudited = operationIds.filter(
      (operation) =>
        (operations[operation].allow as readonly string[]).includes('dispatcher') &&
        !isAudited(operation, 'D'),
    );
    expect(unaudited).toEqual(reads);
  });
});
