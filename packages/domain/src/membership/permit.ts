import type { ActorRef, Capacity } from '../shared/actor.js';
import { err, ok, type Result } from '../shared/result.js';
import type { MemberStatus } from './member.js';
import { type MemberCommand, type MemberRow, membershipTable } from './transition-table.js';

export const memberCauses = ['goodwill', 'campaign', 'correction', 'sanction', 'request'] as const;

/** Why staff give, freeze or resume a membership; a word of this list, never a text about somebody. */
export type MemberCause = (typeof memberCauses)[number];

/** When and by whom a membership is moved; `cause` where the row demands one. */
export type MemberAct = { readonly now: Date; readonly by: ActorRef; readonly cause?: MemberCause };

export type IllegalMemberMove = {
  readonly type: 'IllegalMemberMove';
  readonly status: MemberStatus;
  readonly command: MemberCommand;
  readonly allowed: readonly MemberCommand[];
};
export type MemberMoveNotForThisRole = {
  readonly type: 'MemberMoveNotForThisRole';
  readonly command: MemberCommand;
  readonly as: Capacity;
};
export type CauseRequired = { readonly type: 'CauseRequired'; readonly command: MemberCommand };
export type MemberRefused = IllegalMemberMove | MemberMoveNotForThisRole | CauseRequired;

/** The commands that a capacity may try in a status: what a screen offers. */
export const memberCommandsFrom = (status: MemberStatus, as?: Capacity): readonly MemberCommand[] =>
  membershipTable
    .filter((row) => row.from.includes(status) && (as === undefined || row.who.includes(as)))
    .map((row) => row.command);

/** That `command` cannot be given in `status`. */
export const illegalMove = (status: MemberStatus, command: MemberCommand): IllegalMemberMove => ({
  type: 'IllegalMemberMove',
  status,
  command,
  allowed: memberCommandsFrom(status),
});

/** The row that lets `act.by` give `command` in `status`, or why there is none. */
export const permitMember = (
  status: MemberStatus,
  command: MemberCommand,
  act: MemberAct,
): Result<MemberRow, MemberRefused> => {
  const row = membershipTable.find((one) => one.command === command && one.from.includes(status));
  if (!row) return err(illegalMove(status, command));
  if (!row.who.includes(act.by.as)) return err({ type: 'MemberMoveNotForThisRole', command, as: act.by.as });
  if (row.causeFrom?.includes(act.by.as) && !act.cause) return err({ type: 'CauseRequired', command });
  return ok(row);
};
