import type { Appointment } from '../appointments/index.js';
import { type Order, visitRange } from '../orders/index.js';
import { type ClinicSession, seatTimeOf } from '../schedules/index.js';
import { done, err, type Result } from '../shared/result.js';
import type { BoundSeat } from './bundle.js';

/** The escort would not be there when the patient is called, or the clinic is another hospital's. */
export type VisitMissesSeat = { readonly type: 'VisitMissesSeat'; readonly seatAt: Date };

/** A seat as an order is made for it: with the instant at which the patient is called, or the session begins. */
export const seatToBind = ({ id, seat, sequence }: Appointment, session: ClinicSession): BoundSeat => {
  const { seats, during } = session;
  const calledAt = seat.seatNo === undefined ? undefined : seatTimeOf(seats, during, seat.seatNo);
  return { appointmentId: id, sequence, startsAt: calledAt ?? during.startsAt };
};

/** Whether the escort of an order is with the patient when the seat's time comes, in the seat's hospital. */
export const checkVisitAtSeat = (
  order: Order,
  { startsAt: seatAt }: BoundSeat,
  { hospitalId }: Pick<ClinicSession, 'hospitalId'>,
): Result<void, VisitMissesSeat> => {
  const { startsAt, endsAt } = visitRange(order);
  const isThere = order.hospitalId === hospitalId && startsAt <= seatAt && seatAt < endsAt;
  return isThere ? done : err({ type: 'VisitMissesSeat', seatAt });
};
