import type { Capacity } from '../shared/actor.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Act } from './act.js';
import type { OrderStatus } from './order.js';
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
