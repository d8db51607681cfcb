import type { OrderStatusDto } from '@banzhen/contracts';
import { give, NotAsPromised, waitUntilSeen } from './acting.js';
import { type MoneyPromise, moneyFaults, moneyOf } from './money-facts.js';
import type { Step } from './step.js';
import { dispatcherView, known, type Visit } from './visit.js';
import { minutesAfter } from './visit-times.js';
import { yuan } from './wording.js';

const confirm: Step = {
  name: 'confirm',
  zh: '家属确认完成',
  en: 'The family confirms',
  async act(visit) {
    const { family } = visit.cast.family.api;
    const { status } = await give(
      visit,
      (ref) => family.confirm.mutate(ref),
      (order) => order.status === 'FINISHED',
    );
    return { status, zh: '服务费结转给陪诊员', en: 'the money becomes the escort’s pay, commission and tax' };
  },
};

const review: Step = {
  name: 'review',
  zh: '家属评价',
  en: 'The family reviews',
  async act(visit) {
    const { family } = visit.cast.family.api;
    const text = '很耐心，取药时逐一核对。Patient and careful.';
    const order = await give(
      visit,
      (ref) => family.review.mutate({ ...ref, stars: 5, text }),
      ({ axes }) => axes.review === 'submitted',
    );
    return { stars: order.review?.stars, zh: `五星：${text}`, en: `five stars: ${text}` };
  },
};

/** O20: the family asks what cancelling costs now, sees the exact split, and cancels by that quote. */
const cancel: Step = {
  name: 'cancel',
  zh: '家属先看取消报价再取消',
  en: 'The family sees the cancellation quote and cancels',
  async act(visit) {
    await visit.clock.reach(minutesAfter(known(visit, 'startsAt'), -6 * 60));
    const { family } = visit.cast.family.api;
    const reason = '就诊改到别的医院 the patient goes to another hospital';
    await give(
      visit,
      async (ref) => {
        const asked = await family.quoteCancellation.mutate(ref);
        visit.memory.cancellation = asked;
        const { cancellationQuoteId } = asked;
        return family.cancel.mutate({ ...ref, cancellationQuoteId, reason });
      },
      (order) => order.status === 'CANCELLED',
    );
    const { rule, refundFen, escortFen, platformFen } = known(visit, 'cancellation');
    return {
      rule,
      refundFen,
      escortFen,
      platformFen,
      zh: `${rule} 档：退 ${yuan(refundFen)}，陪诊员得 ${yuan(escortFen)}，平台得 ${yuan(platformFen)}`,
      en: `tier ${rule}: ${yuan(refundFen)} back, ${yuan(escortFen)} to the escort, ${yuan(platformFen)} to the platform`,
    };
  },
};

/** The order's own money and its lines in the ledger are what the rules of its end promise. */
const money = (ends: OrderStatusDto, promiseOf: (visit: Visit) => MoneyPromise): Step => ({
  name: 'money',
  zh: '核对订单账目',
  en: 'The order’s money is as promised',
  async act(visit) {
    const order = await waitUntilSeen(
      visit,
      'every refund to arrive',
      (one) => one.money.refundedFen === one.money.refundRequestedFen,
      dispatcherView,
    );
    const statusFault = order.status === ends ? [] : [`the order is ${order.status}, not ${ends}`];
    const faults = [...statusFault, ...moneyFaults(order, promiseOf(visit))];
    if (faults.length > 0) throw new NotAsPromised(faults);
    const { capturedFen, refundedFen, escortFen, platformFen } = moneyOf(order);
    return {
      status: order.status,
      capturedFen,
      refundedFen,
      escortFen,
      platformFen,
      ledgerLines: order.ledger.length,
      zh: `收 ${yuan(capturedFen)}，退 ${yuan(refundedFen)}，陪诊员 ${yuan(escortFen)}，平台与税 ${yuan(platformFen)}`,
      en: `${yuan(capturedFen)} in, ${yuan(refundedFen)} back, ${yuan(escortFen)} escort, ${yuan(platformFen)} platform and tax`,
    };
  },
});

const trialBalance: Step = {
  name: 'trial-balance',
  zh: '总账试算平衡',
  en: 'Trial balance of the ledger',
  async act(visit) {
    const { accounts, sumFen } = await visit.cast.dispatcher.api.dispatch.trialBalance.query();
    const addedFen = accounts.reduce((sum, { balanceFen }) => sum + balanceFen, 0);
    if (sumFen !== 0 || addedFen !== 0)
      throw new NotAsPromised([`the trial balance says ${sumFen} fen and adds up to ${addedFen} fen`]);
    visit.memory.trialBalanceFen = sumFen;
    return {
      trialBalanceFen: sumFen,
      accounts: accounts.length,
      zh: `${accounts.length} 个科目，合计 ${yuan(sumFen)}`,
      en: `${accounts.length} accounts, sum ${yuan(sumFen)}`,
    };
  },
};

export const confirmingSteps: readonly Step[] = [confirm, review];
export const cancellingSteps: readonly Step[] = [cancel];

/** The last steps of every story: the money of the order, then all the books. */
export const accountingSteps = (
  ends: OrderStatusDto,
  promiseOf: (visit: Visit) => MoneyPromise,
): readonly Step[] => [money(ends, promiseOf), trialBalance];
