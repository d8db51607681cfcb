import type { ClinicSession } from '../schedules/index.js';
import type { LocalDate } from '../shared/calendar.js';
import type { ClinicSessionId, DepartmentId } from '../shared/ids.js';
import { done, err } from '../shared/result.js';
import {
  liveEntryStatuses,
  type Turn,
  turnAfter,
  type WaitlistEntry,
  type WaitlistStore,
  type WaitlistTarget,
  wantsSeat,
} from '../waitlist/index.js';
import type { Tables } from './in-memory-tables.js';

const isLive = ({ status }: WaitlistEntry): boolean => liveEntryStatuses.includes(status);

const isSameTarget = (left: WaitlistTarget, right: WaitlistTarget): boolean =>
  left.departmentId === right.departmentId && left.doctorId === right.doctorId;

const waitsFor =
  (session: ClinicSession, before: Date) =>
  (entry: WaitlistEntry): boolean =>
    entry.status === 'WAITING' && wantsSeat(entry, session) && entry.waitingSince < before;

const longestFirst = (left: WaitlistEntry, right: WaitlistEntry): number =>
  left.waitingSince.getTime() - right.waitingSince.getTime() || (left.id < right.id ? -1 : 1);

/** The calendar of a zone is asked through `dateIn`. */
export const inMemoryWaitlist = (
  { clinic }: Tables,
  dateIn: (instant: Date, zone: string) => LocalDate,
): WaitlistStore => {
  const waiting = (sessionId: ClinicSessionId, before: Date): readonly WaitlistEntry[] => {
    const session = clinic.sessions.get(sessionId)?.session;
    return session ? clinic.waitlistEntries.where(waitsFor(session, before)).toSorted(longestFirst) : [];
  };
  const turnOf = (departmentId: DepartmentId): Turn => {
    const offers = clinic.waitlistOffers.where((offer) => offer.departmentId === departmentId);
    return offers.at(-1)?.turn ?? { offers: 0, outOfTurn: 0 };
  };
  return {
    async add(entry, limit) {
      const live = clinic.waitlistEntries.where((one) => one.personId === entry.personId && isLive(one));
      if (live.some(({ target }) => isSameTarget(target, entry.target)))
        return err({ type: 'AlreadyWaiting' });
      if (live.length >= limit) return err({ type: 'TooManyEntries', limit });
      clinic.waitlistEntries.insert(entry.id, entry);
      return done;
    },

    find: async (id) => clinic.waitlistEntries.get(id),

    offeredAs: async (appointmentId) =>
      clinic.waitlistEntries.where(
        (one) => one.status === 'OFFERED' && one.appointmentId === appointmentId,
      )[0],

    async update(entry, expectedVersion) {
      if (entry.version <= expectedVersion)
        throw new RangeError(`waitlist entry ${entry.id} must move to a higher version`);
      const currentVersion = clinic.waitlistEntries.get(entry.id)?.version;
      if (currentVersion !== expectedVersion)
        return err({ type: 'StaleVersion', ...(currentVersion === undefined ? {} : { currentVersion }) });
      clinic.waitlistEntries.put(entry.id, entry);
      return done;
    },

    someoneWaits: async (sessionId, before) => waiting(sessionId, before).length > 0,
    waitingFor: async (sessionId, before) => waiting(sessionId, before),

    turnOf: async (departmentId) => turnOf(departmentId),

    async recordOffer(offer) {
      const { offers, outOfTurn } = offer.turn;
      const follows = turnAfter(turnOf(offer.departmentId), offer);
      if (follows.offers !== offers || follows.outOfTurn !== outOfTurn)
        throw new Error(`waitlist offers: ${offers} does not follow from the one before`);
      if (outOfTurn * 5 > offers) throw new Error('waitlist offers: more than a fifth are out of turn');
      clinic.waitlistOffers.insert(`${offer.departmentId}/${offers}`, offer);
    },

    async lapsed(now, limit) {
      return clinic.waitlistEntries
        .where(
          ({ status, wanted, zone }) =>
            (status === 'WAITING' || status === 'PAUSED') && wanted.until <= dateIn(now, zone),
        )
        .toSorted((left, right) => (left.wanted.until < right.wanted.until ? -1 : 1))
        .slice(0, limit)
        .map(({ id }) => id);
    },
  };
};
