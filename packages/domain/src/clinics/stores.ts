import type { AppointmentStore, SeatDesk, SeatReturns } from '../appointments/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { Outbox } from '../messaging/index.js';
import type { ClinicSessionStore } from '../schedules/index.js';
import type { IdempotencyStore } from '../shared/idempotency.js';

/** Everything that one transaction about clinic sessions and their seats may touch. */
export type ClinicStores = {
  readonly sessions: ClinicSessionStore;
  readonly seats: SeatDesk;
  readonly returns: SeatReturns;
  readonly appointments: AppointmentStore;
  readonly audit: AuditTrail;
  readonly outbox: Outbox;
  readonly idempotency: IdempotencyStore;
};
