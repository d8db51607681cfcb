import { confirmAppointment, submitAppointment } from '@banzhen/domain/appointments';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import {
  type AccountId,
  type AppointmentId,
  type ClinicSessionId,
  idFrom,
  type PatientId,
  type PersonId,
  type WaitlistEntryId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { aWaitlistEntry, must } from '@banzhen/domain/testing';
import type { WaitlistTarget } from '@banzhen/domain/waitlist';
import { type OpenDatabase, postgresClinicUnitOfWork, uuidv7 } from '@banzhen/postgres';
import { sealer } from '../../keys.js';

/** A booked seat of a session. */
export async function addSeat(
  database: OpenDatabase,
  {
    clinicSessionId: sessionId,
    patientId,
    bookedBy,
  }: {
    readonly clinicSessionId: ClinicSessionId;
    readonly patientId: PatientId;
    readonly bookedBy: AccountId;
  },
): Promise<{ readonly appointmentId: AppointmentId }> {
  const { db, news } = database;
  const appointmentId = idFrom<AppointmentId>(uuidv7());
  const now = new Date();
  const personId = idFrom<PersonId>(uuidv7());
  const request = {
    appointmentId,
    patientId,
    personId,
    bookedBy,
    heldUntil: minutesAfter(now, 5),
    priority: 0,
  };
  await postgresClinicUnitOfWork(db, { news, sealer }).run<void, never>(async ({ seats, appointments }) => {
    await seats.take({ sessionId, requests: [request], now, departmentsPerDay: 3 });
    const held = await appointments.find(appointmentId);
    if (!held) throw new Error('the seat of the world is held');
    const pending = must(submitAppointment(held, { now, by: { as: 'U', accountId: bookedBy } })).appointment;
    const booked = must(confirmAppointment(pending, 'record', { now, by: { as: 'C' } })).appointment;
    must(await appointments.update(booked, held.version));
    return ok(undefined);
  });
  return { appointmentId };
}

/** Somebody who waits for a seat. */
export async function addEntry(
  { db, news }: OpenDatabase,
  who: {
    readonly target: WaitlistTarget;
    readonly patientId: PatientId;
    readonly joinedBy: AccountId;
  },
): Promise<{ readonly entryId: WaitlistEntryId }> {
  const id = idFrom<WaitlistEntryId>(uuidv7());
  const entry = aWaitlistEntry('WAITING', { id, personId: idFrom<PersonId>(uuidv7()), ...who });
  await postgresClinicUnitOfWork(db, { news, sealer }).run<void, never>(async ({ waitlist }) => {
    must(await waitlist.add(entry, 5));
    return ok(undefined);
  });
  return { entryId: id };
}
