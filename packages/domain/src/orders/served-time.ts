import { earliest } from '../shared/clock.js';
import { type TimeRange, timeRange } from '../shared/time-range.js';
import type { Order, Shift } from './order.js';

const endOf = (order: Order, { no, during }: Shift): Date => {
  const next = order.shifts.find((one) => one.no === no + 1)?.begunAt;
  if (order.status === 'ENDED' || order.status === 'FINISHED')
    return next ? earliest(next, order.endedAt) : order.endedAt;
  return next ?? during.endsAt;
};

/** The shifts that were really begun; all of them in an order that was served before this was kept. */
export const begunShifts = ({ shifts }: Pick<Order, 'shifts'>): readonly Shift[] => {
  const begun = shifts.filter(({ begunAt }) => begunAt !== undefined);
  return begun.length > 0 ? begun : shifts;
};

/**
 * The duty 工时 that a shift is to its escort: what was really served of it once it has ended, be it early or late, and
 * the planned time before. None for a shift that was never begun, nor for an order that was cancelled or whose patient did
 * not come.
 */
export const dutyOf = (order: Order, shift: Shift): TimeRange | undefined => {
  if (order.status === 'CANCELLED' || order.status === 'NO_SHOW') return undefined;
  const { begunAt, during } = shift;
  const hasEnded = order.status === 'ENDED' || order.status === 'FINISHED';
  if (begunAt === undefined)
    return hasEnded && order.shifts.some((one) => one.begunAt !== undefined) ? undefined : during;
  const served = timeRange(begunAt, endOf(order, shift));
  return served.ok ? served.value : undefined;
};
