import type { Appointment, SeatAnswer, SeatRequest } from '../../appointments/index.js';
import type { ClinicStores } from '../../clinics/index.js';
import type { ClinicResources, ClinicSession, PlannedSession, SessionStatus } from '../../schedules/index.js';
import { HOUR_MS } from '../../shared/clock.js';
import {
  type AccountId,
  type AppointmentId,
  type ClinicSessionId,
  type DepartmentId,
  type DoctorId,
  type HospitalId,
  idFrom,
  type PatientId,
  type PersonId,
  type RoomId,
  type TenantId,
} from '../../shared/ids.js';
import { aClinicSession } from '../builders/a-clinic-session.js';
import { aCity, aHospital } from '../builders/beijing.js';
import { aPatient } from '../builders/people.js';
import type { ClinicStoresFixture, OpenClinicStores } from './clinic-fixture.js';
import { freshId, freshNumber } from './fresh.js';
import { inOne, openedOnce } from './opened-once.js';

/** Opens the adapter before the suite's first case and closes it after the last. */
export const openedClinic: (open: OpenClinicStores) => () => ClinicStoresFixture = openedOnce;

/** Runs `work` in a transaction that commits. */
export const inClinic = <T>(
  { unitOfWork }: ClinicStoresFixture,
  work: (stores: ClinicStores) => Promise<T>,
): Promise<T> => inOne(unitOfWork, work);

type Sketch = Partial<PlannedSession & Pick<ClinicSession, 'id' | 'remaining' | 'version'>>;

/** The seats before 2030-01-09 at 08:00 in Beijing, when nothing has begun. */
export const clinicNow = new Date('2030-01-08T02:00:00Z');

/** When the sessions of the morning end. */
const noon = new Date('2030-01-09T04:00:00Z');

/** A hospital of its own for one case, with a department, a doctor, a room and people. */
export const aClinic = async (fixture: ClinicStoresFixture) => {
  const { seeds } = fixture;
  const tenantId = idFrom<TenantId>(freshId());
  const hospitalId = idFrom<HospitalId>(freshId());
  const accountId = idFrom<AccountId>(freshId());
  const cityCode = `city-${freshNumber()}`;
  await seeds.addCity(aCity({ code: cityCode }));
  await seeds.addHospital(aHospital({ id: hospitalId, cityCode }));

  const save = (resources: Partial<ClinicResources>) =>
    inClinic(fixture, ({ directory }) => directory.save(resources));
  const addDepartment = async (): Promise<DepartmentId> => {
    const id = idFrom<DepartmentId>(freshId());
    await save({ departments: [{ id, tenantId, hospitalId, name: '心内科' }] });
    return id;
  };
  const addDoctor = async (departmentId: DepartmentId): Promise<DoctorId> => {
    const id = idFrom<DoctorId>(freshId());
    const about = { name: '李医生', title: '主任医师', introduction: '' };
    await save({ doctors: [{ id, tenantId, departmentId, ...about }] });
    return id;
  };
  const addRoom = async (): Promise<RoomId> => {
    const id = idFrom<RoomId>(freshId());
    await save({ rooms: [{ id, tenantId, hospitalId, name: '三诊室' }] });
    return id;
  };
  const departmentId = await addDepartment();
  const base = {
    tenantId,
    hospitalId,
    departmentId,
    doctorId: await addDoctor(departmentId),
    roomId: await addRoom(),
  };

  const aSession = (status: SessionStatus, sketch: Sketch = {}): ClinicSession =>
    aClinicSession(status, { id: idFrom<ClinicSessionId>(freshId()), ...base, ...sketch });
  /** A session with so many seats, stored. */
  const addSession = async (status: SessionStatus, capacity: number, sketch: Sketch = {}) => {
    const seats = sketch.seats ?? ({ by: 'session', capacity } as const);
    const session = aSession(status, { seats, capacity, ...sketch });
    const inserted = await inClinic(fixture, (stores) => stores.sessions.insert([session]));
    if (!inserted.ok) throw new Error(`the session of the case is refused: ${inserted.error.type}`);
    return session;
  };
  /** A session of another doctor in another department and room, at the same time unless told otherwise. */
  const addBeside = async (
    capacity: number,
    sketch: Sketch = {},
    departmentOf = addDepartment,
  ): Promise<ClinicSession> => {
    const other = await departmentOf();
    const who = { departmentId: other, doctorId: await addDoctor(other), roomId: await addRoom() };
    return addSession('RELEASED', capacity, { ...who, ...sketch });
  };
  let others = 0;
  /** The same at a time of its own, an hour of the afternoon for each, so that a person can be at all of them. */
  const addOther = (capacity: number, departmentOf = addDepartment): Promise<ClinicSession> => {
    const startsAt = new Date(noon.getTime() + others * HOUR_MS);
    others += 1;
    const during = { startsAt, endsAt: new Date(startsAt.getTime() + HOUR_MS) };
    return addBeside(capacity, { during }, departmentOf);
  };
  const addPatient = async (): Promise<PatientId> => {
    const id = idFrom<PatientId>(freshId());
    const grants = [{ accountId, scopes: ['view', 'book'], from: new Date('2020-01-01T00:00:00Z') }] as const;
    await seeds.addPatient(aPatient({ id, tenantId, grants }));
    return id;
  };
  const patientId = await addPatient();
  /** A wish of somebody whom nobody else is; one patient stands for all of them, because limits are for people. */
  const aWish = (overrides: Partial<SeatRequest> = {}): SeatRequest => ({
    appointmentId: idFrom<AppointmentId>(freshId()),
    patientId,
    personId: idFrom<PersonId>(freshId()),
    bookedBy: accountId,
    heldUntil: new Date('2030-01-08T02:05:00Z'),
    priority: 0,
    ...overrides,
  });
  const wishes = (count: number): readonly SeatRequest[] => Array.from({ length: count }, () => aWish());
  const take = (
    session: ClinicSession,
    requests: readonly SeatRequest[],
    now = clinicNow,
  ): Promise<readonly SeatAnswer[]> =>
    inClinic(fixture, ({ seats }) =>
      seats.take({ sessionId: session.id, requests, now, departmentsPerDay: 3 }),
    );
  const remaining = async ({ id }: ClinicSession): Promise<number | undefined> =>
    (await inClinic(fixture, ({ sessions }) => sessions.find(id)))?.remaining;
  const find = (request: SeatRequest): Promise<Appointment | undefined> =>
    inClinic(fixture, ({ appointments }) => appointments.find(request.appointmentId));
  /** Stores the appointment in another state, as a command would. */
  const put = async (appointment: Appointment): Promise<void> => {
    const next = { ...appointment, version: appointment.version + 1 };
    const saved = await inClinic(fixture, ({ appointments }) =>
      appointments.update(next, appointment.version),
    );
    if (!saved.ok) throw new Error('the appointment of the case has moved on');
  };
  const maker = {
    addPatient,
    addDepartment,
    addDoctor,
    addRoom,
    aSession,
    addSession,
    addBeside,
    addOther,
    aWish,
    wishes,
  };
  return { ...base, accountId, patientId, ...maker, take, remaining, find, put };
};

export type Clinic = Awaited<ReturnType<typeof aClinic>>;
