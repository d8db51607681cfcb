import type { ActorRef } from '../shared/actor.js';
import type { AccountId, TenantId } from '../shared/ids.js';

export const pointsKinds = ['EARN', 'SPEND', 'RESTORE', 'CLAWBACK', 'EXPIRE', 'ADJUST'] as const;

/** What can happen to points (T1). */
export type PointsKind = (typeof pointsKinds)[number];

export const adjustmentCauses = ['goodwill', 'correction', 'campaign'] as const;

/** Why staff changed a balance; a word of this list, never a text about somebody. */
export type AdjustmentCause = (typeof adjustmentCauses)[number];

/** One line of the history of an account's points; it is added and never changed (C34, E14). */
export type PointsEntry = {
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  /** Counts the entries of an account from 1, without a gap. */
  readonly seq: number;
  readonly kind: PointsKind;
  /** What it was for. In a tenant one kind is booked once for it (S10). */
  readonly bizId: string;
  /** Added to the balance: never zero, negative for what goes. */
  readonly points: number;
  /** What the lots still have, and what is owed, after it. */
  readonly leftAfter: number;
  readonly debtAfter: number;
  readonly at: Date;
  readonly by: ActorRef;
  /** RESTORE: the entry that had spent them. */
  readonly ofSeq?: number;
  /** ADJUST only. */
  readonly cause?: AdjustmentCause;
};

/** Points that an entry puts aside until they expire. */
export type Grant = { readonly lotNo: number; readonly points: number; readonly expiresAt: Date };

/** Points that an entry takes from a lot. */
export type Draw = { readonly lotNo: number; readonly points: number };

/** An entry with what it did to the lots. */
export type PointsMovement = {
  readonly entry: PointsEntry;
  readonly grants: readonly Grant[];
  readonly draws: readonly Draw[];
};
