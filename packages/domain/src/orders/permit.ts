import type { Capacity } from '../shared/actor.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Act } from './act.js';
import { type Cover, currentShift, type Order, type OrderStatus, type Shift } from './order.js';
import { shiftsToCome } from './search.js';
import type { OrderCommand, TransitionRow } from './transition-row.js';
import { transitionTable } from './transition-table.js';

export type IllegalTransition = {
  readonly type: 'IllegalTransition';
  readonly status: OrderStatus;
  readonly command: OrderCommand;
  readonly allowed: readonly OrderCommand[];
};
export type NotForThisRole = {
  readonly type: 'NotForThisRole';
  readonly command: OrderCommand;
  readonly as: Capacity;
};
export type ReasonRequired = { readonly type: 'ReasonRequired'; readonly command: OrderCommand };
export type NotYetAvailable = { readonly type: 'NotYetAvailable'; readonly needs: string };
export type Refused = IllegalTransition | NotForThisRole | ReasonRequired | NotYetAvailable;

/** The commands that a capacity may try in a status: what a screen offers. */
export const commandsFrom = (status: OrderStatus, as?: Capacity): readonly OrderCommand[] => [
  ...new Set(
    transitionTable
      .filter((row) => row.from.includes(status) && !row.needs && (as === undefined || row.who.includes(as)))
      .map((row) => row.command),
  ),
];

/** The row that lets `act.by` give `command` in `status`, or why there is none. */
export const permit = (
  status: OrderStatus,
  command: OrderCommand,
  act: Act,
): Result<TransitionRow, Refused> => {
  const row = transitionTable.find((one) => one.command === command && one.from.includes(status));
  if (!row) return err({ type: 'IllegalTransition', status, command, allowed: commandsFrom(status) });
  if (row.needs) return err({ type: 'NotYetAvailable', needs: row.needs });
  if (!row.who.includes(act.by.as)) return err({ type: 'NotForThisRole', command, as: act.by.as });
  if (row.reasonFrom?.includes(act.by.as) && !act.reason?.trim())
    return err({ type: 'ReasonRequired', command });
  return ok(row);
};

const isGiven = ({ given }: TransitionRow, order: Order): boolean => {
  if (given === undefined) return true;
  const present = currentShift(order);
  return given === 'present-escort'
    ? present.cover.kind === 'accepted'
    : order.shifts.some(({ no }) => no > present.no);
};

/** A family does not move what a partner owes for: its statement would not be what the order costs. */
const isKeptFromFamily = ({ onAccount }: Order, command: OrderCommand, as?: Capacity): boolean =>
  onAccount === true && as === 'U' && command === 'reschedule';

/** `commandsFrom` for one order: without what its shifts rule out, and what a family does not do to what a partner owes for. */
export const commandsOf = (order: Order, as?: Capacity): readonly OrderCommand[] =>
  commandsFrom(order.status, as).filter(
    (command) =>
      !isKeptFromFamily(order, command, as) &&
      transitionTable.some(
        (row) => row.command === command && row.from.includes(order.status) && isGiven(row, order),
      ),
  );

const aboutShift: Record<Cover['kind'], readonly OrderCommand[]> = {
  open: ['offer', 'grab'],
  offered: ['accept', 'decline', 'withdraw'],
  accepted: ['release', 'change_escort'],
};

/** What may be tried about one shift of an order: nothing once it is served or over, only a release of who is on the way. */
export const shiftCommandsOf = (order: Order, shift: Shift, as?: Capacity): readonly OrderCommand[] => {
  const isToCome = shiftsToCome(order).includes(shift);
  const isOnTheWay = order.status === 'EN_ROUTE' && shift.no === currentShift(order).no;
  return commandsOf(order, as).filter(
    (command) =>
      aboutShift[shift.cover.kind].includes(command) && (isToCome || (isOnTheWay && command === 'release')),
  );
};

/** That `command` cannot be given to `order` as it is. */
export const illegal = (order: Order, command: OrderCommand): IllegalTransition => ({
  type: 'IllegalTransition',
  status: order.status,
  command,
  allowed: commandsOf(order),
});

/** `permit` for one order: also refuses what its shifts rule out. */
export const permitOn = (order: Order, command: OrderCommand, act: Act): Result<TransitionRow, Refused> => {
  const row = permit(order.status, command, act);
  return row.ok && !isGiven(row.value, order) ? err(illegal(order, command)) : row;
};
