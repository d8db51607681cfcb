import type { PaymentWork } from '@banzhen/domain/payments';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { Visits } from '@banzhen/domain/visits';
import type { Log } from '../log.js';
import { type Loop, type News, startLoop } from './loop.js';

const BATCH = 20;
/** Enough that nobody's abandoned attempts keep another's lost callback waiting. */
const POLL_BATCH = 500;
const REST_MS = 300;
const POLL_EVERY_MS = 10_000;
const ANSWER_WITHIN_MS = 20_000;

type Deps = {
  readonly work: PaymentWork;
  readonly visits: Visits;
  readonly clock: Clock;
  readonly log: Log;
  readonly news: News | undefined;
};

/** Hands approved refunds to their provider and asks after those without an answer (R3–R5). */
export const startRefunds = ({ work, visits, clock, log, news }: Deps): Loop =>
  startLoop(
    'refunds',
    log,
    async () => {
      const refunds = await work.refundsDue(clock.now(), BATCH);
      for (const refund of refunds) await visits.sendRefund(refund);
      return refunds.length === BATCH ? 'busy' : 'idle';
    },
    REST_MS,
    news,
  );

/** Asks providers about payments whose callback has not come (PAY11). */
export const startPaymentPolls = ({ work, visits, clock, log }: Deps): Loop =>
  startLoop(
    'payment-polls',
    log,
    async () => {
      const before = new Date(clock.now().getTime() - ANSWER_WITHIN_MS);
      for (const payment of await work.unansweredPayments(before, POLL_BATCH))
        await visits.syncPayment(payment);
      return 'idle';
    },
    POLL_EVERY_MS,
  );
