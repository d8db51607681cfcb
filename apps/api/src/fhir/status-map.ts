import { type AppointmentStatus, appointmentStatuses } from '@banzhen/domain/appointments';
import type { SessionOffer } from '@banzhen/domain/clinics';

export const fhirAppointmentStatuses = [
  'pending',
  'booked',
  'checked-in',
  'fulfilled',
  'noshow',
  'cancelled',
  'entered-in-error',
] as const;

/** The words of FHIR for an appointment that occur here. */
export type FhirAppointmentStatus = (typeof fhirAppointmentStatuses)[number];

export const fhirSlotStatuses = ['free', 'busy', 'busy-tentative', 'busy-unavailable'] as const;

/** The words of FHIR for a slot that occur here. */
export type FhirSlotStatus = (typeof fhirSlotStatuses)[number];

/** What each state of an appointment is in FHIR (6.8), and what its seat is meanwhile. */
export const fhirStatusOf: Readonly<
  Record<AppointmentStatus, { readonly appointment: FhirAppointmentStatus; readonly seat: FhirSlotStatus }>
> = {
  HELD: { appointment: 'pending', seat: 'busy-tentative' },
  PENDING_CONFIRM: { appointment: 'pending', seat: 'busy-tentative' },
  BOOKED: { appointment: 'booked', seat: 'busy' },
  CHECKED_IN: { appointment: 'checked-in', seat: 'busy' },
  FULFILLED: { appointment: 'fulfilled', seat: 'busy' },
  NO_SHOW: { appointment: 'noshow', seat: 'busy' },
  EXPIRED: { appointment: 'cancelled', seat: 'free' },
  REJECTED: { appointment: 'cancelled', seat: 'free' },
  CANCELLED: { appointment: 'cancelled', seat: 'free' },
  PROVIDER_CANCELLED: { appointment: 'cancelled', seat: 'free' },
  ENTERED_IN_ERROR: { appointment: 'entered-in-error', seat: 'free' },
};

/** The states that are told by one of these words. */
export const statusesTold = (words: readonly FhirAppointmentStatus[]): readonly AppointmentStatus[] =>
  appointmentStatuses.filter((status) => words.includes(fhirStatusOf[status].appointment));

/**
 * A session as one slot: free while booking takes a seat of it; where it is full, tentatively busy while one of its seats waits
 * to be submitted or confirmed; and not to be had where it is not on sale, whatever is left of it.
 */
export const slotStatusOf = (offer: Pick<SessionOffer, 'kind'>, tentative: number): FhirSlotStatus => {
  if (offer.kind === 'open') return 'free';
  if (offer.kind === 'not-open') return 'busy-unavailable';
  return tentative > 0 ? fhirStatusOf.HELD.seat : fhirStatusOf.BOOKED.seat;
};
