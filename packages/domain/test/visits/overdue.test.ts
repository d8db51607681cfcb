import { minutesAfter } from '@banzhen/domain/shared/clock';
import { defaultVisitPolicy as policy } from '@banzhen/domain/shared/default-visit-policy';
import { aDispatcher, must, wednesdayMorning } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escort, family, type Scene, visitIn } from './scene.js';

const paidFen = 199_00;

/** A visit that ended 40 minutes late and whose balance of 60 yuan nobody has paid for three days. */
const overdue = async (late = 40): Promise<Scene> => {
  const scene = await visitIn('SERVING');
  const { visits, orderId, advanceTo, advance } = scene;
  await advanceTo(minutesAfter(wednesdayMorning.endsAt, late));
  for (const step of ['consultation', 'returned'] as const)
    must(await visits.logService(escort, { orderId, step, note: '' }));
  must(await visits.endService(escort, { orderId }));
  await advance(policy.time.payBalanceWithinMinutes);
  return scene;
};

/** What the ledger owes on an account, in fen; for the order's own account what it still holds. */
const owedFen = async ({ platform }: Scene, account: string) =>
  0 - ((await platform.books.trialBalance()).find((one) => one.account === account)?.balanceFen ?? 0);
const escortsFen = (scene: Scene) => owedFen(scene, `escort_pending:${escort.escortId}`);
const shareOf = (fen: number) => Math.round((fen * 79) / 100);

describe('an overdue balance (O18)', () => {
  it('keeps its account from booking another visit until it is paid', async () => {
    const { book, pay, orderId, clock } = await overdue();
    const startsAt = minutesAfter(clock.now(), 2 * 24 * 60);
    const again = () => book({ startsAt, endsAt: minutesAfter(startsAt, 240) });
    await expect(again()).rejects.toThrow(/BalanceOverdue/);
    await pay(orderId);
    await again();
  });

  it('does not delay the pay for what the family has paid', async () => {
    const scene = await overdue();
    expect(await scene.order(scene.orderId)).toMatchObject({
      status: 'ENDED',
      overdue: true,
      settlement: 'accrued',
      money: { capturedFen: paidFen, earnedFen: paidFen },
    });
    expect(await escortsFen(scene)).toBe(shareOf(paidFen));
    expect(await owedFen(scene, 'commission_income')).toBe(paidFen / 5);
    expect(await owedFen(scene, `order_hold:${scene.orderId}`)).toBe(0);
    expect(await scene.trialBalanceFen()).toBe(0);
  });

  it('that is paid after all is distributed at the end, and nothing twice', async () => {
    const scene = await overdue();
    await scene.pay(scene.orderId);
    expect(await scene.order(scene.orderId)).toMatchObject({
      status: 'FINISHED',
      money: { capturedFen: 259_00, earnedFen: 259_00 },
    });
    expect(await escortsFen(scene)).toBe(shareOf(paidFen) + shareOf(60_00));
    expect(await owedFen(scene, `order_hold:${scene.orderId}`)).toBe(0);
    expect(await scene.trialBalanceFen()).toBe(0);
  });

  it('that a dispatcher waives leaves nothing to distribute', async () => {
    const scene = await overdue();
    const { visits, orderId } = scene;
    expect(await visits.confirmOrder(family, { orderId })).toMatchObject({
      error: { type: 'BalanceUnpaid' },
    });
    must(await visits.confirmOrder(aDispatcher(), { orderId, waiveBalance: true, reason: '客户关怀' }));
    expect(await scene.order(orderId)).toMatchObject({
      status: 'FINISHED',
      money: { waivedFen: 60_00, earnedFen: paidFen },
    });
    expect(await escortsFen(scene)).toBe(shareOf(paidFen));
    expect(await scene.trialBalanceFen()).toBe(0);
  });

  it('distributes every fen once, whatever is owed and however it ends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 16, max: 239 }), fc.boolean(), async (late, isPaid) => {
        const scene = await overdue(late);
        const { visits, orderId, pay, order } = scene;
        const waive = { orderId, waiveBalance: true, reason: '客户关怀' };
        if (isPaid) await pay(orderId);
        else must(await visits.confirmOrder(aDispatcher(), waive));
        const { money, status } = await order(orderId);
        expect(status).toBe('FINISHED');
        const accounts = [`escort_pending:${escort.escortId}`, 'commission_income', 'tax_payable'];
        const given = await Promise.all(accounts.map((account) => owedFen(scene, account)));
        expect(given.reduce((sum, one) => sum + one, 0)).toBe(money.capturedFen);
        expect(money.earnedFen).toBe(money.capturedFen);
        expect(await owedFen(scene, `order_hold:${orderId}`)).toBe(0);
      }),
      { numRuns: 20 },
    );
  });
});
