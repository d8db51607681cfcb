import { randomUUID } from 'node:crypto';
import { confirmAppointment, submitAppointment } from '@banzhen/domain/appointments';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import {
  type AccountId,
  type AppointmentId,
  type ClinicSessionId,
  idFrom,
  type PersonId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { must } from '@banzhen/domain/testing';
import { type OpenDatabase, postgresClinicUnitOfWork, uuidv7 } from '@banzhen/postgres';
import { sealer } from '../../keys.js';
import type { PartnerWithKey } from '../../partner-key.js';
import type { Town } from '../../town.js';
import { type Family, identify, openSession } from '../slots/clinic.js';

/** A request as a partner sends it, without its key. */
export interface Sent {
  readonly path: string;
  readonly body: object;
  /** POST unless told. */
  readonly method?: 'POST' | 'DELETE';
  /** The version that was seen; a request that makes something has seen none. */
  readonly version?: number;
}

/** Where things are made ready for requests. */
export interface World {
  readonly database: OpenDatabase;
  readonly town: Town;
  /** Somebody who has no appointment yet. */
  readonly nextFamily: () => Family;
  /** Sends what must have happened before, with a key of its own; throws where it is refused. */
  readonly before: (partner: PartnerWithKey, sent: Sent) => Promise<void>;
}

/** What an appointment is to be when the request comes. */
export type SeatWish = {
  readonly status: 'HELD' | 'PENDING_CONFIRM' | 'BOOKED';
  readonly startsInHours?: number;
  readonly family?: Family;
};

/** Hours of a session, short enough that many fit beside each other. */
const HOURS = 0.5;
const RECORD = 'record';

/** A session on sale that starts in so many hours, of a doctor of its own. */
export const aSession = ({ database, town }: World, startsInHours: number): Promise<ClinicSessionId> =>
  openSession(database, town, { capacity: 60, startsInHours, hours: HOURS });

/** A session that is only planned. */
export const aDraft = ({ database, town }: World): Promise<ClinicSessionId> =>
  openSession(database, town, { capacity: 60, hours: HOURS, isDraft: true });

/** An appointment that `bookedBy` has made, of somebody new unless told. */
export async function aSeat(
  world: World,
  bookedBy: AccountId,
  { status, startsInHours = 20, family = world.nextFamily() }: SeatWish,
): Promise<AppointmentId> {
  const { db, news } = world.database;
  const sessionId = await aSession(world, startsInHours);
  const appointmentId = idFrom<AppointmentId>(uuidv7());
  const now = new Date();
  const { patientId } = family;
  await postgresClinicUnitOfWork(db, { news, sealer }).run<void, never>(async (stores) => {
    const personId = idFrom<PersonId>(uuidv7());
    const heldUntil = minutesAfter(now, 15);
    const request = { appointmentId, patientId, personId, bookedBy, heldUntil, priority: 0 };
    await stores.seats.take({ sessionId, requests: [request], now, departmentsPerDay: 3 });
    const held = await stores.appointments.find(appointmentId);
    if (!held) throw new Error('the seat of the proof is held');
    if (status === 'HELD') return ok(undefined);
    const submitted = must(submitAppointment(held, { now, by: { as: 'U', accountId: bookedBy } }));
    const { appointment } =
      status === 'BOOKED'
        ? must(confirmAppointment(submitted.appointment, RECORD, { now, by: { as: 'C' } }))
        : submitted;
    must(await stores.appointments.update(appointment, held.version));
    return ok(undefined);
  });
  return appointmentId;
}

/** People of the town, each of whom is asked for once. */
export async function familiesOf(database: OpenDatabase, town: Town): Promise<World['nextFamily']> {
  const families = [...(await identify(database, town))];
  return () => {
    const family = families.pop();
    if (family === undefined) throw new Error('the town has too few people');
    return family;
  };
}

/** A key of a request that nobody has sent. */
export const aKey = (): string => `proof-${randomUUID()}`;
