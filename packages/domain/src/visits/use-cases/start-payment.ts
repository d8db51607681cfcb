import type { StaleVersion } from '../../orders/index.js';
import { payableFen } from '../../orders/index.js';
import {
  type Channel,
  endPayment,
  isOfProvider,
  openPayment,
  type Payment,
  type ProviderPayment,
  type ProviderUnavailable,
} from '../../payments/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { idFrom, type PaymentId } from '../../shared/ids.js';
import { type Money, zeroFen } from '../../shared/money.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type OrderRequest, openOrder } from '../change-order.js';
import { type BookedOnAccount, checkNotOnAccount } from '../not-on-account.js';
import type { PaymentDeps } from '../payment-deps.js';
import { paymentExpiry } from '../payment-expiry.js';

export type StartPayment = OrderRequest & {
  readonly channel: Channel;
  /** What the family means to pay, in fen; nothing is opened when another amount is due (B85). */
  readonly expectedFen?: number;
};
export type NothingToPay = { readonly type: 'NothingToPay' };
/** Another amount is due than the one that was to be paid: `dueFen`. */
export type AmountNotDue = { readonly type: 'AmountNotDue'; readonly dueFen: number };
export type StartPaymentError =
  | NotFound
  | NotAllowed
  | StaleVersion
  | NothingToPay
  | AmountNotDue
  | BookedOnAccount
  | ProviderUnavailable;

export type PaymentAnswer = {
  readonly paymentId: PaymentId;
  readonly amountFen: Money;
  readonly payUrl: string;
};

type Attempt = {
  readonly payment: Payment;
  readonly expiresAt: Date;
  readonly outdated: readonly ProviderPayment[];
};

const isLive = ({ status }: Payment): boolean => status === 'CREATED' || status === 'PENDING';

/** Finds or makes the one live attempt of this channel for exactly what is due (P1). */
const prepareAttempt = (deps: PaymentDeps, actor: Person, command: StartPayment, now: Date) =>
  deps.unitOfWork.run<Attempt, StartPaymentError>(async (stores) => {
    const opened = await openOrder(stores, actor, 'order.pay', command, now);
    if (!opened.ok) return opened;
    const { order, policy } = opened.value;
    const own = checkNotOnAccount(order);
    if (!own.ok) return own;
    const amountFen = payableFen(order);
    if (amountFen === 0) return err({ type: 'NothingToPay' });
    if (command.expectedFen !== undefined && command.expectedFen !== amountFen)
      return err({ type: 'AmountNotDue', dueFen: amountFen });
    const live = (await stores.payments.ofOrder(order.id))
      .filter(isOfProvider)
      .filter((one) => isLive(one) && one.channel === command.channel);
    const same = live.find((one) => one.amountFen === amountFen && now < paymentExpiry(order, one, policy));
    const outdated = live.filter((one) => one !== same);
    if (same) return ok({ payment: same, expiresAt: paymentExpiry(order, same, policy), outdated });
    const payment: Payment = {
      id: idFrom<PaymentId>(deps.ids.next()),
      orderId: order.id,
      channel: command.channel,
      amountFen,
      status: 'CREATED',
      refundReservedFen: zeroFen,
      createdAt: now,
      version: 1,
    };
    await stores.payments.insert(payment);
    return ok({ payment, expiresAt: paymentExpiry(order, payment, policy), outdated });
  });

/** P4 for attempts whose amount is not due any more: the provider first, then our row. */
const closeOutdated = async (deps: PaymentDeps, outdated: readonly ProviderPayment[]): Promise<void> => {
  for (const { id, channel } of outdated) {
    const closed = await deps.providers[channel].closePayment(id);
    if (!closed.ok) continue;
    await deps.unitOfWork.run<void, never>(async (stores) => {
      const payment = await stores.payments.find(id);
      const ended = payment && endPayment(payment, 'CLOSED');
      if (ended?.ok) await stores.payments.update(ended.value);
      return ok(undefined);
    });
  }
};

/** P1, P2: opens a payment of exactly what is due; the amount is the server's, never the caller's (E6). */
export const makeStartPayment =
  (deps: PaymentDeps) =>
  async (actor: Person, command: StartPayment): Promise<Result<PaymentAnswer, StartPaymentError>> => {
    const now = deps.clock.now();
    const prepared = await prepareAttempt(deps, actor, command, now);
    if (!prepared.ok) return prepared;
    const { payment, expiresAt, outdated } = prepared.value;
    await closeOutdated(deps, outdated);
    const answer = { paymentId: payment.id, amountFen: payment.amountFen };
    if (payment.payUrl) return ok({ ...answer, payUrl: payment.payUrl });

    const prepaid = await deps.providers[command.channel].prepay({
      paymentId: payment.id,
      amountFen: payment.amountFen,
      description: 'Banzhen 伴诊',
      expiresAt,
    });
    if (!prepaid.ok) return prepaid;
    const { payUrl } = prepaid.value;
    await deps.unitOfWork.run<void, never>(async (stores) => {
      const stored = await stores.payments.find(payment.id);
      const opened = stored && openPayment(stored, payUrl);
      if (opened?.ok) await stores.payments.update(opened.value);
      return ok(undefined);
    });
    return ok({ ...answer, payUrl });
  };
