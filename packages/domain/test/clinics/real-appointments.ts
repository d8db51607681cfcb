import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lockedUntil } from '@banzhen/domain/appointments';
import { defaultClinicPolicy } from '@banzhen/domain/clinics';
import { MINUTE_MS } from '@banzhen/domain/shared/clock';
import {
  type AppointmentId,
  type ClinicSessionId,
  type DepartmentId,
  type DoctorId,
  idFrom,
  type PatientId,
  type RoomId,
} from '@banzhen/domain/shared/ids';
import { aDispatcher, aFamily, aPatient, inMemoryClinics, must } from '@banzhen/domain/testing';
import { expect } from 'vitest';

const file = fileURLToPath(new URL('../../../../../shared/data/appointments-noshow.csv', import.meta.url));

type Row = {
  readonly person: string;
  readonly bookedAt: Date;
  readonly place: string;
  readonly hasCome: boolean;
};

/** The clocks of the people are read as those of the clinics of the tests. */
const rowsOf = (csv: string): readonly Row[] =>
  csv
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const [person = '', , , bookedAt = '', , , place = '', , , , , , , noShow] = line.split(',');
      return { person, bookedAt: new Date(bookedAt.replace('Z', '+08:00')), place, hasCome: noShow === 'No' };
    })
    .toSorted((left, right) => left.bookedAt.getTime() - right.bookedAt.getTime());

const id = (group: number, no: number) =>
  `0190${group.toString(16).padStart(4, '0')}-0000-7000-8000-${String(no).padStart(12, '0')}`;
const counted = <T>(items: Iterable<T>): ReadonlyMap<T, number> => {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};

/** Everybody with several appointments, and every tenth of the others: what the rules say depends on nobody else. */
const sampleOf = (rows: readonly Row[]): readonly Row[] => {
  const times = counted(rows.map(({ person }) => person));
  const people = new Set(
    [...times].filter(([, count], no) => count > 1 || no % 10 === 0).map(([person]) => person),
  );
  return rows.filter(({ person }) => people.has(person));
};

/** All of it is about one day. */
const DAY = '2016-04-29';
const FIRST_VISIT = new Date('2016-04-29T20:00:00+08:00');
const VISITS_MINUTES = 180;
const AFTER_THE_DAY = new Date('2016-04-29T23:59:00+08:00');

/** Whether the public list of three thousand appointments is beside the project. */
export const areThere = existsSync(file);

/** Replays them through schedule, booking, desk and no-show: counts in = counts out, and the ladder as the rules say. */
export const replay = async (): Promise<void> => {
  const rows = sampleOf(rowsOf(readFileSync(file, 'utf8')));
  const rules = { closesMinutesBefore: 0, horizonDays: 400, hours: { fromMinute: 0, toMinute: 1440 } };
  const world = await inMemoryClinics({ policy: { ...defaultClinicPolicy, bookingTimes: rules } });

  // Whoever comes several times on the day sees one doctor after the other.
  const visits = new Map<string, number>();
  const wanted = rows.map((row) => {
    const turn = visits.get(row.person) ?? 0;
    visits.set(row.person, turn + 1);
    return { ...row, turn, doctor: `${row.place}/${turn}` };
  });
  const turns = Math.max(...visits.values());
  const duringOf = (turn: number) => {
    const at = (one: number) => new Date(FIRST_VISIT.getTime() + (one / turns) * VISITS_MINUTES * MINUTE_MS);
    return { startsAt: at(turn), endsAt: at(turn + 1) };
  };
  const places = [...new Set(rows.map(({ place }) => place))];
  const sessions = new Map<string, ClinicSessionId>();
  for (const [doctor, capacity] of counted(wanted.map((one) => one.doctor))) {
    const no = sessions.size + 1;
    const { id: sessionId } = await world.addSession(capacity, 'RELEASED', {
      id: idFrom<ClinicSessionId>(id(1, no)),
      doctorId: idFrom<DoctorId>(id(2, no)),
      roomId: idFrom<RoomId>(id(3, no)),
      departmentId: idFrom<DepartmentId>(id(4, places.indexOf(doctor.split('/')[0] ?? ''))),
      visitOn: DAY,
      during: duringOf(Number(doctor.split('/')[1])),
      release: { at: new Date('2015-01-01T00:00:00Z'), early: [] },
    });
    sessions.set(doctor, sessionId);
  }
  const patients = new Map<string, PatientId>();
  for (const person of new Set(rows.map((row) => row.person))) {
    const patientId = idFrom<PatientId>(id(5, patients.size + 1));
    const { grants } = aPatient();
    await world.seeds.addPatient(
      aPatient({ id: patientId, grants: [{ ...grants[0], from: new Date(0) }] as never }),
    );
    await world.seeds.saveDetails(patientId, {
      idNumber: `1${String(patients.size).padStart(17, '0')}` as never,
    });
    patients.set(person, patientId);
  }

  // H1: three departments a day.
  const seen = new Map<string, Set<string>>();
  const isOneTooMany = ({ person, place }: Row): boolean => {
    const own = seen.get(person) ?? new Set();
    seen.set(person, own);
    if (own.has(place) || own.size < 3) own.add(place);
    return !own.has(place);
  };
  const refused: Row[] = [];
  const booked: { readonly appointmentId: AppointmentId; readonly row: (typeof wanted)[number] }[] = [];
  for (const row of wanted) {
    world.clock.set(row.bookedAt);
    const sessionId = sessions.get(row.doctor) as ClinicSessionId;
    const patientId = patients.get(row.person) as PatientId;
    const held = await world.clinics.holdSeat(aFamily(), { sessionId, patientId });
    if (isOneTooMany(row)) {
      expect(held).toEqual({ ok: false, error: { type: 'TooManyDepartments', limit: 3 } });
      refused.push(row);
      continue;
    }
    const { appointmentId } = must(held);
    must(await world.clinics.submitAppointment(aFamily(), { appointmentId }));
    booked.push({ appointmentId, row });
  }
  await world.advance(0);
  expect(booked.length + refused.length).toBe(rows.length);
  let left = 0;
  for (const sessionId of sessions.values()) left += (await world.session(sessionId)).remaining;
  expect(left).toBe(refused.length);

  world.clock.set(new Date('2016-04-29T23:50:00+08:00'));
  for (const { appointmentId, row } of booked)
    if (row.hasCome) {
      must(await world.clinics.takeNumber(aDispatcher(), { appointmentId }));
      must(await world.clinics.completeAppointment(aDispatcher(), { appointmentId }));
    } else must(await world.clinics.markNoShow(aDispatcher(), { appointmentId }));

  const all = world.database.committed().clinic.appointments.where(() => true);
  const missed = booked.flatMap(({ row }) => (row.hasCome ? [] : [row]));
  expect(counted(all.map(({ status }) => status))).toEqual(
    new Map([
      ['FULFILLED', booked.length - missed.length],
      ['NO_SHOW', missed.length],
    ]),
  );
  // The ladder: whoever was missed three times is locked, and nobody else.
  const often = [...counted(missed.map(({ person }) => person))].filter(([, times]) => times >= 3);
  const locked = [...counted(all.flatMap((one) => (one.status === 'NO_SHOW' ? [one.personId] : [])))].filter(
    ([, times]) =>
      lockedUntil(
        Array.from({ length: times }, () => AFTER_THE_DAY),
        defaultClinicPolicy.appointments,
      ),
  );
  expect(locked).toHaveLength(often.length);
  const lockedOut = [];
  const next = await world.addSession(5_000, 'RELEASED', {
    id: idFrom<ClinicSessionId>(id(1, 9_999)),
    doctorId: idFrom<DoctorId>(id(2, 9_999)),
    roomId: idFrom<RoomId>(id(3, 9_999)),
    visitOn: '2016-05-10',
    during: { startsAt: new Date('2016-05-10T08:00:00Z'), endsAt: new Date('2016-05-10T12:00:00Z') },
    release: { at: new Date('2015-01-01T00:00:00Z'), early: [] },
  });
  for (const [person, patientId] of patients) {
    if (!missed.some((row) => row.person === person)) continue;
    const again = await world.clinics.holdSeat(aFamily(), { sessionId: next.id, patientId });
    if (!again.ok && again.error.type === 'BookingLocked') lockedOut.push(person);
    else must(again);
  }
  expect(lockedOut.toSorted()).toEqual(often.map(([person]) => person).toSorted());
};
