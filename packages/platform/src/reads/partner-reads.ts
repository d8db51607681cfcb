import type { AvailabilityDto } from '@banzhen/contracts';
import type { Appointment } from '@banzhen/domain/appointments';
import { type ClinicStores, permitAtHospital, relationsToAppointment } from '@banzhen/domain/clinics';
import { authorize, type NotAllowed, type NotFound, type OperationId } from '@banzhen/domain/policy';
import type { CursorExpired } from '@banzhen/domain/refusals';
import type { ClinicSession } from '@banzhen/domain/schedules';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import type { Calendar } from '@banzhen/domain/shared/calendar';
import { type Clock, DAY_MS } from '@banzhen/domain/shared/clock';
import type { AppointmentId, ClinicSessionId, HospitalId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import type { ClinicReads } from './clinic-reads.js';
import { noteReading } from './note-reading.js';
import { makePartnerSlotReads } from './partner-slot-reads.js';
import { permitEverywhere } from './permit-everywhere.js';

type Deps = {
  readonly db: SealedDatabase;
  readonly clinicUnitOfWork: UnitOfWork<ClinicStores>;
  readonly clinicReads: Pick<ClinicReads, 'availability'>;
  readonly calendar: Calendar;
  readonly clock: Clock;
  /** Of the database's own instants, which no demo moves. */
  readonly machineClock: Clock;
  /** For so many days nothing is deleted that has happened. */
  readonly eventsKeptDays: number;
};

type Answer<T> = Promise<Result<T, NotFound | NotAllowed>>;

/** What partners read: ids, states and times, of the hospitals that their key is for; no names of patients. */
export const makePartnerReads = (deps: Deps) => {
  const { db, clinicUnitOfWork, clinicReads, clock, machineClock, eventsKeptDays } = deps;
  const permit = (
    operation: OperationId,
    actor: PartnerActor,
    hospitalIds: readonly HospitalId[] = actor.hospitalIds,
  ): Answer<void> =>
    clinicUnitOfWork.run<void, NotFound | NotAllowed>((stores) =>
      permitEverywhere(stores, operation, actor, hospitalIds),
    );

  return {
    ...makePartnerSlotReads(deps),

    /** The hospitals of the key, in the order of their ids. */
    async clinics(actor: PartnerActor): Answer<readonly queries.HospitalOfCity[]> {
      const may = await permit('directory.read', actor);
      if (!may.ok) return may;
      return ok(await queries.hospitalsAmong(db, actor.hospitalIds));
    },

    /** What has happened at the hospitals of the key after a place in the feed; places are kept for as long as events are. */
    async events(
      actor: PartnerActor,
      { at, ...page }: { readonly at?: Date; readonly after?: queries.FeedPlace; readonly limit: number },
    ): Promise<Result<queries.FeedPage & { readonly now: Date }, NotFound | NotAllowed | CursorExpired>> {
      const may = await permit('partner-event.list', actor);
      if (!may.ok) return may;
      const now = machineClock.now();
      const isGone = at !== undefined && now.getTime() - at.getTime() >= eventsKeptDays * DAY_MS;
      if (isGone) return err({ type: 'CursorExpired', keptDays: eventsKeptDays });
      return ok({ ...(await queries.partnerEvents(db, page)), now });
    },

    /** A session that is not a draft. */
    session: (actor: PartnerActor, id: ClinicSessionId): Answer<ClinicSession> =>
      clinicUnitOfWork.run<ClinicSession, NotFound | NotAllowed>(async (stores) => {
        const session = await stores.sessions.find(id);
        if (!session || session.status === 'DRAFT') return err({ type: 'NotFound' });
        const at = await permitAtHospital(stores, 'schedule.read', actor, session);
        return at.ok ? ok(session) : at;
      }),

    /** What is on sale, as families see it. */
    async availability(
      actor: PartnerActor,
      query: Parameters<ClinicReads['availability']>[0],
    ): Answer<AvailabilityDto> {
      const may = await permit('availability.read', actor, [query.hospitalId]);
      return may.ok ? ok(await clinicReads.availability(query)) : may;
    },

    /** The same of what the partner's tenant runs there: all of it hangs on doctors of the directory. */
    async ownAvailability(
      actor: PartnerActor,
      query: Parameters<ClinicReads['availability']>[0],
    ): Answer<AvailabilityDto['sessions']> {
      const may = await permit('availability.read', actor, [query.hospitalId]);
      if (!may.ok) return may;
      const { tenantId } = actor;
      const own = await clinicUnitOfWork.run<ReadonlySet<string>, never>(async ({ directory }) => {
        const { doctors } = await directory.ofHospital({ tenantId, hospitalId: query.hospitalId });
        return ok(new Set<string>(doctors.map(({ id }) => id)));
      });
      if (!own.ok) throw new Error('a read that refuses nothing was refused');
      const { sessions } = await clinicReads.availability(query);
      return ok(sessions.filter(({ doctorId }) => own.value.has(doctorId)));
    },

    /** One appointment; the look is noted (C27). */
    appointment: (actor: PartnerActor, id: AppointmentId): Answer<Appointment> =>
      clinicUnitOfWork.run<Appointment, NotFound | NotAllowed>(async (stores) => {
        const now = clock.now();
        const operation = 'appointment.read';
        const appointment = await stores.appointments.find(id);
        if (!appointment) return err({ type: 'NotFound' });
        const relations = await relationsToAppointment(actor, appointment, stores, now);
        const by = authorize(operation, actor, relations);
        if (!by.ok) return by;
        await noteReading(stores, {
          operation,
          by: by.value,
          actor,
          at: now,
          object: { kind: 'appointment', id },
        });
        return ok(appointment);
      }),

    /** Appointments of hospitals by id. */
    async appointments(
      actor: PartnerActor,
      query: Omit<queries.HospitalAppointmentsQuery, 'tenantId'>,
    ): Answer<readonly Appointment[]> {
      const may = await permit('appointment.list-of-hospital', actor, query.hospitalIds);
      if (!may.ok) return may;
      return ok(await queries.appointmentsOfHospitals(db, { ...query, tenantId: actor.tenantId }));
    },
  };
};

export type PartnerReads = ReturnType<typeof makePartnerReads>;
