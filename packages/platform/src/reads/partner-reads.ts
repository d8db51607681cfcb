import type { AvailabilityDto, PartnerEventsDto } from '@banzhen/contracts';
import {
  type Appointment,
  type Difference,
  type ListedAppointment,
  listed,
  reconcile,
  reconciliationLimits,
  type TooManyToCompare,
} from '@banzhen/domain/appointments';
import {
  type ClinicStores,
  checkDates,
  type DatesUnfit,
  relationsToAppointment,
} from '@banzhen/domain/clinics';
import type { Partners } from '@banzhen/domain/partners';
import {
  authorize,
  type Denied,
  type NotAllowed,
  type NotFound,
  partnerRelations,
} from '@banzhen/domain/policy';
import type { CursorExpired } from '@banzhen/domain/refusals';
import type { ClinicSession } from '@banzhen/domain/schedules';
import type { PartnerActor, Person } from '@banzhen/domain/shared/actor';
import { type Calendar, dateAfter } from '@banzhen/domain/shared/calendar';
import { type Clock, DAY_MS } from '@banzhen/domain/shared/clock';
import { gathered } from '@banzhen/domain/shared/gathered';
import type { AppointmentId, ClinicSessionId, HospitalId, PartnerId } from '@banzhen/domain/shared/ids';
import type { Pause } from '@banzhen/domain/shared/pause';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { VisitStores } from '@banzhen/domain/visits';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import type { ClinicReads } from './clinic-reads.js';
import { noteReading } from './note-reading.js';
import { makePartnerMemberReads } from './partner-member-reads.js';
import { makePartnerOrderReads } from './partner-order-reads.js';
import { makePartnerSlotReads } from './partner-slot-reads.js';
import { permitPartner } from './permit-partner.js';

type Deps = {
  readonly db: SealedDatabase;
  readonly unitOfWork: UnitOfWork<VisitStores>;
  readonly clinicUnitOfWork: UnitOfWork<ClinicStores>;
  readonly clinicReads: Pick<ClinicReads, 'availability'>;
  readonly partners: Pick<Partners, 'followedHospitals'>;
  readonly calendar: Calendar;
  readonly clock: Clock;
  /** Of the database's own instants, which no demo moves. */
  readonly machineClock: Clock;
  /** For so many days nothing is deleted that has happened. */
  readonly eventsKeptDays: number;
  /** In which others of the same key may come. */
  readonly pause: Pause;
};

export type EventsOfPartner = {
  readonly partnerId: PartnerId;
  readonly after?: queries.FeedPlace | undefined;
  readonly limit: number;
};

export type Reconciliation = Pick<queries.HospitalAppointmentsQuery, 'from' | 'until'> & {
  readonly hospitalId: HospitalId;
  /** What the clinic has on these days. */
  readonly appointments: readonly ListedAppointment[];
};

export type Reconciled = {
  /** How many of ours there are, in every state. */
  readonly compared: number;
  readonly differences: readonly Difference[];
};

type Answer<T> = Promise<Result<T, NotFound | NotAllowed>>;

const eventAnswer = ({
  place: { id },
  at,
  ...told
}: queries.PartnerEvent): PartnerEventsDto['events'][number] => ({
  ...told,
  eventId: id,
  at: at.toISOString(),
});

/** What partners read: ids, states and times, of the hospitals that their key is for; no names of patients. */
export const makePartnerReads = (deps: Deps) => {
  const { db, clinicUnitOfWork, clinicReads, partners, clock, machineClock, eventsKeptDays, pause } = deps;
  // With the rows of the key that asks, which are those of whoever of it asks first.
  const sessionOf = gathered(
    ({ actor: { keyId, hospitalIds } }: { readonly actor: PartnerActor; readonly id: ClinicSessionId }) =>
      `${keyId} ${hospitalIds}`,
    async (wanted) => {
      const found = await queries.publishedSessions(
        db,
        wanted.map(({ id }) => id),
      );
      return wanted.map(({ id }) => found.get(id));
    },
    pause,
  );
  return {
    ...makePartnerSlotReads(deps),
    ...makePartnerOrderReads(deps),
    ...makePartnerMemberReads(deps),

    /** The hospitals of the key, in the order of their ids. */
    async clinics(actor: PartnerActor): Answer<readonly queries.HospitalOfCity[]> {
      const may = permitPartner('directory.read', actor);
      if (!may.ok) return may;
      return ok(await queries.hospitalsAmong(db, actor.hospitalIds));
    },

    /** What has happened at the hospitals of the key after a place in the feed; places are kept for as long as events are. */
    async events(
      actor: PartnerActor,
      { at, ...page }: { readonly at?: Date; readonly after?: queries.FeedPlace; readonly limit: number },
    ): Promise<Result<queries.FeedPage & { readonly now: Date }, NotFound | NotAllowed | CursorExpired>> {
      const may = permitPartner('partner-event.list', actor);
      if (!may.ok) return may;
      const now = machineClock.now();
      const isGone = at !== undefined && now.getTime() - at.getTime() >= eventsKeptDays * DAY_MS;
      if (isGone) return err({ type: 'CursorExpired', keptDays: eventsKeptDays });
      return ok({ ...(await queries.partnerEvents(db, page)), now });
    },

    /**
     * What `/v1/events` tells the live keys of a partner, for staff. A place is never too old here: whoever goes on by hand has
     * just been there.
     */
    async eventsOf(
      actor: Person,
      { partnerId, ...page }: EventsOfPartner,
    ): Promise<Result<PartnerEventsDto, Denied>> {
      const followed = await partners.followedHospitals(actor, { partnerId });
      if (!followed.ok) return followed;
      const { events, next } = await queries.partnerEventsOf(db, { ...page, ...followed.value });
      return ok({ isFollowed: followed.value.hospitalIds.length > 0, events: events.map(eventAnswer), next });
    },

    /** A session that is not a draft. */
    async session(actor: PartnerActor, id: ClinicSessionId): Answer<ClinicSession> {
      const session = await sessionOf({ actor, id });
      if (!session) return err({ type: 'NotFound' });
      const by = authorize('schedule.read', actor, new Set(partnerRelations(actor, session)));
      return by.ok ? ok(session) : by;
    },

    /** What is on sale, as families see it. */
    async availability(
      actor: PartnerActor,
      query: Parameters<ClinicReads['availability']>[0],
    ): Answer<AvailabilityDto> {
      const may = permitPartner('availability.read', actor, [query.hospitalId]);
      return may.ok ? ok(await clinicReads.availability(query)) : may;
    },

    /** The same of what the partner's tenant runs there: all of it hangs on doctors of the directory. */
    async ownAvailability(
      actor: PartnerActor,
      query: Parameters<ClinicReads['availability']>[0],
    ): Answer<AvailabilityDto['sessions']> {
      const may = permitPartner('availability.read', actor, [query.hospitalId]);
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

    /** Where a clinic's list of the appointments of some days differs from ours, as one statement sees these. */
    async reconcile(
      actor: PartnerActor,
      { appointments, hospitalId, ...days }: Reconciliation,
    ): Promise<Result<Reconciled, NotFound | NotAllowed | DatesUnfit | TooManyToCompare>> {
      const may = permitPartner('appointment.reconcile', actor, [hospitalId]);
      if (!may.ok) return may;
      const fit = checkDates({ from: days.from, until: dateAfter(days.until, 1) }, reconciliationLimits.days);
      if (!fit.ok) return fit;
      const limit = reconciliationLimits.here;
      const { tenantId } = actor;
      const found = await queries.appointmentsOfHospitals(db, {
        ...days,
        hospitalIds: [hospitalId],
        tenantId,
        limit: limit + 1,
      });
      if (found.length > limit) return err({ type: 'TooManyToCompare', limit });
      return ok({ compared: found.length, differences: reconcile(found.map(listed), appointments) });
    },

    /** Appointments of hospitals by id. */
    async appointments(
      actor: PartnerActor,
      query: Omit<queries.HospitalAppointmentsQuery, 'tenantId'>,
    ): Answer<readonly Appointment[]> {
      const may = permitPartner('appointment.list-of-hospital', actor, query.hospitalIds);
      if (!may.ok) return may;
      return ok(await queries.appointmentsOfHospitals(db, { ...query, tenantId: actor.tenantId }));
    },
  };
};

export type PartnerReads = ReturnType<typeof makePartnerReads>;
