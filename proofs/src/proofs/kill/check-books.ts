import type { BoardRowDto, OrderDetailDto, TrialBalanceDto } from '@banzhen/contracts';
import { callApi, signIn } from '../../product/call-api.js';

interface Seen {
  readonly orders: readonly BoardRowDto[];
  readonly order: OrderDetailDto;
  readonly books: TrialBalanceDto;
}

async function look(url: string, orderId: string): Promise<Seen> {
  const people = await callApi(url, 'auth.people', undefined, 'query');
  const withRole = (role: string) => {
    const found = (people.value as { accountId: string; roles: string[] }[]).find(({ roles }) =>
      roles.includes(role),
    );
    if (found === undefined) throw new Error(`the demo has no ${role}`);
    return signIn(url, found.accountId);
  };
  const [family, dispatcher] = await Promise.all([withRole('family'), withRole('dispatcher')]);
  const [orders, order, books] = await Promise.all([
    family('family.orders', undefined, 'query'),
    dispatcher('dispatch.order', { orderId }, 'query'),
    dispatcher('dispatch.trialBalance', undefined, 'query'),
  ]);
  return {
    orders: orders.value as readonly BoardRowDto[],
    order: order.value as OrderDetailDto,
    books: books.value as TrialBalanceDto,
  };
}

const differs = (what: string, seen: unknown, expected: unknown): readonly string[] =>
  seen === expected ? [] : [`${what} is ${seen}, not ${expected}`];

/**
 * Everything in which the only visit of a stage differs from one that no crash disturbed: a payment taken once, a second
 * one returned once, earned once, and no fen anywhere else.
 */
export async function faultsOfVisit(url: string, orderId: string): Promise<readonly string[]> {
  const { orders, order, books } = await look(url, orderId);
  const onHold = (kind: string) =>
    order.ledger.filter((line) => line.kind === kind && line.account === `order_hold:${orderId}`);
  const balanceOf = (...names: readonly string[]) =>
    books.accounts
      .filter(({ account }) => names.includes(account.split(':')[0] ?? ''))
      .reduce((sum, { balanceFen }) => sum + balanceFen, 0);
  const taken = order.payments.filter(({ use }) => use === 'taken');
  const returned = order.payments.filter(({ use }) => use === 'duplicate');
  const refunds = order.payments.flatMap((payment) => payment.refunds);
  const keptOnce = order.serviceLog.map(({ step }) => step);
  return [
    ...differs('the number of orders', orders.length, 1),
    ...differs('the status', order.status, 'FINISHED'),
    ...differs('the trial balance', books.sumFen, 0),
    ...differs('the number of captures', onHold('capture').length, 1),
    ...differs('the number of earnings', onHold('earnings').length, 1),
    ...differs('the number of payments taken', taken.length, 1),
    ...differs('the number of payments returned', returned.length, 1),
    ...differs('the number of refunds', refunds.length, 1),
    ...differs('what went back', refunds[0]?.amountFen, returned[0]?.amountFen),
    ...differs('what the providers owe us', balanceOf('psp_clearing'), order.totalFen),
    ...differs('what lies in suspense', balanceOf('suspense', 'refund_in_flight', 'order_hold'), 0),
    ...differs(
      'what was earned',
      -balanceOf('escort_pending', 'commission_income', 'tax_payable'),
      order.totalFen,
    ),
    ...differs('entries of the service log', keptOnce.length, new Set(keptOnce).size),
    ...differs('the stars of the review', order.review?.stars, 5),
  ];
}
