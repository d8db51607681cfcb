import type { Act } from '../shared/act.js';
import type { ActorRef } from '../shared/actor.js';
import type { Calendar } from '../shared/calendar.js';
import type { AppointmentId, WaitlistEntryId } from '../shared/ids.js';
import { allowed, type MachineRow } from '../shared/machine.js';
import { err, ok, type Result } from '../shared/result.js';
import { commonOfEntry, type WaitlistEntry, type WaitlistEntryCommon, type WaitlistStatus } from './entry.js';
import { type WaitlistCommand, type WaitlistMoveRefused, waitlistTable } from './entry-table.js';
import type { WaitlistPolicy } from './waitlist-policy.js';

export type WaitlistEventType =
  | 'WaitlistJoined'
  | 'WaitlistOffered'
  | 'WaitlistAccepted'
  | 'WaitlistDeclined'
  | 'WaitlistOfferExpired'
  | 'WaitlistPaused'
  | 'WaitlistOfferWithdrawn'
  | 'WaitlistResumed'
  | 'WaitlistLeft'
  | 'WaitlistLapsed';

/** What has happened to an entry; ids only. */
export type WaitlistEvent = {
  readonly type: WaitlistEventType;
  readonly entryId: WaitlistEntryId;
  readonly row: string;
  readonly from: WaitlistStatus | null;
  readonly to: WaitlistStatus;
  readonly version: number;
  readonly at: Date;
  readonly by: ActorRef;
  /** The held seat that an offer is. */
  readonly appointmentId?: AppointmentId;
  readonly offeredUntil?: Date;
};

/** The next state of an entry, and what is to be told about it. */
export type WaitlistOutcome = { readonly entry: WaitlistEntry; readonly event: WaitlistEvent };

/** All wanted dates are over on the clinic's calendar. */
export type DatesPast = { readonly type: 'DatesPast' };
/** Some wanted date is still to come. */
export type DatesToCome = { readonly type: 'DatesToCome' };

type Row = MachineRow<WaitlistStatus, WaitlistCommand>;
type Moved = Result<WaitlistOutcome, WaitlistMoveRefused>;

const outcomeOf = (
  from: WaitlistStatus | null,
  row: Row,
  entry: WaitlistEntry,
  { now: at, by }: Act,
  type: WaitlistEventType,
): WaitlistOutcome => ({
  entry,
  event: {
    type,
    entryId: entry.id,
    row: row.id,
    from,
    to: entry.status,
    version: entry.version,
    at,
    by,
    ...('appointmentId' in entry ? { appointmentId: entry.appointmentId } : {}),
    ...('offeredUntil' in entry ? { offeredUntil: entry.offeredUntil } : {}),
  },
});

const move = (
  before: WaitlistEntry,
  command: WaitlistCommand,
  act: Act,
  type: WaitlistEventType,
  next: (common: WaitlistEntryCommon) => WaitlistEntry,
): Moved => {
  const row = allowed(waitlistTable, before.status, command, act);
  if (!row.ok) return row;
  const entry = { ...next(commonOfEntry(before)), version: before.version + 1 };
  return ok(outcomeOf(before.status, row.value, entry, act, type));
};

/** Whether the last wanted date is over at `now` on the clinic's calendar. */
export const isPast = (
  { wanted, zone }: Pick<WaitlistEntryCommon, 'wanted' | 'zone'>,
  now: Date,
  calendar: Calendar,
): boolean => wanted.until <= calendar.wallTime(now, zone).date;

export type NewEntry = Omit<
  WaitlistEntryCommon,
  'joinedAs' | 'createdAt' | 'waitingSince' | 'expiries' | 'version'
>;

/** L1 加入候补; limits of the person are the store's. */
export const joinWaitlist = (
  wanted: NewEntry,
  calendar: Calendar,
  act: Act,
): Result<WaitlistOutcome, WaitlistMoveRefused | DatesPast> => {
  const row = waitlistTable.find(({ command }) => command === 'join');
  if (!row) throw new Error('the machine of the waitlist has no beginning');
  const { as } = act.by;
  if (as !== 'U' && as !== 'D') return err({ type: 'NotForThisRole', command: 'join', as });
  if (isPast(wanted, act.now, calendar)) return err({ type: 'DatesPast' });
  const counted = {
    joinedAs: as,
    createdAt: act.now,
    waitingSince: act.now,
    expiries: 0,
    version: 1,
  } as const;
  return ok(outcomeOf(null, row, { ...wanted, ...counted, status: 'WAITING' }, act, 'WaitlistJoined'));
};

/** L2: a seat is held for them, as this appointment. */
export const offerSeat = (
  entry: WaitlistEntry,
  offer: { readonly appointmentId: AppointmentId; readonly offeredUntil: Date },
  act: Act,
): Moved =>
  move(entry, 'offer', act, 'WaitlistOffered', (common) => ({ ...common, ...offer, status: 'OFFERED' }));

/** L3: the held seat was submitted. */
export const acceptOffer = (entry: WaitlistEntry, act: Act): Moved =>
  move(entry, 'accept', act, 'WaitlistAccepted', (common) => {
    if (entry.status !== 'OFFERED') throw new Error('L3 is for offers');
    return { ...common, status: 'ACCEPTED', appointmentId: entry.appointmentId, endedAt: act.now };
  });

/** L4: the family does not want the seat, and waits no longer. */
export const declineOffer = (entry: WaitlistEntry, act: Act): Moved =>
  move(entry, 'decline', act, 'WaitlistDeclined', (common) => ({
    ...common,
    status: 'DECLINED',
    endedAt: act.now,
  }));

/** L4: nobody answered. The entry waits on at the end of the line; the second time it is paused. */
export const expireOffer = (entry: WaitlistEntry, { pauseAfter }: WaitlistPolicy, act: Act): Moved => {
  const expiries = entry.expiries + 1;
  return expiries >= pauseAfter
    ? move(entry, 'pause', act, 'WaitlistPaused', (common) => ({ ...common, expiries, status: 'PAUSED' }))
    : move(entry, 'expire', act, 'WaitlistOfferExpired', (common) => ({
        ...common,
        expiries,
        waitingSince: act.now,
        status: 'WAITING',
      }));
};

/** L4: the seat was taken back by the doing of the clinic or its desk; the entry keeps its place. */
export const withdrawOffer = (entry: WaitlistEntry, act: Act): Moved =>
  move(entry, 'withdraw', act, 'WaitlistOfferWithdrawn', (common) => ({ ...common, status: 'WAITING' }));

/** L4: whoever was paused waits on, at the end of the line. */
export const resumeWaiting = (entry: WaitlistEntry, act: Act): Moved =>
  move(entry, 'resume', act, 'WaitlistResumed', (common) => ({
    ...common,
    expiries: 0,
    waitingSince: act.now,
    status: 'WAITING',
  }));

/** L5 退出候补; a seat that is held for them is for the caller to give up. */
export const leaveWaitlist = (entry: WaitlistEntry, act: Act): Moved =>
  move(entry, 'leave', act, 'WaitlistLeft', (common) => ({
    ...common,
    status: 'CANCELLED',
    endedAt: act.now,
  }));

/** L5: every wanted date is over. */
export const lapseEntry = (
  entry: WaitlistEntry,
  calendar: Calendar,
  act: Act,
): Result<WaitlistOutcome, WaitlistMoveRefused | DatesToCome> => {
  const moved = move(entry, 'lapse', act, 'WaitlistLapsed', (common) => ({
    ...common,
    status: 'LAPSED',
    endedAt: act.now,
  }));
  if (!moved.ok) return moved;
  return isPast(entry, act.now, calendar) ? moved : err({ type: 'DatesToCome' });
};
