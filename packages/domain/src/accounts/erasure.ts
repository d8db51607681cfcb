import type { PatientId } from '../shared/ids.js';

export const eraseBlockers = [
  'open-order',
  'open-money',
  'coming-shift',
  'suspension',
  'staff-role',
] as const;

/**
 * What has to end before somebody can be erased: an order that is not over, a payment or refund that is under way, a shift
 * that they have accepted, a suspension as an escort (which would end with the account, and not with an officer's word), a role
 * of staff.
 */
export type EraseBlocker = (typeof eraseBlockers)[number];

/** Something stands against erasing this account; `by` says what, each once. */
export type EraseBlocked = { readonly type: 'EraseBlocked'; readonly by: readonly EraseBlocker[] };

/** Who went with the account: the patients for whom nobody else holds a grant. */
export type Erased = { readonly patients: readonly PatientId[] };
