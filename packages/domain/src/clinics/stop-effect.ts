import type { AppointmentStatus } from '../appointments/index.js';

/**
 * What 停诊 of its session does to an appointment: it ends by the clinic's doing (H8), its hold is given up (H7), it is rejected
 * in the clinic's name (H5), or nothing, because the patient is there and is seen by somebody else.
 */
export type StopEffect = 'stopped' | 'given-up' | 'rejected' | 'stays';

/** Undefined for an appointment that has no seat any more, and for one that is over. */
export const stopEffectOf = (status: AppointmentStatus): StopEffect | undefined => {
  switch (status) {
    case 'BOOKED':
      return 'stopped';
    case 'HELD':
      return 'given-up';
    case 'PENDING_CONFIRM':
      return 'rejected';
    case 'CHECKED_IN':
      return 'stays';
    default:
      return undefined;
  }
};
