import type {
  AppointmentDetailDto,
  AppointmentPageDto,
  AvailabilityDto,
  PlannedHospitalDto,
  SessionAppointmentsDto,
  SessionOfferDto,
  StopPreviewDto,
} from '@banzhen/contracts';
import type { AppointmentEvent } from '@banzhen/domain/appointments';
import {
  type ClinicPolicy,
  type ClinicStores,
  offerOf,
  policyInForce,
  relationsToAppointment,
  type SessionOffer,
  stopEffectOf,
  stopNotice,
} from '@banzhen/domain/clinics';
import {
  authorize,
  type NotAllowed,
  type NotFound,
  type OperationId,
  standingRelations,
} from '@banzhen/domain/policy';
import type { ClinicSession } from '@banzhen/domain/schedules';
import type { Person } from '@banzhen/domain/shared/actor';
import type { Calendar, WallTime } from '@banzhen/domain/shared/calendar';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { AppointmentId, ClinicSessionId, TenantId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import { appointmentDto } from './appointment-dto.js';
import { noteReading } from './note-reading.js';

type Deps = {
  readonly db: SealedDatabase;
  /** May be some seconds old: for what nobody decides by. */
  readonly lists: SealedDatabase;
  readonly clinicUnitOfWork: UnitOfWork<ClinicStores>;
  readonly calendar: Calendar;
  readonly clock: Clock;
};

type Answer<T> = Promise<Result<T, NotFound | NotAllowed>>;

const MOST_SESSIONS = 5_000;
const MOST_HOSPITALS = 500;

const offerDto = (
  offer: SessionOffer,
): Pick<SessionOfferDto, 'offer' | 'remaining' | 'because' | 'opensAt'> => {
  if (offer.kind === 'open') return { offer: 'open', remaining: offer.remaining };
  if (offer.kind === 'full') return { offer: 'full', remaining: 0 };
  const { because } = offer;
  const opensAt = because.type === 'SessionNotOpen' ? because.opensAt : undefined;
  return {
    offer: 'not-open',
    because: because.type,
    ...(opensAt ? { opensAt: opensAt.toISOString() } : {}),
  };
};

const eventDto = (event: AppointmentEvent): AppointmentDetailDto['history'][number] => ({
  type: event.type,
  row: event.row,
  from: event.from,
  to: event.to,
  version: event.version,
  at: event.at.toISOString(),
  by: event.by.as,
  ...(event.reason === undefined ? {} : { reason: event.reason }),
});

/** Whether somebody has to agree that it is voided, for whoever could (H12). */
const voidProposed = (
  { voidProposedBy }: queries.NamedAppointment,
  { accountId }: Person,
): Pick<SessionAppointmentsDto['appointments'][number], 'voidProposed'> =>
  voidProposedBy === undefined
    ? {}
    : { voidProposed: voidProposedBy === accountId ? 'by-you' : 'by-another' };

/** Instants as ISO 8601, each written once. */
const isoTexts = () => {
  const known = new Map<Date, string>();
  return (at: Date): string => {
    const text = known.get(at) ?? at.toISOString();
    known.set(at, text);
    return text;
  };
};

/** The same calendar, which looks up once what the clocks of a zone show at `at`. */
const knowing = (calendar: Calendar, at: Date): Calendar => {
  const known = new Map<string, WallTime>();
  return {
    ...calendar,
    wallTime: (instant, zone) => {
      if (instant !== at) return calendar.wallTime(instant, zone);
      const shown = known.get(zone) ?? calendar.wallTime(instant, zone);
      known.set(zone, shown);
      return shown;
    },
  };
};

/** Clinics' sessions and appointments as screens show them. */
export const makeClinicReads = ({ db, lists, clinicUnitOfWork, calendar, clock }: Deps) => {
  /** A session of the caller's tenant and cities; the look is noted where the policy table wants it. */
  const openSession = (operation: OperationId, actor: Person, sessionId: ClinicSessionId) =>
    clinicUnitOfWork.run<ClinicSession, NotFound | NotAllowed>(async (stores) => {
      const session = await stores.sessions.find(sessionId);
      const hospital = session && (await stores.catalogue.hospital(session.hospitalId));
      if (!hospital || session.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
      const by = authorize(operation, actor, new Set(standingRelations(actor, hospital.cityCode)));
      if (!by.ok) return by;
      const object = { kind: 'clinic-session', id: sessionId } as const;
      await noteReading(stores, { operation, by: by.value, actor, at: clock.now(), object });
      return ok(session);
    });

  /** The version in force of each clinic's tenant. */
  const policiesOf = async (found: readonly queries.ShownSession[], now: Date) => {
    const tenants = [...new Set(found.map(({ tenantId }) => tenantId))];
    const read = await clinicUnitOfWork.run(async (stores) => {
      const inForce = new Map<TenantId, ClinicPolicy>();
      for (const tenantId of tenants) inForce.set(tenantId, await policyInForce(stores, tenantId, now));
      return ok(inForce);
    });
    if (!read.ok) throw new Error('a read that refuses nothing was refused');
    return ({ tenantId }: queries.ShownSession): ClinicPolicy => {
      const policy = read.value.get(tenantId);
      if (!policy) throw new Error(`nobody looked at the policy of ${tenantId}`);
      return policy;
    };
  };

  return {
    /** What clinics offer at this moment: what it says is open, booking takes. The seats left may be those of seconds ago. */
    async availability(query: Omit<queries.SessionQuery, 'limit'>): Promise<AvailabilityDto> {
      const now = clock.now();
      const found = await queries.shownSessions(lists, { ...query, limit: MOST_SESSIONS });
      const inForce = await policiesOf(found, now);
      const told = isoTexts();
      const clocks = knowing(calendar, now);
      // Field by field: of thousands of sessions, gathering the rest of each took a third of the time.
      const sessions = found.map((session) => {
        const { offer, remaining, because, opensAt } = offerDto(
          offerOf(session, inForce(session), now, clocks),
        );
        return {
          hospitalName: session.hospitalName,
          departmentName: session.departmentName,
          doctorName: session.doctorName,
          doctorTitle: session.doctorTitle,
          clinicSessionId: session.id,
          doctorId: session.doctorId,
          departmentId: session.departmentId,
          visitOn: session.visitOn,
          zone: session.zone,
          startsAt: told(session.during.startsAt),
          endsAt: told(session.during.endsAt),
          capacity: session.capacity,
          offer,
          ...(remaining === undefined ? undefined : { remaining }),
          ...(because === undefined ? undefined : { because }),
          ...(opensAt === undefined ? undefined : { opensAt }),
        };
      });
      return { sessions, serverNow: now.toISOString() };
    },

    /** Appointments of the caller's own making, and of patients whom they may see. */
    async ownAppointments(
      actor: Person,
      page: { readonly limit: number; readonly before?: AppointmentId | undefined },
    ): Promise<AppointmentPageDto> {
      const found = await queries.ownAppointments(lists, actor.accountId, { ...page, now: clock.now() });
      const last = found.length === page.limit ? found.at(-1) : undefined;
      return {
        appointments: found.map((one) => appointmentDto(one, calendar)),
        ...(last ? { nextCursor: last.appointment.id } : {}),
      };
    },

    async appointmentDetail(actor: Person, id: AppointmentId): Answer<AppointmentDetailDto> {
      const now = clock.now();
      const opened = await clinicUnitOfWork.run<readonly AppointmentEvent[], NotFound | NotAllowed>(
        async (stores) => {
          const appointment = await stores.appointments.find(id);
          if (!appointment) return err({ type: 'NotFound' });
          const relations = await relationsToAppointment(actor, appointment, stores, now);
          const by = authorize('appointment.read', actor, relations);
          if (!by.ok) return by;
          const object = { kind: 'appointment', id } as const;
          await noteReading(stores, { operation: 'appointment.read', by: by.value, actor, at: now, object });
          return ok(await stores.history.of(id));
        },
      );
      if (!opened.ok) return opened;
      const found = await queries.namedAppointment(db, id);
      if (!found) return err({ type: 'NotFound' });
      return ok({
        ...appointmentDto(found, calendar),
        history: opened.value.map(eventDto),
        serverNow: now.toISOString(),
      });
    },

    /** Who has which seat of a session, for those who run its desk. */
    async sessionAppointments(actor: Person, sessionId: ClinicSessionId): Answer<SessionAppointmentsDto> {
      const opened = await openSession('appointment.list-of-session', actor, sessionId);
      if (!opened.ok) return opened;
      const { capacity, remaining } = opened.value;
      const appointments = await queries.appointmentsOfSession(db, sessionId);
      return ok({
        clinicSessionId: sessionId,
        capacity,
        remaining,
        appointments: appointments.map((one) => ({
          ...appointmentDto(one, calendar),
          ...voidProposed(one, actor),
        })),
      });
    },

    /** What stopping a session would do now, and what families would be told: nothing is changed. */
    async previewStop(actor: Person, sessionId: ClinicSessionId): Answer<StopPreviewDto> {
      const opened = await openSession('clinic-session.preview-stop', actor, sessionId);
      if (!opened.ok) return opened;
      const seated = (await queries.appointmentsOfSession(db, sessionId)).flatMap((one) => {
        const effect = stopEffectOf(one.appointment.status);
        return effect ? [{ ...one, effect }] : [];
      });
      const told = seated.find(({ effect }) => effect === 'stopped');
      return ok({
        clinicSessionId: sessionId,
        version: opened.value.version,
        affected: seated.map(({ appointment, patientName, effect }) => ({
          appointmentId: appointment.id,
          patientName,
          seat: appointment.seat,
          status: appointment.status,
          effect,
        })),
        ...(told ? { notice: stopNotice({ ...told, ...told.appointment.sitting }, calendar) } : {}),
      });
    },

    /** The hospitals in whose cities the caller plans clinics. */
    async plannedHospitals(actor: Person): Promise<readonly PlannedHospitalDto[]> {
      const cities = (await queries.cityCodes(lists)).filter(
        (city) => authorize('schedule.read', actor, new Set(standingRelations(actor, city))).ok,
      );
      const found = await queries.hospitalsOfCities(lists, cities, MOST_HOSPITALS);
      return found.map(({ id, ...rest }) => ({ hospitalId: id, ...rest }));
    },
  };
};

export type ClinicReads = ReturnType<typeof makeClinicReads>;
