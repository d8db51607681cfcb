import type { Capacity } from '../shared/actor.js';
import type { OrderStatus } from './order.js';

export type OrderCommand =
  | 'create'
  | 'settle_payment'
  | 'expire_payment'
  | 'cancel_unpaid'
  | 'offer'
  | 'grab'
  | 'accept'
  | 'decline'
  | 'expire_offer'
  | 'withdraw'
  | 'release'
  | 'change_escort'
  | 'reschedule'
  | 'depart'
  | 'check_in'
  | 'start'
  | 'log'
  | 'extend'
  | 'hand_over'
  | 'end'
  | 'end_early'
  | 'confirm'
  | 'pay_balance'
  | 'mark_overdue'
  | 'cancel'
  | 'mark_patient_no_show'
  | 'mark_escort_no_show'
  | 'give_up_unmatched'
  | 'clinic_changed'
  | 'force_cancel';

export type TransitionRow = {
  /** Row of the state machines, part 6.2. Several commands may share one. */
  readonly id: `O${number}`;
  /** Empty: the order does not exist yet. */
  readonly from: readonly OrderStatus[];
  readonly command: OrderCommand;
  /** `same` keeps the status. Several entries: the cover of the shifts decides which. */
  readonly to: readonly (OrderStatus | 'same')[];
  readonly who: readonly Capacity[];
  /** Capacities that must give a reason (D*, A*). */
  readonly reasonFrom?: readonly Capacity[];
  readonly guard: string;
  /** What the order's shifts must be like: one after the present one is there, or the present one is accepted. */
  readonly given?: 'later-shift' | 'present-escort';
  /** A module that must exist before this row can be used. */
  readonly needs?: 'appointments' | 'two-person approval';
};
