import type { SessionLineDto, WaitlistSessionsDto } from '@banzhen/contracts';
import {
  bookingTerms,
  type ClinicStores,
  checkDates,
  type DatesUnfit,
  permitAtHospital,
  policyInForce,
} from '@banzhen/domain/clinics';
import type { NotAllowed, NotFound } from '@banzhen/domain/policy';
import type { Dates } from '@banzhen/domain/schedules';
import type { Person } from '@banzhen/domain/shared/actor';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { ClinicSessionId, HospitalId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { offerOutcome } from '@banzhen/domain/waitlist';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import { noteReading } from './note-reading.js';
import { entryDto } from './waitlist-reads.js';

type Deps = {
  readonly db: SealedDatabase;
  readonly clinicUnitOfWork: UnitOfWork<ClinicStores>;
  readonly clock: Clock;
};

type Answer<T> = Promise<Result<T, NotFound | NotAllowed>>;

const MOST_ENTRIES = 200;
const MOST_OFFERS = 100;

/** Who waits for seats of single sessions, for those who run the desk of their hospital. */
export const makeSessionLineReads = ({ db, clinicUnitOfWork, clock }: Deps) => {
  const memberAccounts = async (entries: readonly queries.NamedEntry[], now: Date) => {
    const joiners = entries.filter(({ entry }) => entry.joinedAs === 'U').map(({ entry }) => entry.joinedBy);
    const found = await clinicUnitOfWork.run(async (stores) =>
      ok(await bookingTerms(stores, [...new Set(joiners)], now)),
    );
    if (!found.ok) throw new Error('a read that refuses nothing was refused');
    return new Set(
      [...found.value].flatMap(([accountId, { priority }]) => (priority > 0 ? [accountId] : [])),
    );
  };

  return {
    /** How many want seats of each session of a hospital on the dates `[from, until)`, and how many seats are on their way back. */
    async waitlistSessions(
      actor: Person,
      { hospitalId, ...dates }: Dates & { readonly hospitalId: HospitalId },
    ): Promise<Result<WaitlistSessionsDto, NotFound | NotAllowed | DatesUnfit>> {
      const where = { tenantId: actor.tenantId, hospitalId };
      const opened = await clinicUnitOfWork.run<void, NotFound | NotAllowed>(async (stores) => {
        const permitted = await permitAtHospital(stores, 'waitlist.count', actor, where);
        return permitted.ok ? ok(undefined) : permitted;
      });
      if (!opened.ok) return opened;
      const checked = checkDates(dates);
      if (!checked.ok) return checked;
      return ok({ sessions: await queries.sessionLineCounts(db, where, dates) });
    },

    /** The line of one session with places, member weight and offers; the look is noted. */
    async sessionLine(actor: Person, clinicSessionId: ClinicSessionId): Answer<SessionLineDto> {
      const now = clock.now();
      const opened = await clinicUnitOfWork.run(async (stores) => {
        const session = await stores.sessions.find(clinicSessionId);
        if (!session) return err({ type: 'NotFound' } as const);
        const permitted = await permitAtHospital(stores, 'waitlist.list', actor, session);
        if (!permitted.ok) return permitted;
        const { by } = permitted.value;
        const object = { kind: 'clinic-session', id: clinicSessionId } as const;
        await noteReading(stores, { operation: 'waitlist.list', by, actor, at: now, object });
        return ok({ session, policy: await policyInForce(stores, session.tenantId, now) });
      });
      if (!opened.ok) return opened;
      const { session, policy } = opened.value;
      const entries = await queries.lineOfSession(db, session, MOST_ENTRIES);
      const members = await memberAccounts(entries, now);
      const { offers, outOfTurn } = await queries.waitlistCounts(db, session.departmentId);
      const made = await queries.offersOfSession(db, clinicSessionId, MOST_OFFERS);
      const waiting = entries.filter(({ entry }) => entry.status === 'WAITING');
      return ok({
        clinicSessionId,
        version: session.version,
        freed: await queries.freedSeats(db, clinicSessionId),
        offers,
        outOfTurn,
        outOfTurnBp: policy.waitlist.outOfTurnBp,
        entries: entries.map((one) => ({
          ...entryDto(one),
          ...(one.entry.status === 'WAITING' ? { place: waiting.indexOf(one) + 1 } : {}),
          isMember: one.entry.joinedAs === 'U' && members.has(one.entry.joinedBy),
          joinedAs: one.entry.joinedAs,
        })),
        made: made.map(({ ended, offeredAt, offeredBy, ...offer }) => ({
          ...offer,
          offeredAt: offeredAt.toISOString(),
          isByHand: offeredBy === 'D',
          end: offerOutcome(ended),
        })),
        serverNow: now.toISOString(),
      });
    },
  };
};

export type SessionLineReads = ReturnType<typeof makeSessionLineReads>;
