import {
  type Appointment,
  appointmentStatuses,
  errandStep,
  keepsSeat,
  mayBookAgain,
  nextAskAt,
  recordsKnown,
} from '@banzhen/domain/appointments';
import { describe, expect, it } from 'vitest';

const submittedAt = new Date('2030-01-07T02:00:00Z');
const inState = (status: Appointment['status']) => ({ status, submittedAt }) as Appointment;
const minutesLater = (minutes: number) => new Date(submittedAt.getTime() + minutes * 60_000);

describe('what a system of a clinic is next asked or told', () => {
  it('is to book once, and afterwards what it has, until it has a record', () => {
    const pending = inState('PENDING_CONFIRM');
    expect(errandStep(pending, { known: 'unclear', attempts: 1 })).toBe('book');
    expect(errandStep(pending, { known: 'unclear', attempts: 2 })).toBe('query');
    // The record was heard of and the confirmation not kept.
    expect(errandStep(pending, { known: 'record', attempts: 2 })).toBe('query');
    expect(errandStep(inState('BOOKED'), { known: 'unclear', attempts: 1 })).toBe('query');
    expect(errandStep(inState('BOOKED'), { known: 'record', attempts: 9 })).toBe('rest');
    expect(errandStep(inState('FULFILLED'), { known: 'record', attempts: 9 })).toBe('end');
  });

  it('is to release whatever has no seat any more, whatever it is thought to have, until it has said so', () => {
    for (const status of appointmentStatuses.filter((one) => !keepsSeat({ status: one })))
      for (const known of recordsKnown)
        expect(errandStep(inState(status), { known, attempts: 3 })).toBe(
          known === 'released' ? 'end' : 'release',
        );
  });

  it('is to book again for a quarter of an hour; what is confirmed, always', () => {
    const policy = { confirmWithinMinutes: 15 };
    const pending = inState('PENDING_CONFIRM');
    expect(mayBookAgain(pending, policy, minutesLater(14.9))).toBe(true);
    expect(mayBookAgain(pending, policy, minutesLater(15))).toBe(false);
    expect(mayBookAgain(inState('BOOKED'), policy, minutesLater(600))).toBe(true);
  });

  it('is asked again after twice the pause each time, half a minute at most while a family waits', () => {
    const pauses = (status: Appointment['status']) =>
      [1, 2, 3, 6, 40].map(
        (attempts) =>
          (nextAskAt({ status }, attempts, submittedAt).getTime() - submittedAt.getTime()) / 1_000,
      );
    expect(pauses('PENDING_CONFIRM')).toEqual([1, 2, 4, 30, 30]);
    expect(pauses('CANCELLED')).toEqual([1, 2, 4, 32, 600]);
  });
});
