import type { BasisPoints } from '../shared/money.js';

/** What a privilege is worth. A new privilege is a new code with one of these, without code (C23). */
export type PrivilegeValue =
  | { readonly kind: 'flag'; readonly isOn: boolean }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'rate'; readonly rate: BasisPoints }
  /** So often in every window of so many days, counted from the beginning of the member's period. */
  | { readonly kind: 'quota'; readonly most: number; readonly everyDays: number };

/** Lower-case words joined by `_`. */
export type PrivilegeCode = string;

/** The codes that rules of this platform ask for, with the kind that they expect (C4, C5, C23, C24). */
export const knownPrivileges: Readonly<Record<string, PrivilegeValue['kind']>> = {
  appointment_priority: 'number',
  early_window_minutes: 'number',
  can_cancel_late: 'quota',
  discount_bp: 'rate',
};

/** A privilege of a level (C23). */
export type PrivilegeGrant = {
  readonly code: PrivilegeCode;
  readonly value: PrivilegeValue;
  /** Whether it stays in the grace after a period; the early window does not (M3). */
  readonly isKeptInGrace: boolean;
};
