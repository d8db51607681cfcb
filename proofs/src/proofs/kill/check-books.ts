import type { BoardRowDto, OrderDetailDto, TrialBalanceDto } from '@banzhen/contracts';
import { callApi, signInAs } from '../../product/call-api.js';

interface Seen {
  /** Of all families. */
  readonly allOrders: number;
  readonly orders: readonly OrderDetailDto[];
  readonly books: TrialBalanceDto;
}

async function look(url: string, orderIds: readonly string[]): Promise<Seen> {
  const people = await callApi(url, 'demo.people', undefined, 'query');
  const withRole = (role: string) =>
    Promise.all(
      (people.value as readonly { accountId: string; roles: readonly string[] }[])
        .filter(({ roles }) => roles.includes(role))
        .map(({ accountId }) => signInAs(url, accountId)),
    );
  const [families, [dispatcher]] = await Promise.all([withRole('family'), withRole('dispatcher')]);
  if (dispatcher === undefined) throw new Error('the demo has no dispatcher');
  const [allOrders, orders, books] = await Promise.all([
    Promise.all(families.map((family) => family('family.orders', undefined, 'query'))),
    Promise.all(orderIds.map((orderId) => dispatcher('dispatch.order', { orderId }, 'query'))),
    dispatcher('dispatch.trialBalance', undefined, 'query'),
  ]);
  return {
    allOrders: allOrders.flatMap(({ value }) => value as readonly BoardRowDto[]).length,
    orders: orders.map(({ value }) => value as OrderDetailDto),
    books: books.value as TrialBalanceDto,
  };
}

const differs = (what: string, seen: unknown, expected: unknown): readonly string[] =>
  seen === expected ? [] : [`${what} is ${seen}, not ${expected}`];

/** In what one visit differs from one that nothing disturbed. */
function faultsOfOrder(order: OrderDetailDto): readonly string[] {
  const onHold = (kind: string) =>
    order.ledger.filter((line) => line.kind === kind && line.account === `order_hold:${order.orderId}`);
  const taken = order.payments.filter(({ use }) => use === 'taken');
  const returned = order.payments.filter(({ use }) => use === 'duplicate');
  const refunds = order.payments.flatMap((payment) => payment.refunds);
  const keptOnce = order.serviceLog.map(({ step }) => step);
  return [
    ...differs('the status', order.status, 'FINISHED'),
    ...differs('the number of captures', onHold('capture').length, 1),
    ...differs('the number of earnings', onHold('earnings').length, 1),
    ...differs('the number of payments taken', taken.length, 1),
    ...differs('the number of payments returned', returned.length, 1),
    ...differs('the number of refunds', refunds.length, 1),
    ...differs('what went back', refunds[0]?.amountFen, returned[0]?.amountFen),
    ...differs('entries of the service log', keptOnce.length, new Set(keptOnce).size),
    ...differs('the stars of the review', order.review?.stars, 5),
  ];
}

/**
 * Everything in which the only visits of a stage differ from ones that no crash disturbed: a payment taken once, a second
 * one returned once, earned once, and no fen anywhere else.
 */
export async function faultsOfVisits(url: string, orderIds: readonly string[]): Promise<readonly string[]> {
  const { allOrders, orders, books } = await look(url, orderIds);
  const totalFen = orders.reduce((sum, order) => sum + order.totalFen, 0);
  const balanceOf = (...names: readonly string[]) =>
    books.accounts
      .filter(({ account }) => names.includes(account.split(':')[0] ?? ''))
      .reduce((sum, { balanceFen }) => sum + balanceFen, 0);
  return [
    ...orders.flatMap(faultsOfOrder),
    ...differs('the number of orders', allOrders, orderIds.length),
    ...differs('the trial balance', books.sumFen, 0),
    ...differs('what the providers owe us', balanceOf('psp_clearing'), totalFen),
    ...differs('what lies in suspense', balanceOf('suspense', 'refund_in_flight', 'order_hold'), 0),
    ...differs('what was earned', -balanceOf('escort_pending', 'commission_income', 'tax_payable'), totalFen),
  ];
}
