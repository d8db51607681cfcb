import { type PlannedSession, previewSchedule } from '@banzhen/domain/schedules';
import { type DoctorId, idFrom, type RoomId } from '@banzhen/domain/shared/ids';
import { overlaps } from '@banzhen/domain/shared/time-range';
import { aClinicSession, aPlannedSession } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const doctor = (no: number) => idFrom<DoctorId>(`01900000-0011-7000-8000-00000000000${no}`);
const room = (no: number) => idFrom<RoomId>(`01900000-0012-7000-8000-00000000000${no}`);
const at = (hour: number) => new Date(Date.UTC(2030, 0, 9, hour));
const plan = (doctorNo: number, roomNo: number, from: number, until: number): PlannedSession =>
  aPlannedSession({
    doctorId: doctor(doctorNo),
    roomId: room(roomNo),
    during: { startsAt: at(from), endsAt: at(until) },
  });

describe('the preview of a schedule', () => {
  test('creates what is free, with sessions that follow one another', () => {
    const plans = [plan(1, 1, 0, 4), plan(1, 1, 4, 8), plan(2, 2, 0, 4)];
    expect(previewSchedule(plans, [])).toEqual({ creates: plans, unchanged: [], conflicts: [] });
  });

  test('names the doctor or the room that two plans share', () => {
    const [first, sameDoctor, sameRoom] = [plan(1, 1, 0, 4), plan(1, 2, 3, 5), plan(2, 1, 0, 1)];
    expect(previewSchedule([first, sameDoctor, sameRoom], [])).toEqual({
      creates: [first],
      unchanged: [],
      conflicts: [
        { plan: sameDoctor, reason: 'same-doctor' },
        { plan: sameRoom, reason: 'same-room' },
      ],
    });
  });

  test('names the session that is there already, and leaves the same one alone', () => {
    const there = aClinicSession('RELEASED', { ...plan(1, 1, 0, 4), remaining: 3 });
    const [same, longer, inRoom, more] = [
      plan(1, 1, 0, 4),
      plan(1, 2, 0, 5),
      plan(2, 1, 3, 5),
      { ...plan(1, 1, 0, 4), seats: { by: 'session', capacity: 60 }, capacity: 60 } as const,
    ];
    expect(previewSchedule([same, longer, inRoom, more], [there])).toEqual({
      creates: [],
      unchanged: [same],
      conflicts: [
        { plan: longer, reason: 'existing-doctor', existing: there.id },
        { plan: inRoom, reason: 'existing-room', existing: there.id },
        { plan: more, reason: 'existing-doctor', existing: there.id },
      ],
    });
  });

  test('lets drafts and closed sessions stand in nobody’s way', () => {
    for (const status of ['DRAFT', 'CLOSED'] as const) {
      const existing = [aClinicSession(status, plan(1, 1, 0, 4))];
      expect(previewSchedule([plan(1, 1, 0, 4)], existing).creates).toHaveLength(1);
    }
  });

  test('puts every plan into one list, and creates nothing that overlaps', () => {
    const anyPlan = fc
      .record({
        doctorNo: fc.integer({ min: 1, max: 3 }),
        roomNo: fc.integer({ min: 1, max: 3 }),
        from: fc.integer({ min: 0, max: 10 }),
        hours: fc.integer({ min: 1, max: 4 }),
      })
      .map(({ doctorNo, roomNo, from, hours }) => plan(doctorNo, roomNo, from, from + hours));
    fc.assert(
      fc.property(
        fc.array(anyPlan, { maxLength: 12 }),
        fc.array(anyPlan, { maxLength: 4 }),
        (plans, others) => {
          const existing = previewSchedule(others, []).creates.map((one) => aClinicSession('PUBLISHED', one));
          const { creates, unchanged, conflicts } = previewSchedule(plans, existing);
          expect(creates.length + unchanged.length + conflicts.length).toBe(plans.length);
          const after: readonly PlannedSession[] = [...creates, ...existing];
          for (const [index, one] of after.entries())
            for (const other of after.slice(index + 1))
              if (one.doctorId === other.doctorId || one.roomId === other.roomId)
                expect(overlaps(one.during, other.during)).toBe(false);
        },
      ),
    );
  });
});
