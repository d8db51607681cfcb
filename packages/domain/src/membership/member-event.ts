import type { ActorRef } from '../shared/actor.js';
import type { AccountId, PaymentId, TenantId } from '../shared/ids.js';
import type { Money } from '../shared/money.js';
import type { Member, MemberStatus } from './member.js';
import type { MemberAct, MemberCause } from './permit.js';
import type { MemberCommand, MemberRow } from './transition-table.js';

export type MemberEventType =
  | 'GrowthEarned'
  | 'MembershipBegun'
  | 'MembershipRaised'
  | 'MembershipRenewed'
  | 'MembershipKept'
  | 'GraceBegun'
  | 'MembershipRegained'
  | 'MembershipLowered'
  | 'MembershipExpired'
  | 'MembershipFrozen'
  | 'MembershipResumed'
  | 'MembershipCancelled';

export type MemberEventRefs = {
  readonly level?: number;
  readonly growth?: number;
  readonly planCode?: string;
  readonly paymentId?: PaymentId;
  /** What goes back for days that were paid and not used (R1). */
  readonly refundFen?: Money;
};

/** One line of a membership's history, and one message to the outside; ids and words of lists only. */
export type MemberEvent = {
  readonly type: MemberEventType;
  readonly row: string;
  readonly command: MemberCommand;
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly from: MemberStatus;
  readonly to: MemberStatus;
  readonly version: number;
  readonly at: Date;
  readonly by: ActorRef;
  readonly cause?: MemberCause;
  /** What it was for: in a tenant one command is recorded once for it. */
  readonly bizId?: string;
  readonly refs: MemberEventRefs;
};

/** The next state of a membership and what is to be told about it. */
export type MemberOutcome<Next extends Member = Member> = {
  readonly member: Next;
  readonly event: MemberEvent;
};

type Told = { readonly type: MemberEventType; readonly bizId?: string; readonly refs?: MemberEventRefs };

/** `next` as the successor of `before`: one version on, with one event that names its row. */
export const movedMember = <Next extends Member>(
  before: Member,
  row: MemberRow,
  next: Next,
  act: MemberAct,
  { type, bizId, refs = {} }: Told,
): MemberOutcome<Next> => {
  const member = { ...next, version: before.version + 1 };
  const event: MemberEvent = {
    type,
    row: row.id,
    command: row.command,
    tenantId: before.tenantId,
    accountId: before.accountId,
    from: before.status,
    to: next.status,
    version: member.version,
    at: act.now,
    by: act.by,
    ...(act.cause ? { cause: act.cause } : {}),
    ...(bizId ? { bizId } : {}),
    refs,
  };
  return { member, event };
};
