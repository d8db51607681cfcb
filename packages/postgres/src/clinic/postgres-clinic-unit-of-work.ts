import type { ClinicStores } from '@banzhen/domain/appointments';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { Database } from '../database.js';
import { transact } from '../postgres-unit-of-work.js';
import { postgresAppointments } from './postgres-appointments.js';
import { postgresClinicSessions } from './postgres-clinic-sessions.js';
import { postgresSeatDesk, postgresSeatReturns } from './postgres-seats.js';

const clinicStores = (db: Database): ClinicStores => ({
  sessions: postgresClinicSessions(db),
  seats: postgresSeatDesk(db),
  returns: postgresSeatReturns(db),
  appointments: postgresAppointments(db),
});

/** Transactions about clinic sessions and their seats, READ COMMITTED: `take_seats` depends on it (5.10). */
export const postgresClinicUnitOfWork = (db: Database): UnitOfWork<ClinicStores> => ({
  run: (work) => transact(db, (tx) => work(clinicStores(tx))),
});
