import type { Act, Order, OrderStatus, Shift } from '@banzhen/domain/orders';
import type { Capacity } from '@banzhen/domain/shared/actor';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import type { TimeRange } from '@banzhen/domain/shared/time-range';
import { anOrder, wednesdayMorning } from '@banzhen/domain/testing';

export const capacities: readonly Capacity[] = ['U', 'E', 'D', 'Q', 'F', 'A', 'C', 'PSP', 'SYS'];

export const by = (as: Capacity, now: Date, reason?: string): Act => ({
  now,
  by: { as },
  ...(reason === undefined ? {} : { reason }),
});

/** An instant so many minutes after the start of `wednesdayMorning`. */
export const afterStart = (minutes: number): Date => minutesAfter(wednesdayMorning.startsAt, minutes);

/** Two shifts of 12 hours, back to back. */
export const dayAndNight: readonly TimeRange[] = [
  { startsAt: afterStart(0), endsAt: afterStart(720) },
  { startsAt: afterStart(720), endsAt: afterStart(1440) },
];

type Sketch = { readonly during?: readonly TimeRange[]; readonly createdAt?: Date };

const makers: Record<OrderStatus, (sketch: Sketch) => Order> = {
  PENDING_PAYMENT: (sketch) => anOrder('PENDING_PAYMENT', sketch),
  PAID: (sketch) => anOrder('PAID', sketch),
  ASSIGNED: (sketch) => anOrder('ASSIGNED', sketch),
  ACCEPTED: (sketch) => anOrder('ACCEPTED', sketch),
  EN_ROUTE: (sketch) => anOrder('EN_ROUTE', sketch),
  ARRIVED: (sketch) => anOrder('ARRIVED', sketch),
  SERVING: (sketch) => anOrder('SERVING', sketch),
  ENDED: (sketch) => anOrder('ENDED', sketch),
  FINISHED: (sketch) => anOrder('FINISHED', sketch),
  CANCELLED: (sketch) => anOrder('CANCELLED', sketch),
  NO_SHOW: (sketch) => anOrder('NO_SHOW', sketch),
};

/** An ordinary order in a status that is known at run time only. */
export const orderIn = (status: OrderStatus, sketch: Sketch = {}): Order => makers[status](sketch);

/** `order` with other covers, in the order of its shifts. */
export const covered = <O extends Order>(order: O, ...covers: readonly Shift['cover'][]): O => ({
  ...order,
  shifts: order.shifts.map((shift, index) => ({ ...shift, cover: covers[index] ?? shift.cover })),
});

export const open: Shift['cover'] = { kind: 'open' };

/** The error of a refused result; throws when it was not refused. */
export const refusal = <E>(result: { readonly ok: true } | { readonly ok: false; readonly error: E }): E => {
  if (result.ok) throw new Error('expected a refusal');
  return result.error;
};

/** The value of a result; throws its error when it was refused. */
export const value = <T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};
