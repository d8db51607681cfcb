import type { Act } from './act.js';
import type { Capacity } from './actor.js';
import { err, ok, type Result } from './result.js';

/** One allowed transition of a state machine, as data (6.0.2). */
export type MachineRow<Status extends string, Command extends string> = {
  /** Row of the state machines; several commands may share one. */
  readonly id: string;
  /** Empty: the thing does not exist yet. */
  readonly from: readonly Status[];
  readonly command: Command;
  readonly to: Status | 'same';
  readonly who: readonly Capacity[];
  /** Capacities that must give a reason (D*, A*). */
  readonly reasonFrom?: readonly Capacity[];
  readonly guard: string;
};

export type Machine<Status extends string, Command extends string> = readonly MachineRow<Status, Command>[];

/** Why a machine does not move: not from here, not by this role, or not without a reason. */
export type MoveRefused<Status extends string, Command extends string> =
  | {
      readonly type: 'IllegalTransition';
      readonly status: Status;
      readonly command: Command;
      readonly allowed: readonly Command[];
    }
  | { readonly type: 'NotForThisRole'; readonly command: Command; readonly as: Capacity }
  | { readonly type: 'ReasonRequired'; readonly command: Command };

/** The commands that a capacity, or anybody, may try in a status: what a screen offers. */
export const commandsIn = <Status extends string, Command extends string>(
  machine: Machine<Status, Command>,
  status: Status,
  as?: Capacity,
): readonly Command[] => [
  ...new Set(
    machine
      .filter(({ from, who }) => from.includes(status) && (as === undefined || who.includes(as)))
      .map(({ command }) => command),
  ),
];

/** The row that lets `act.by` give `command` in `status`, or why there is none (6.0.1, 6.0.2). */
export const allowed = <Status extends string, Command extends string>(
  machine: Machine<Status, Command>,
  status: Status,
  command: Command,
  act: Act,
): Result<MachineRow<Status, Command>, MoveRefused<Status, Command>> => {
  const row = machine.find((one) => one.command === command && one.from.includes(status));
  if (!row) return err({ type: 'IllegalTransition', status, command, allowed: commandsIn(machine, status) });
  if (!row.who.includes(act.by.as)) return err({ type: 'NotForThisRole', command, as: act.by.as });
  if (row.reasonFrom?.includes(act.by.as) && !act.reason?.trim())
    return err({ type: 'ReasonRequired', command });
  return ok(row);
};
