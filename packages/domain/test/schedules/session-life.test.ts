import {
  type ClinicSession,
  changeCapacity,
  checkBookingTime,
  checkOpen,
  closeSession,
  draftSession,
  publishSession,
  releaseSession,
  resumeSession,
  type SessionCommand,
  type SessionOutcome,
  sessionStatuses,
  sessionTable,
  suspendSession,
} from '@banzhen/domain/schedules';
import type { Act } from '@banzhen/domain/shared/act';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { commandsIn } from '@banzhen/domain/shared/machine';
import type { Result } from '@banzhen/domain/shared/result';
import { aClinicSession, aPlannedSession, fixedOffsetCalendar } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { by, capacities, refusal, value } from './acts.js';

const { startsAt, endsAt } = aPlannedSession().during;
const releaseAt = new Date('2030-01-01T23:00:00Z');
const beforeRelease = minutesAfter(releaseAt, -60);

type Run = (session: ClinicSession, act: Act) => Result<SessionOutcome, { readonly type: string }>;

/** Every command with an instant at which its guard lets it through. */
const everyCommand: Record<Exclude<SessionCommand, 'draft'>, { readonly run: Run; readonly at: Date }> = {
  publish: { run: publishSession, at: beforeRelease },
  release: { run: releaseSession, at: releaseAt },
  suspend: { run: suspendSession, at: releaseAt },
  resume: { run: resumeSession, at: releaseAt },
  close: { run: closeSession, at: endsAt },
  change_capacity: { run: (session, act) => changeCapacity(session, 60, act), at: releaseAt },
};
const commands = Object.entries(everyCommand) as [Exclude<SessionCommand, 'draft'>, { run: Run; at: Date }][];

describe('the machine of clinic sessions', () => {
  test('has one row for a status and a command, and ends in CLOSED alone', () => {
    for (const status of sessionStatuses)
      for (const [command] of commands)
        expect(
          sessionTable.filter((row) => row.command === command && row.from.includes(status)).length,
        ).toBeLessThanOrEqual(1);
    expect(sessionStatuses.filter((status) => commandsIn(sessionTable, status).length === 0)).toEqual([
      'CLOSED',
    ]);
  });

  test.each(sessionStatuses)(
    '%s takes exactly the commands that the table lists, from whom it lists',
    (status) => {
      for (const [command, { run, at }] of commands)
        for (const as of capacities) {
          const answer = run(aClinicSession(status), by(as, at, 'because'));
          const row = sessionTable.find((one) => one.command === command && one.from.includes(status));
          const isRepeated = command === 'release' && status === 'RELEASED';
          if (isRepeated) expect(answer).toMatchObject({ ok: true, value: { events: [] } });
          else if (!row) expect(refusal(answer).type).toBe('IllegalTransition');
          else if (!row.who.includes(as))
            expect(refusal(answer)).toEqual({ type: 'NotForThisRole', command, as });
          else {
            const { session, events } = value(answer);
            expect(session.status).toBe(row.to === 'same' ? status : row.to);
            expect(session.version).toBe(2);
            expect(events).toHaveLength(1);
            expect(events[0]).toMatchObject({
              row: row.id,
              from: status,
              to: session.status,
              version: 2,
              at,
              by: { as },
            });
          }
        }
    },
  );

  test('wants a reason where the table says so', () => {
    for (const row of sessionTable.filter(({ command }) => command !== 'draft'))
      for (const status of row.from)
        for (const as of row.reasonFrom ?? []) {
          const { run, at } = everyCommand[row.command as Exclude<SessionCommand, 'draft'>];
          expect(refusal(run(aClinicSession(status), by(as, at))).type).toBe('ReasonRequired');
          expect(refusal(run(aClinicSession(status), by(as, at, '  '))).type).toBe('ReasonRequired');
        }
  });

  test('begins with a draft that sells nothing and occupies nobody', () => {
    const { id } = aClinicSession('DRAFT');
    const { session, events } = value(draftSession(id, aPlannedSession(), by('C', releaseAt)));
    expect(session).toEqual(aClinicSession('DRAFT'));
    expect(events).toMatchObject([{ type: 'ClinicSessionDrafted', from: null, to: 'DRAFT' }]);
    expect(refusal(draftSession(id, aPlannedSession(), by('U', releaseAt))).type).toBe('NotForThisRole');
  });
});

describe('releasing', () => {
  const publish = (session: ClinicSession, now: Date) => publishSession(session, by('C', now));

  test('is not published when it is past, nor after the session has begun', () => {
    const draft = aClinicSession('DRAFT');
    expect(refusal(publish(draft, minutesAfter(releaseAt, 1)))).toEqual({ type: 'ReleaseInPast', releaseAt });
    expect(refusal(publish(draft, startsAt))).toEqual({ type: 'SessionBegun', startsAt });
    const late = aClinicSession('DRAFT', { release: { at: startsAt, early: [] } });
    expect(refusal(publish(late, releaseAt))).toEqual({ type: 'ReleaseAfterStart', releaseAt: startsAt });
    const early = minutesAfter(releaseAt, -30);
    const forGold = aClinicSession('DRAFT', {
      release: { at: releaseAt, early: [{ level: 'gold', at: early }] },
    });
    expect(refusal(publish(forGold, minutesAfter(early, 1)))).toEqual({
      type: 'ReleaseInPast',
      releaseAt: early,
    });
    expect(publish(forGold, early).ok).toBe(true);
  });

  test('without a time of its own happens at the publication', () => {
    const { session } = value(publish(aClinicSession('DRAFT', { release: { early: [] } }), beforeRelease));
    expect(session.release).toEqual({ at: beforeRelease, early: [] });
    expect(value(releaseSession(session, by('SYS', beforeRelease))).session.status).toBe('RELEASED');
  });

  test('waits for its time, to the millisecond', () => {
    const session = aClinicSession('PUBLISHED');
    const tooSoon = new Date(releaseAt.getTime() - 1);
    expect(refusal(releaseSession(session, by('SYS', tooSoon)))).toEqual({
      type: 'NotYetReleased',
      releaseAt,
    });
    expect(releaseSession(session, by('SYS', releaseAt)).ok).toBe(true);
  });

  test('lets a level in early only while nobody else may', () => {
    const at = minutesAfter(releaseAt, -30);
    const session = aClinicSession('PUBLISHED', {
      release: { at: releaseAt, early: [{ level: 'gold', at }] },
    });
    expect(checkOpen(session, at, 'gold').ok).toBe(true);
    expect(refusal(checkOpen(session, minutesAfter(at, -1), 'gold'))).toEqual({
      type: 'SessionNotOpen',
      opensAt: at,
    });
    expect(refusal(checkOpen(session, at))).toEqual({ type: 'SessionNotOpen', opensAt: releaseAt });
    expect(refusal(checkOpen(aClinicSession('SUSPENDED'), at, 'gold'))).toEqual({ type: 'SessionNotOpen' });
    expect(checkOpen(aClinicSession('RELEASED'), at).ok).toBe(true);
  });
});

describe('the end and the seats of a session', () => {
  test('the system closes what is over, people whenever, and nobody resumes what is over', () => {
    const session = aClinicSession('RELEASED');
    const before = minutesAfter(endsAt, -1);
    expect(refusal(closeSession(session, by('SYS', before)))).toEqual({ type: 'SessionNotOver', endsAt });
    expect(closeSession(session, by('C', before)).ok).toBe(true);
    const resumed = resumeSession(aClinicSession('SUSPENDED'), by('C', endsAt));
    expect(refusal(resumed)).toEqual({ type: 'ClinicSessionOver', endsAt });
  });

  test('capacity never falls below what is sold, and never becomes a part of a seat', () => {
    const session = aClinicSession('RELEASED', { remaining: 20 });
    const to = (capacity: number) => changeCapacity(session, capacity, by('C', releaseAt));
    expect(value(to(30)).session).toMatchObject({ capacity: 30, remaining: 0, seats: { capacity: 30 } });
    for (const capacity of [29, 0, -1, 30.5, Number.NaN])
      expect(refusal(to(capacity))).toEqual({ type: 'CapacityBelowSold', sold: 30 });
    const timed = aClinicSession('RELEASED', { seats: { by: 'time', everyMinutes: 10, seatsEach: 2 } });
    expect(refusal(changeCapacity(timed, 90, by('C', releaseAt)))).toEqual({ type: 'SeatsHaveTimes' });
  });
});

describe('booking time (B58)', () => {
  const calendar = fixedOffsetCalendar({ offsetMinutes: 480 });
  const rules = { closesMinutesBefore: 30, horizonDays: 7, hours: { fromMinute: 360, toMinute: 1380 } };
  const check = (now: Date) => checkBookingTime(aPlannedSession(), rules, now, calendar);

  test('ends before the start, begins within the horizon, and keeps the hours of the clinic', () => {
    const closedAt = minutesAfter(startsAt, -30);
    expect(refusal(check(closedAt))).toEqual({ type: 'BookingClosed', closedAt });
    expect(check(new Date(closedAt.getTime() - 1)).ok).toBe(true);
    const horizon = minutesAfter(startsAt, -7 * 1440);
    expect(check(horizon).ok).toBe(true);
    expect(refusal(check(minutesAfter(horizon, -1)))).toEqual({ type: 'TooFarAhead', horizonDays: 7 });
    expect(refusal(check(new Date('2030-01-07T15:00:00Z')))).toEqual({ type: 'OutsideBookingHours' });
    expect(check(new Date('2030-01-07T14:59:00Z')).ok).toBe(true);
    expect(refusal(check(new Date('2030-01-06T21:59:00Z')))).toEqual({ type: 'OutsideBookingHours' });
  });
});
