import { appointmentStatuses, keepsSeat } from '@banzhen/domain/appointments';
import { describe, expect, it } from 'vitest';
import {
  fhirAppointmentStatuses,
  fhirStatusOf,
  slotStatusOf,
  statusesTold,
} from '../../dist/fhir/status-map.js';

describe('states in the words of FHIR', () => {
  it('are all of 6.8, and each word occurs', () => {
    expect(Object.keys(fhirStatusOf).toSorted()).toEqual([...appointmentStatuses].toSorted());
    const told = new Set(Object.values(fhirStatusOf).map(({ appointment }) => appointment));
    expect([...told].toSorted()).toEqual([...fhirAppointmentStatuses].toSorted());
  });

  it('are those of the specification', () => {
    expect(
      Object.fromEntries(appointmentStatuses.map((one) => [one, fhirStatusOf[one].appointment])),
    ).toEqual({
      HELD: 'pending',
      PENDING_CONFIRM: 'pending',
      BOOKED: 'booked',
      CHECKED_IN: 'checked-in',
      FULFILLED: 'fulfilled',
      NO_SHOW: 'noshow',
      EXPIRED: 'cancelled',
      REJECTED: 'cancelled',
      CANCELLED: 'cancelled',
      PROVIDER_CANCELLED: 'cancelled',
      ENTERED_IN_ERROR: 'entered-in-error',
    });
  });

  it('say that a seat is free exactly where the appointment keeps it no more', () => {
    for (const status of appointmentStatuses)
      expect([status, fhirStatusOf[status].seat !== 'free']).toEqual([status, keepsSeat({ status })]);
  });

  it('are found again by their words, each under one', () => {
    const found = fhirAppointmentStatuses.flatMap((word) => statusesTold([word]));
    expect(found.toSorted()).toEqual([...appointmentStatuses].toSorted());
    expect(statusesTold(['pending'])).toEqual(['HELD', 'PENDING_CONFIRM']);
  });

  it('make of a session a slot that is free while booking takes a seat', () => {
    expect(slotStatusOf({ kind: 'open' }, 3)).toBe('free');
    expect(slotStatusOf({ kind: 'full' }, 0)).toBe('busy');
    expect(slotStatusOf({ kind: 'full' }, 1)).toBe('busy-tentative');
    expect(slotStatusOf({ kind: 'not-open' }, 0)).toBe('busy-unavailable');
  });
});
