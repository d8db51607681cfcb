import type { OrderStatusDto } from '@banzhen/contracts';
import { bookingSteps } from './booking-steps.js';
import { accountingSteps, cancellingSteps, confirmingSteps } from './closing-steps.js';
import { findingSteps, reassigningSteps } from './finding-steps.js';
import type { MoneyPromise } from './money-facts.js';
import { doublePaymentSteps, latePaymentSteps, payingSteps } from './payment-steps.js';
import { arrivingSteps, noShowSteps, servingSteps } from './serving-steps.js';
import type { Step } from './step.js';
import { known, type Visit } from './visit.js';

/** A story of one visit: its steps in order and the state in which the order must end. */
export type Scenario = {
  readonly ends: OrderStatusDto;
  readonly escortsNeeded: number;
  readonly steps: readonly Step[];
};

const totalFen = (visit: Visit): number => known(visit, 'quote').totalFen;

const story = (
  ends: OrderStatusDto,
  steps: readonly (readonly Step[])[],
  promiseOf: (visit: Visit) => MoneyPromise,
  escortsNeeded = 1,
): Scenario => ({
  ends,
  escortsNeeded,
  steps: [bookingSteps, ...steps, accountingSteps(ends, promiseOf)].flat(),
});

const served = [arrivingSteps, servingSteps, confirmingSteps];
const allKept = (visit: Visit): MoneyPromise => ({ capturedFen: totalFen(visit), refundedFen: 0 });

const asQuoted = (visit: Visit): MoneyPromise => {
  const { refundFen, escortFen, platformFen } = known(visit, 'cancellation');
  return { capturedFen: totalFen(visit), refundedFen: refundFen, escortFen, platformFen };
};

export const scenarios = {
  whole: story('FINISHED', [payingSteps, findingSteps, ...served], allKept),
  cancel: story('CANCELLED', [payingSteps, findingSteps, cancellingSteps], asQuoted),
  'no-show': story('NO_SHOW', [payingSteps, findingSteps, arrivingSteps, noShowSteps], (visit) => ({
    capturedFen: totalFen(visit),
    isShared: true,
  })),
  reassign: story('FINISHED', [payingSteps, reassigningSteps, ...served], allKept, 3),
  'late-payment': story('CANCELLED', [latePaymentSteps], () => ({ capturedFen: 0, refundedFen: 0 })),
  'double-payment': story('FINISHED', [doublePaymentSteps, findingSteps, ...served], allKept),
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;
/** The stories that do not go well. */
export const failures = ['cancel', 'no-show', 'reassign', 'late-payment', 'double-payment'] as const;
