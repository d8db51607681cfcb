import type { OrderDetailDto } from '@banzhen/contracts';

/** What the end of an order promises of its money, in fen; what is left out is not promised as a number. */
export type MoneyPromise = {
  readonly capturedFen: number;
  readonly refundedFen?: number;
  readonly escortFen?: number;
  readonly platformFen?: number;
  /** Whether the escort earned something and the family got a part back, but not all. */
  readonly isShared?: boolean;
};

type Books = Pick<OrderDetailDto, 'money' | 'ledger'>;

/** Entries of the accounts that begin with `account`, in postings of this kind if one is given. */
const sumOf = ({ ledger }: Books, account: string, kind?: string): number =>
  ledger
    .filter((line) => line.account.split(':')[0] === account && (kind === undefined || line.kind === kind))
    .reduce((sum, { amountFen }) => sum + amountFen, 0);

const positive = (fen: number): number => (fen === 0 ? 0 : -fen);

/** Where an order's money is, by its ledger lines. */
export const moneyOf = (order: Books) => ({
  capturedFen: order.money.capturedFen,
  refundedFen: order.money.refundedFen,
  escortFen: positive(sumOf(order, 'escort_pending')),
  platformFen: positive(sumOf(order, 'commission_income') + sumOf(order, 'tax_payable')),
});

const differs = (what: string, isFen: number, promisedFen: number | undefined): readonly string[] =>
  promisedFen === undefined || isFen === promisedFen ? [] : [`${what} is ${isFen} fen, not ${promisedFen}`];

/** Everything in which the money of an order that has ended differs from the promise and from its own ledger lines. */
export const moneyFaults = (order: Books, promise: MoneyPromise): readonly string[] => {
  const { capturedFen, refundedFen, escortFen, platformFen } = moneyOf(order);
  const allFen = order.ledger.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const isShared = escortFen > 0 && refundedFen > 0 && refundedFen < capturedFen;
  return [
    ...differs('captured', capturedFen, promise.capturedFen),
    ...differs('refunded', refundedFen, promise.refundedFen),
    ...differs('refund on its way', order.money.refundRequestedFen - refundedFen, 0),
    ...differs("the escort's pay", escortFen, promise.escortFen),
    ...differs("the platform's part", platformFen, promise.platformFen),
    ...differs('back + escort + platform', refundedFen + escortFen + platformFen, capturedFen),
    ...differs('the sum of the ledger lines', allFen, 0),
    ...differs('the hold of the order', sumOf(order, 'order_hold'), 0),
    ...differs('the hold booked by captures', positive(sumOf(order, 'order_hold', 'capture')), capturedFen),
    ...differs('the hold booked by refunds', sumOf(order, 'order_hold', 'refund-requested'), refundedFen),
    ...(promise.isShared && !isShared ? ['the fee was not shared between family, escort and platform'] : []),
  ];
};
