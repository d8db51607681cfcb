import { type Act, type Order, type OrderCommand, permitOn, type Refused } from '../orders/index.js';
import type { OperationId } from '../policy/index.js';
import { done, type Result } from '../shared/result.js';

/**
 * The command of the transition table that an operation gives. Missing are those whose rule must say something else first:
 * `shift.grab` hides orders that are not in the hall, and `visit.log` takes contact attempts from arrival on.
 */
const commands: { readonly [O in OperationId]?: OrderCommand } = {
  'order.reschedule': 'reschedule',
  'order.change-escort': 'change_escort',
  'order.cancel': 'cancel',
  'order.confirm': 'confirm',
  'balance.waive': 'confirm',
  'order.extend': 'extend',
  'order.give-up': 'give_up_unmatched',
  'order.mark-overdue': 'mark_overdue',
  'offer.accept': 'accept',
  'offer.decline': 'decline',
  'offer.withdraw': 'withdraw',
  'offer.expire': 'expire_offer',
  'shift.offer': 'offer',
  'assignment.release': 'release',
  'visit.depart': 'depart',
  'visit.check-in': 'check_in',
  'visit.start': 'start',
  'visit.hand-over': 'hand_over',
  'visit.end': 'end',
  'visit.end-early': 'end_early',
  'visit.mark-patient-no-show': 'mark_patient_no_show',
  'visit.mark-escort-no-show': 'mark_escort_no_show',
};

/** Whether the order's state, the actor's role and their reason allow the operation at all: asked before any other guard. */
export const permitFirst = (order: Order, operation: OperationId, act: Act): Result<unknown, Refused> => {
  const command = commands[operation];
  if (command === undefined) return done;
  const isUnpaid = order.status === 'PENDING_PAYMENT';
  return permitOn(order, command === 'cancel' && isUnpaid ? 'cancel_unpaid' : command, act);
};
