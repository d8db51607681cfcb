import type { FamilyOrderDto } from '@banzhen/contracts';
import { NotAsPromised, waitUntil, waitUntilSeen } from './acting.js';
import type { Step } from './step.js';
import { dispatcherView, familyView, known, type Visit } from './visit.js';
import { minutesAfter } from './visit-times.js';
import { yuan } from './wording.js';

type Channel = 'wechat' | 'alipay';

const channelNames: Readonly<Record<Channel, readonly [zh: string, en: string]>> = {
  wechat: ['微信支付', 'WeChat Pay'],
  alipay: ['支付宝', 'Alipay'],
};

/** The family chooses a channel and gets the address of the cashier. */
const pay = (channel: Channel): Step => ({
  name: `pay-${channel}`,
  zh: `用${channelNames[channel][0]}付款`,
  en: `Pay by ${channelNames[channel][1]}`,
  async act(visit) {
    const orderId = known(visit, 'orderId');
    const payment = await visit.cast.family.api.family.pay.mutate({ orderId, channel });
    const { totalFen } = await familyView(visit);
    if (payment.amountFen !== totalFen)
      throw new NotAsPromised([`${yuan(payment.amountFen)} is asked for, ${yuan(totalFen)} is due`]);
    visit.payments.push(payment);
    const text = `${yuan(payment.amountFen)}, ${payment.payUrl}`;
    return { ...payment, channel, zh: text, en: text };
  },
});

const paymentAt = (visit: Visit, index: number) => {
  const payment = visit.payments[index];
  if (!payment) throw new Error(`payment ${index} was never begun`);
  return payment;
};

/** The money is taken at the cashier; the platform learns of it by the provider's callback. */
const payAtCashier = (index: number): Step => ({
  name: index === 0 ? 'cashier' : 'cashier-again',
  zh: '收银台付款',
  en: 'The family pays at the cashier',
  async act(visit) {
    const { paymentId, amountFen, payUrl } = paymentAt(visit, index);
    await visit.cashier.pay(payUrl);
    const text = yuan(amountFen);
    return { paymentId, amountFen, zh: text, en: text };
  },
});

const paid: Step = {
  name: 'paid',
  zh: '支付通知到达',
  en: 'The callback makes the order paid',
  async act(visit) {
    const order = await waitUntil(
      visit,
      'the order to be paid',
      ({ status }) => status !== 'PENDING_PAYMENT',
    );
    const { capturedFen } = order.money;
    if (capturedFen !== order.totalFen)
      throw new NotAsPromised([`${yuan(capturedFen)} was captured of ${yuan(order.totalFen)}`]);
    return {
      status: order.status,
      capturedFen,
      zh: `已收 ${yuan(capturedFen)}`,
      en: `${yuan(capturedFen)} captured`,
    };
  },
};

/** O2x: a success that the order cannot take goes back in full by itself, and the order does not change. */
const returned = (index: number, use: 'late' | 'duplicate'): Step => ({
  name: 'returned',
  zh: '多收的钱自动退回',
  en: 'What the order cannot take goes back by itself',
  async act(visit) {
    const { paymentId, amountFen } = paymentAt(visit, index);
    const found = ({ payments }: FamilyOrderDto) => payments.find((one) => one.paymentId === paymentId);
    const backFen = (order: FamilyOrderDto) =>
      found(order)
        ?.refunds.filter(({ status }) => status === 'SUCCEEDED')
        .reduce((sum, refund) => sum + refund.amountFen, 0) ?? 0;
    const what = `${yuan(amountFen)} to go back`;
    const order = await waitUntilSeen(visit, what, (one) => backFen(one) > 0, dispatcherView);
    const payment = found(order);
    const problems = [
      ...(backFen(order) === amountFen ? [] : [`${yuan(backFen(order))} went back of ${yuan(amountFen)}`]),
      ...(payment?.use === use ? [] : [`the payment counts as ${payment?.use}, not as ${use}`]),
    ];
    if (problems.length > 0) throw new NotAsPromised(problems);
    return {
      paymentId,
      refundedFen: amountFen,
      reason: use,
      zh: `${yuan(amountFen)} 已全额退回（${use === 'late' ? '迟到' : '重复'}付款）`,
      en: `${yuan(amountFen)} went back in full (${use} payment)`,
    };
  },
});

const debitUnderWay = (index: number): Step => ({
  name: 'debit-under-way',
  zh: '银行扣款已在途中',
  en: 'The bank debit is already under way',
  async act(visit) {
    const { paymentId } = paymentAt(visit, index);
    await visit.cashier.takeAlsoWhenClosed(paymentId);
    return {
      paymentId,
      zh: '关单后仍会扣款',
      en: 'the cashier will take the money although the payment closes',
    };
  },
});

const expire: Step = {
  name: 'expire',
  zh: '超时未付，订单取消',
  en: 'Not paid in time: the order is cancelled',
  async act(visit) {
    const { sla, createdAt } = await familyView(visit);
    await visit.clock.reach(minutesAfter(sla?.dueAt ?? minutesAfter(createdAt, 15), 1));
    const { status } = await waitUntil(visit, 'the order to expire', (order) => order.status === 'CANCELLED');
    return { status, zh: '占用的时间已释放', en: 'the held times are free again' };
  },
};

export const payingSteps: readonly Step[] = [pay('wechat'), payAtCashier(0), paid];
export const latePaymentSteps: readonly Step[] = [
  pay('wechat'),
  debitUnderWay(0),
  expire,
  payAtCashier(0),
  returned(0, 'late'),
];
export const doublePaymentSteps: readonly Step[] = [
  pay('wechat'),
  pay('alipay'),
  debitUnderWay(1),
  payAtCashier(0),
  paid,
  payAtCashier(1),
  returned(1, 'duplicate'),
];
