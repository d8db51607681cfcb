import { randomUUID } from 'node:crypto';
import { setImmediate as letOthersGoOn } from 'node:timers/promises';
import { temporalCalendar } from '@banzhen/calendar';
import { inHouseClinic, makeClinics } from '@banzhen/domain/clinics';
import {
  type OpenDatabase,
  platformAsker,
  postgresClinicUnitOfWork,
  postgresDueAppointments,
  postgresHoldDesk,
  uuidv7Ids,
} from '@banzhen/postgres';
import { sealer } from '../../keys.js';
import type { Design } from './designs.js';

/** The product's use case on PostgreSQL, without a network before it. */
export const ours = (database: OpenDatabase): Design => {
  const db = database.for(() => platformAsker);
  const unitOfWork = postgresClinicUnitOfWork(db, { news: database.news, sealer });
  const { holdSeat } = makeClinics({
    unitOfWork,
    platformUnitOfWork: unitOfWork,
    due: postgresDueAppointments(db),
    holdDesk: postgresHoldDesk(database),
    pause: () => letOthersGoOn(),
    gateway: inHouseClinic,
    clock: { now: () => new Date() },
    ids: uuidv7Ids(),
    calendar: temporalCalendar(),
    random: Math.random,
  });
  return async (sessionId, { actor, patientId }, key = randomUUID()) => {
    const held = await holdSeat(actor, { sessionId, patientId, idempotencyKey: key });
    if (held.ok) return 'seat';
    return held.error.type === 'AlreadyBooked' ? 'already' : 'refused';
  };
};
