import { setTimeout as pause } from 'node:timers/promises';
import type { Appointment, ClinicSystemGateway } from '@banzhen/domain/appointments';
import type { TenantId } from '@banzhen/domain/shared/ids';
import { startErrands } from '@banzhen/platform';
import { rowOf, sql } from '@banzhen/postgres/testing';
import { underWay } from '../../under-way.js';
import { aScene } from '../bundle/scene.js';
import { takingSteps } from '../bundle/striking.js';
import { errandsOf, startProcess } from './product.js';
import type { Stage } from './run-story.js';

const EACH = 6;
const PLACES = 4;
const PLACES_OF_EACH = 2;
const LOOK_MS = 20;
const LONGEST_MS = 20_000;
const clock = { now: () => new Date() };

/** What goes to systems of one tenant, and how much of it at once. */
const watching = (tenantId: TenantId) => {
  const calls = underWay();
  const during = <Said>(appointment: Appointment, call: Promise<Said>): Promise<Said> =>
    appointment.sitting.tenantId === tenantId ? calls.during(call) : call;
  return {
    most: calls.most,
    between: (system: ClinicSystemGateway): ClinicSystemGateway => ({
      book: (appointment) => during(appointment, system.book(appointment)),
      query: (appointment) => during(appointment, system.query(appointment)),
      release: (appointment) => during(appointment, system.release(appointment)),
    }),
  };
};

/** Appointments of two clinics at once, of which one hangs at every call: how many places it holds, and what comes of the others. */
export const besideHanging = async (hanging: Stage, sound: Stage, placesOfEach = PLACES_OF_EACH) => {
  hanging.system.faultOf = () => 'hang';
  const { database } = sound;
  const process = startProcess(database, clock, takingSteps());
  for (const { town } of [hanging, sound])
    for (let no = 0; no < EACH; no += 1) {
      const { family, patientId, session: sessionId } = await aScene(database, town);
      const held = await process.clinics.holdSeat(family, { sessionId, patientId });
      if (!held.ok) throw new Error('a seat is free');
      await process.clinics.submitAppointment(family, { appointmentId: held.value.appointmentId });
    }
  const bookedOf = async ({ town }: Stage): Promise<number> => {
    const { booked } = await rowOf<{ booked: number }>(
      database.db,
      sql`SELECT count(*)::integer AS booked FROM appointment WHERE tenant_id = ${town.tenantId} AND status = 'BOOKED'`,
    );
    return booked;
  };
  const toHanging = watching(hanging.town.tenantId);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const loop = startErrands({
    ...errandsOf(database, clock, toHanging.between),
    ...{ clock, log, news: undefined, places: PLACES, placesOfEach },
  });
  const until = Date.now() + LONGEST_MS;
  while ((await bookedOf(sound)) < EACH && Date.now() < until) await pause(LOOK_MS);
  await loop.stop();
  const [booked, invented] = [await bookedOf(sound), await bookedOf(hanging)];
  return { booked, invented, heldByHanging: toHanging.most(), places: placesOfEach };
};

/** Whether the clinic that answers was served as always, and the other one kept to its places. */
export const isUnharmed = ({ booked, invented, heldByHanging }: Awaited<ReturnType<typeof besideHanging>>) =>
  booked === EACH && invented === 0 && heldByHanging > 0 && heldByHanging <= PLACES_OF_EACH;
