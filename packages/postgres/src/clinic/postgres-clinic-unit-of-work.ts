import type { ClinicStores } from '@banzhen/domain/clinics';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { postgresAuditTrail } from '../audit/postgres-audit-trail.js';
import type { Database } from '../database.js';
import { postgresIdempotency } from '../messaging/postgres-idempotency.js';
import { postgresOutbox } from '../messaging/postgres-outbox.js';
import { type UnitOfWorkParts, unitOfWorkOn } from '../postgres-unit-of-work.js';
import type { StoreParts } from '../visit-stores.js';
import { postgresAppointments } from './postgres-appointments.js';
import { postgresClinicSessions } from './postgres-clinic-sessions.js';
import { postgresSeatDesk, postgresSeatReturns } from './postgres-seats.js';

const clinicStores = (tx: Database, { ids, onMessage }: StoreParts): ClinicStores => ({
  sessions: postgresClinicSessions(tx),
  seats: postgresSeatDesk(tx),
  returns: postgresSeatReturns(tx),
  appointments: postgresAppointments(tx),
  audit: postgresAuditTrail(tx),
  outbox: postgresOutbox(tx, ids, onMessage),
  idempotency: postgresIdempotency(tx),
});

/** Transactions about clinic sessions and their seats, READ COMMITTED: `take_seats` depends on it (5.10). */
export const postgresClinicUnitOfWork = (db: Database, parts: UnitOfWorkParts): UnitOfWork<ClinicStores> =>
  unitOfWorkOn(db, parts, clinicStores);
