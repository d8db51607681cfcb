import {
  type Appointment,
  type AppointmentCommand,
  type AppointmentOutcome,
  appointmentStatuses,
  appointmentTable,
  cancelAppointment,
  completeAppointment,
  confirmAppointment,
  defaultAppointmentPolicy,
  expireHold,
  holdAppointment,
  holdEnd,
  keepsSeat,
  markNoShow,
  proposeVoid,
  rejectAppointment,
  rescheduleAppointment,
  stopAppointment,
  submitAppointment,
  takeNumber,
  voidAppointment,
} from '@banzhen/domain/appointments';
import type { Act } from '@banzhen/domain/shared/act';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { type AccountId, type ClinicSessionId, idFrom } from '@banzhen/domain/shared/ids';
import { commandsIn } from '@banzhen/domain/shared/machine';
import type { Result } from '@banzhen/domain/shared/result';
import { aDispatcher, aFamily, anAppointment, fixedOffsetCalendar } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';
import { by, capacities, refusal, value } from '../schedules/acts.js';

const policy = defaultAppointmentPolicy;
const calendar = fixedOffsetCalendar({ offsetMinutes: 480 });
const { sitting } = anAppointment('BOOKED');
const { startsAt, endsAt } = sitting.during;
const heldUntil = new Date('2030-01-07T02:05:00Z');
const submittedAt = new Date('2030-01-07T02:03:00Z');
const dayBefore = minutesAfter(startsAt, -1440);
const dayEnd = new Date('2030-01-09T16:00:00Z');
const to = {
  sitting: { ...sitting, sessionId: idFrom<ClinicSessionId>('01900000-0013-7000-8000-000000000009') },
  seat: { ticket: 3 },
};
const second = { as: 'A', accountId: aFamily().accountId } as const;

type GivenCommand = Exclude<AppointmentCommand, 'hold'>;
type Run = (appointment: Appointment, act: Act) => Result<AppointmentOutcome, { readonly type: string }>;

/** Every command with an instant at which its guard lets it through, whoever gives it. */
const everyCommand: Record<GivenCommand, { readonly run: Run; readonly at: Date }> = {
  expire: { run: expireHold, at: heldUntil },
  submit: { run: submitAppointment, at: submittedAt },
  confirm: { run: (one, act) => confirmAppointment(one, 'MZ-1', act), at: submittedAt },
  reject: {
    run: (one, act) => rejectAppointment(one, 'no-record', policy, act),
    at: minutesAfter(submittedAt, 15),
  },
  reschedule: { run: (one, act) => rescheduleAppointment(one, to, policy, act), at: dayBefore },
  cancel: { run: (one, act) => cancelAppointment(one, false, policy, act), at: dayBefore },
  stop_clinic: { run: stopAppointment, at: startsAt },
  take_number: { run: (one, act) => takeNumber(one, true, calendar, act), at: startsAt },
  complete: { run: (one, act) => completeAppointment(one, calendar, act), at: dayEnd },
  no_show: {
    run: (one, act) => markNoShow(one, { calledAt: startsAt, isReported: true }, policy, act),
    at: minutesAfter(startsAt, 30),
  },
  propose_void: { run: proposeVoid, at: dayEnd },
  void: { run: (one, act) => voidAppointment(one, second, act), at: dayEnd },
};
const commands = Object.entries(everyCommand) as [GivenCommand, { run: Run; at: Date }][];
const withAccount = (act: Act): Act => ({ ...act, by: { ...act.by, accountId: aDispatcher().accountId } });

describe('the machine of appointments', () => {
  test('has every row from H1 to H12, and one for a status and a command', () => {
    const ids = new Set(appointmentTable.map(({ id }) => id));
    expect([...ids]).toEqual(Array.from({ length: 12 }, (_, index) => `H${index + 1}`));
    for (const status of appointmentStatuses)
      for (const [command] of commands)
        expect(
          appointmentTable.filter((row) => row.command === command && row.from.includes(status)).length,
        ).toBeLessThanOrEqual(1);
  });

  test('reaches every state, and leaves the last ones only to void them', () => {
    const reached = new Set(appointmentTable.map(({ to: next }) => next));
    expect(appointmentStatuses.filter((status) => !reached.has(status))).toEqual([]);
    const last = ['EXPIRED', 'REJECTED', 'CANCELLED', 'PROVIDER_CANCELLED', 'FULFILLED', 'NO_SHOW'] as const;
    for (const status of last) expect(commandsIn(appointmentTable, status)).toEqual(['propose_void', 'void']);
    expect(commandsIn(appointmentTable, 'ENTERED_IN_ERROR')).toEqual([]);
  });

  test.each(appointmentStatuses)(
    '%s takes exactly the commands that the table lists, from whom it lists',
    (status) => {
      for (const [command, { run, at }] of commands)
        for (const as of capacities) {
          const before = anAppointment(status);
          const answer = run(before, withAccount(by(as, at, 'because')));
          const row = appointmentTable.find((one) => one.command === command && one.from.includes(status));
          if (!row)
            expect(refusal(answer)).toEqual({
              type: 'IllegalTransition',
              status,
              command,
              allowed: commandsIn(appointmentTable, status),
            });
          else if (!row.who.includes(as))
            expect(refusal(answer)).toEqual({ type: 'NotForThisRole', command, as });
          else {
            const { appointment, events, freed } = value(answer);
            expect(appointment.status).toBe(row.to === 'same' ? status : row.to);
            expect(appointment.version).toBe(before.version + 1);
            expect(events).toHaveLength(1);
            expect(events[0]).toMatchObject({
              row: row.id,
              from: status,
              to: appointment.status,
              version: 2,
              at,
            });
            const isFreed = keepsSeat(before) && (!keepsSeat(appointment) || command === 'reschedule');
            expect(freed).toEqual(isFreed ? { sessionId: sitting.sessionId, ticket: 7 } : undefined);
          }
        }
    },
  );

  test('wants a reason where the table says so', () => {
    for (const row of appointmentTable.filter(({ command }) => command !== 'hold'))
      for (const status of row.from)
        for (const as of row.reasonFrom ?? []) {
          const { run, at } = everyCommand[row.command as GivenCommand];
          for (const reason of [undefined, ' '])
            expect(refusal(run(anAppointment(status), withAccount(by(as, at, reason)))).type).toBe(
              'ReasonRequired',
            );
        }
  });
});

describe('a hold', () => {
  test('lives five minutes, fifteen with a payment', () => {
    expect(holdEnd(dayBefore, policy, false)).toEqual(minutesAfter(dayBefore, 5));
    expect(holdEnd(dayBefore, policy, true)).toEqual(minutesAfter(dayBefore, 15));
  });

  test('begins with the seat that was taken', () => {
    const { id, seat, patientId, personId, bookedBy, createdAt, policyVersion } = anAppointment('HELD');
    const wanted = { id, sitting, patientId, personId, bookedBy, policyVersion };
    const { appointment, events } = value(holdAppointment(wanted, seat, heldUntil, by('U', createdAt)));
    expect(appointment).toEqual(anAppointment('HELD'));
    expect(events).toMatchObject([{ type: 'AppointmentHeld', row: 'H1', from: null, to: 'HELD' }]);
    expect(refusal(holdAppointment(wanted, seat, heldUntil, by('E', createdAt))).type).toBe('NotForThisRole');
  });

  test('is submitted or expires, and never both, at its last millisecond', () => {
    const held = anAppointment('HELD');
    for (const [at, isAlive] of [
      [-1, true],
      [0, false],
      [1, false],
    ] as const) {
      const now = new Date(heldUntil.getTime() + at);
      expect(submitAppointment(held, by('U', now)).ok).toBe(isAlive);
      expect(expireHold(held, by('SYS', now)).ok).toBe(!isAlive);
    }
    expect(refusal(submitAppointment(held, by('U', heldUntil)))).toEqual({ type: 'HoldExpired', heldUntil });
    expect(refusal(expireHold(held, by('SYS', submittedAt)))).toEqual({ type: 'HoldStillAlive', heldUntil });
  });

  test('may be given up at any time', () => {
    const late = by('U', minutesAfter(startsAt, -5));
    expect(cancelAppointment(anAppointment('HELD'), false, policy, late).ok).toBe(true);
  });
});

describe('the word of the clinic', () => {
  const pending = anAppointment('PENDING_CONFIRM');
  const until = minutesAfter(submittedAt, 15);

  test('makes an appointment, under a record', () => {
    expect(value(confirmAppointment(pending, 'MZ-1', by('C', until))).appointment).toMatchObject({
      clinicRecord: 'MZ-1',
    });
    expect(refusal(confirmAppointment(pending, ' ', by('C', until)))).toEqual({
      type: 'ClinicRecordMissing',
    });
  });

  test('is waited for, and silence is no refusal', () => {
    const reject = (asked: 'no-record' | 'unknown', act: Act) =>
      rejectAppointment(pending, asked, policy, act);
    expect(refusal(reject('no-record', by('SYS', minutesAfter(until, -1))))).toEqual({
      type: 'ClinicMayStillAnswer',
      until,
    });
    expect(refusal(reject('unknown', by('SYS', until)))).toEqual({ type: 'ClinicNotAsked' });
    expect(reject('unknown', by('C', submittedAt)).ok).toBe(true);
  });
});

describe('changes by the family', () => {
  const booked = anAppointment('BOOKED');

  test('are possible up to the cut-off and twice', () => {
    const cutOffAt = dayBefore;
    const tooLate = minutesAfter(cutOffAt, 1);
    const move = (one: Appointment, now: Date, as: 'U' | 'C' = 'U') =>
      rescheduleAppointment(one, to, policy, by(as, now));
    expect(refusal(move(booked, tooLate))).toEqual({ type: 'PastCutOff', cutOffAt });
    expect(move(booked, tooLate, 'C').ok).toBe(true);
    const once = value(move(booked, cutOffAt)).appointment;
    expect(once).toMatchObject({ id: booked.id, sequence: 1, familyReschedules: 1, ...to });
    const twice = { ...once, sitting, familyReschedules: 2 };
    expect(refusal(move(twice, cutOffAt))).toEqual({ type: 'TooManyReschedules', limit: 2 });
    const byClinic = value(move(twice, cutOffAt, 'C')).appointment;
    expect(byClinic).toMatchObject({ sequence: 2, familyReschedules: 2 });
    expect(refusal(rescheduleAppointment(booked, booked, policy, by('C', cutOffAt)))).toEqual({
      type: 'SameSeat',
    });
  });

  test('cancel later with the privilege, and the clinic at any time', () => {
    const late = minutesAfter(startsAt, -121);
    expect(refusal(cancelAppointment(booked, false, policy, by('U', late)))).toEqual({
      type: 'PastCutOff',
      cutOffAt: dayBefore,
    });
    expect(cancelAppointment(booked, true, policy, by('U', late)).ok).toBe(true);
    const tooLate = minutesAfter(startsAt, -119);
    expect(refusal(cancelAppointment(booked, true, policy, by('U', tooLate))).type).toBe('PastCutOff');
    expect(cancelAppointment(booked, false, policy, by('C', startsAt)).ok).toBe(true);
  });
});

describe('the day of the visit', () => {
  const booked = anAppointment('BOOKED');

  test('is when numbers are taken, by the family on site', () => {
    const take = (now: Date, isOnSite: boolean, as: 'U' | 'C' = 'U') =>
      takeNumber(booked, isOnSite, calendar, by(as, now));
    expect(refusal(take(new Date('2030-01-08T15:59:59Z'), true))).toEqual({
      type: 'NotTheDay',
      visitOn: '2030-01-09',
    });
    expect(take(new Date('2030-01-08T16:00:00Z'), true).ok).toBe(true);
    expect(refusal(take(dayEnd, true)).type).toBe('NotTheDay');
    expect(refusal(take(startsAt, false))).toEqual({ type: 'NotOnSite' });
    expect(take(startsAt, false, 'C').ok).toBe(true);
  });

  test('ends before the system says that somebody was seen', () => {
    const complete = (now: Date, as: 'C' | 'SYS') =>
      completeAppointment(anAppointment('CHECKED_IN'), calendar, by(as, now));
    expect(refusal(complete(endsAt, 'SYS'))).toEqual({ type: 'DayNotOver', endsAt: dayEnd });
    expect(complete(dayEnd, 'SYS').ok).toBe(true);
    expect(complete(startsAt, 'C').ok).toBe(true);
  });

  test('is missed after the grace, and by the word of a clinic that tells who came', () => {
    const mark = (now: Date, isReported: boolean, as: 'C' | 'SYS') =>
      markNoShow(booked, { calledAt: startsAt, isReported }, policy, by(as, now));
    const until = minutesAfter(startsAt, 30);
    expect(refusal(mark(minutesAfter(until, -1), true, 'C'))).toEqual({ type: 'GraceNotOver', until });
    expect(refusal(mark(until, false, 'SYS'))).toEqual({ type: 'AttendanceUnknown' });
    expect(mark(until, true, 'SYS').ok).toBe(true);
    expect(mark(until, false, 'C').ok).toBe(true);
  });
});

test('an appointment is voided by two administrators', () => {
  const accountId = aDispatcher().accountId;
  const act = { now: dayEnd, by: { as: 'A', accountId }, reason: 'entered twice' } as const;
  const empty: { as: 'A'; accountId?: AccountId } = { as: 'A' };
  for (const other of [undefined, act.by, empty, { as: 'D', accountId: second.accountId } as const])
    expect(refusal(voidAppointment(anAppointment('NO_SHOW'), other, act))).toEqual({
      type: 'SecondPersonNeeded',
    });
  const nameless = { ...act, by: { as: 'A' } } as const;
  expect(refusal(voidAppointment(anAppointment('NO_SHOW'), second, nameless)).type).toBe(
    'SecondPersonNeeded',
  );
  expect(value(voidAppointment(anAppointment('NO_SHOW'), second, act)).freed).toBeDefined();
});
