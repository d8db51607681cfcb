import type { BookingLocked } from '../../appointments/index.js';
import type { Person } from '../../shared/actor.js';
import type { ClinicSessionId } from '../../shared/ids.js';
import { allowed } from '../../shared/machine.js';
import { err, ok, type Result } from '../../shared/result.js';
import {
  judgeHandOffer,
  type NoFreedSeat,
  type NotWhoJoined,
  type OutOfTurnSpent,
  type SeatNotWanted,
  type WaitlistMoveRefused,
  waitlistTable,
} from '../../waitlist/index.js';
import {
  type ChangeEntryError,
  type EntryAnswer,
  type EntryRequest,
  entryAnswer,
  openEntry,
} from '../change-entry.js';
import type { ClinicDeps } from '../deps.js';
import { offerToEntry, seekerOf, whyNot } from '../offer-to-entry.js';
import { policyInForce } from '../policies.js';
import { checkOnOffer, type NotOnOffer } from '../session-offer.js';
import { type SeatRefused, seatRefusal } from './hold-seats.js';

/** A freed seat of a session for one entry, and why it goes to them. */
export type OfferSeat = EntryRequest & { readonly sessionId: ClinicSessionId; readonly reason: string };

export type OfferSeatRefused =
  | ChangeEntryError
  | WaitlistMoveRefused
  | SeatNotWanted
  | OutOfTurnSpent
  | NotOnOffer
  | NotWhoJoined
  | BookingLocked
  | NoFreedSeat
  | SeatRefused;

/**
 * L2 by a dispatcher, with a reason, which the appointment's history keeps: offers a seat that is on its way back to an entry
 * of their choice, also to one that joined after the seat was freed. Others who wait longer are overtaken within the share of
 * L2 only. Limits are of the person in whatever family, so it runs with the platform's rows; who may is decided here.
 */
export const makeOfferSeat =
  (deps: ClinicDeps) =>
  (
    actor: Person,
    { sessionId, reason, ...request }: OfferSeat,
  ): Promise<Result<EntryAnswer, OfferSeatRefused>> =>
    deps.platformUnitOfWork.run<EntryAnswer, OfferSeatRefused>(async (stores) => {
      const now = deps.clock.now();
      const opened = await openEntry(stores, actor, 'waitlist.offer-by-hand', request, now);
      if (!opened.ok) return opened;
      const { entry } = opened.value;
      const act = { ...opened.value.act, reason: reason.trim() };
      const row = allowed(waitlistTable, entry.status, 'offer', act);
      if (!row.ok) return row;
      const session = await stores.sessions.find(sessionId);
      if (session?.tenantId !== entry.target.tenantId) return err({ type: 'NotFound' });
      const policy = await policyInForce(stores, session.tenantId, now);
      const isOnOffer = checkOnOffer(session, policy, now, deps.calendar);
      if (!isOnOffer.ok) return isOnOffer;
      const refused = whyNot(entry, await seekerOf(stores, entry, now), policy, now);
      if (refused) return err(refused);
      const seat = await stores.returns.nextOf(sessionId);
      if (!seat) return err({ type: 'NoFreedSeat' });
      const turn = await stores.waitlist.turnOf(session.departmentId);
      const othersWaitLonger = (await stores.waitlist.waitingFor(sessionId, entry.waitingSince)).length > 0;
      const judged = judgeHandOffer(entry, session, { othersWaitLonger, turn }, policy.waitlist);
      if (!judged.ok) return judged;
      const offered = await offerToEntry(deps, stores, {
        ...{ operation: 'waitlist.offer-by-hand', session, seat, entry, turn, policy, act },
        ...judged.value,
      });
      if (!offered.ok) return offered;
      const answer = offered.value;
      if (answer.kind === 'offered') return ok(entryAnswer(answer.entry));
      return err(
        answer.kind === 'full'
          ? { type: 'NoFreedSeat' }
          : seatRefusal(act.by.as, answer, policy.appointments.departmentsPerDay),
      );
    });
