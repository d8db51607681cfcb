import { defaultClinicPolicy, offerOf } from '@banzhen/domain/clinics';
import { sessionStatuses } from '@banzhen/domain/schedules';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { aFamily, aPatient, fixedOffsetCalendar, inMemoryClinics } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const calendar = fixedOffsetCalendar({ offsetMinutes: 480 });

describe('what a session has to offer', () => {
  it('is what booking takes, and nothing else is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sessionStatuses),
        fc.integer({ min: 1, max: 2 }),
        fc.boolean(),
        // From two months before the session to its end, often near the instants at which rules change.
        fc.oneof(
          fc.integer({ min: -62 * 1440, max: 240 }),
          fc.constantFrom(-60 * 1440 - 1, -60 * 1440, -31, -30, -29, 0),
        ),
        async (status, capacity, isSoldOut, minute) => {
          const world = await inMemoryClinics();
          const session = await world.addSession(capacity, status, isSoldOut ? { remaining: 0 } : {});
          const now = minutesAfter(session.during.startsAt, minute);
          world.clock.set(now);
          const offer = offerOf(await world.session(session.id), defaultClinicPolicy, now, calendar);
          const wanted = { sessionId: session.id, patientId: aPatient().id };
          const answer = await world.clinics.holdSeat(aFamily(), wanted);
          expect(answer.ok).toBe(offer.kind === 'open');
          if (answer.ok) return;
          if (offer.kind === 'not-open') expect(answer.error).toEqual(offer.because);
          else expect(answer.error).toEqual({ type: 'NoSeatLeft' });
        },
      ),
      { numRuns: 300 },
    );
  });
});
