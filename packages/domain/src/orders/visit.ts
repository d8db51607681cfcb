import { minutesAfter } from '../shared/clock.js';
import type { EscortId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Act } from './act.js';
import {
  type ArrivalProof,
  begin,
  commonOf,
  currentShift,
  type Order,
  type OrderIn,
  owesDifference,
  searchOf,
  type VisitCode,
  visitRange,
} from './order.js';
import { changed, moved, type Outcome } from './order-event.js';
import { permit, permitOn, type Refused } from './permit.js';

/** The family has not paid the difference for the new time. */
export type DifferenceUnpaid = { readonly type: 'DifferenceUnpaid' };
export type OutsideWindow = { readonly type: 'OutsideWindow'; readonly from: Date; readonly until: Date };
export type VisitCodeWrong = { readonly type: 'VisitCodeWrong'; readonly triesLeft: number };
export type VisitCodeLocked = { readonly type: 'VisitCodeLocked' };
export type VisitCodeNeeded = { readonly type: 'VisitCodeNeeded' };

/** The escort of the present shift, whom E commands must come from. */
export const servingEscort = (order: Order): EscortId | undefined => {
  const { cover } = currentShift(order);
  return cover.kind === 'accepted' ? cover.escortId : undefined;
};

const paidAtOf = (order: Order): Date => {
  if (!('paidAt' in order) || !order.paidAt) throw new Error(`order ${order.id} was never paid`);
  return order.paidAt;
};

/** O11: the escort sets out, by default from 3 h before to 15 min after the start, and not for a visit that is not paid for. */
export const depart = (
  order: Order,
  policy: VisitPolicy,
  act: Act,
): Result<Outcome, Refused | DifferenceUnpaid | OutsideWindow> => {
  const row = permitOn(order, 'depart', act);
  if (!row.ok) return row;
  if (owesDifference(order)) return err({ type: 'DifferenceUnpaid' });
  const { startsAt } = currentShift(order).during;
  const from = minutesAfter(startsAt, -policy.time.departEarliestMinutesBefore);
  const until = minutesAfter(startsAt, policy.time.departLatestMinutesAfter);
  if (act.now < from || act.now > until) return err({ type: 'OutsideWindow', from, until });
  const next = {
    ...commonOf(order),
    ...searchOf(order),
    status: 'EN_ROUTE',
    paidAt: paidAtOf(order),
    departedAt: act.now,
  } as const;
  const escortId = servingEscort(order);
  return ok(
    moved(order, row.value, next, act, { type: 'EscortDeparted', refs: escortId ? { escortId } : {} }),
  );
};

/** What the escort's phone says about where it is, or that the patient read out the code, or a dispatcher vouches. */
export type CheckInEvidence =
  | { readonly kind: 'location'; readonly distanceMetres: number; readonly accuracyMetres: number }
  | { readonly kind: 'visit-code' }
  | { readonly kind: 'dispatcher' };

const provenBy = (evidence: CheckInEvidence, policy: VisitPolicy): ArrivalProof | undefined => {
  if (evidence.kind !== 'location') return evidence.kind;
  const { checkInMetres, checkInAccuracyMetres } = policy.time;
  const isNear = evidence.distanceMetres <= checkInMetres && evidence.accuracyMetres <= checkInAccuracyMetres;
  return isNear ? 'location' : undefined;
};

/**
 * O12: arrival, judged by the server's time. Evidence that does not prove it is kept as `CheckInUnverified` for a
 * dispatcher, and the status stays.
 */
export const checkIn = (
  order: Order,
  evidence: CheckInEvidence,
  policy: VisitPolicy,
  act: Act,
): Result<Outcome, Refused | OutsideWindow> => {
  const row = permitOn(order, 'check_in', act);
  if (!row.ok) return row;
  const { startsAt } = currentShift(order).during;
  const from = minutesAfter(startsAt, -policy.time.checkInMinutesAround);
  const until = minutesAfter(startsAt, policy.time.checkInMinutesAround);
  // A dispatcher may vouch afterwards for an escort who came in time, but nobody arrives before the window opens.
  if (act.now < from || (act.by.as === 'E' && act.now > until))
    return err({ type: 'OutsideWindow', from, until });

  const arrivalProof = provenBy(evidence, policy);
  const escortId = servingEscort(order);
  const refs = {
    ...(escortId ? { escortId } : {}),
    ...(evidence.kind === 'location' ? { distanceMetres: evidence.distanceMetres } : {}),
  };
  if (!arrivalProof) return ok(moved(order, row.value, order, act, { type: 'CheckInUnverified', refs }));
  const next = {
    ...commonOf(order),
    ...searchOf(order),
    status: 'ARRIVED',
    paidAt: paidAtOf(order),
    arrivedAt: act.now,
    arrivalProof,
  } as const;
  return ok(moved(order, row.value, next, act, { type: 'EscortArrived', refs }));
};

/** Few enough to be read out. */
export const VISIT_CODE_DIGITS = 6;

/**
 * The visit code that holds for the present assignment, with its wrong tries. Like holds it follows from the order: as soon
 * as another escort has the shift, the tries are fresh, and so is a code at which the one before has guessed.
 */
export const visitCodeOf = (order: Order): Pick<VisitCode, 'code' | 'wrongTries'> => {
  const { code, wrongTries, seq, next = code } = order.visitCode;
  const { cover } = currentShift(order);
  const isSameAssignment = cover.kind !== 'open' && cover.seq === seq;
  return isSameAssignment ? { code, wrongTries } : { code: next, wrongTries: 0 };
};

export type CodeTry =
  | { readonly right: true }
  /** The wrong try must be saved although the command fails, or the limit means nothing (AU1). */
  | { readonly right: false; readonly outcome: Outcome; readonly refusal: VisitCodeWrong };

/**
 * Judges the code that the patient read out. After `visitCodeTries` wrong ones of one assignment the family or a dispatcher
 * must act. `freshCode` becomes the code of whoever is assigned after a wrong try.
 */
export const tryVisitCode = (
  order: Order,
  tried: string,
  freshCode: string,
  policy: VisitPolicy,
  act: Act,
): Result<CodeTry, VisitCodeLocked> => {
  const { code, wrongTries } = visitCodeOf(order);
  if (wrongTries >= policy.booking.visitCodeTries) return err({ type: 'VisitCodeLocked' });
  if (tried === code) return ok({ right: true });
  const { cover } = currentShift(order);
  const assignment = cover.kind === 'open' ? {} : { seq: cover.seq };
  const visitCode = { code, wrongTries: wrongTries + 1, next: freshCode, ...assignment };
  return ok({
    right: false,
    outcome: changed(order, { visitCode }, 'O13', act, { type: 'VisitCodeRefused' }),
    refusal: { type: 'VisitCodeWrong', triesLeft: policy.booking.visitCodeTries - visitCode.wrongTries },
  });
};

/** O13: the service starts, after the code was right or by the family's own tap. */
export const startService = (
  order: Order,
  proof: 'visit-code' | 'family',
  act: Act,
): Result<Outcome, Refused | VisitCodeNeeded | OutsideWindow> => {
  const row = permit(order.status, 'start', act);
  if (!row.ok) return row;
  if (order.status !== 'ARRIVED') throw new Error('O13 starts from ARRIVED');
  if (act.by.as === 'E' && proof !== 'visit-code') return err({ type: 'VisitCodeNeeded' });
  const until = visitRange(order).endsAt;
  if (act.now >= until) return err({ type: 'OutsideWindow', from: order.arrivedAt, until });
  const next: OrderIn<'SERVING'> = {
    ...commonOf(order),
    shifts: begin(order.shifts, 1, act.now),
    ...searchOf(order),
    status: 'SERVING',
    paidAt: order.paidAt,
    arrivedAt: order.arrivedAt,
    startedAt: act.now,
    currentShiftNo: 1,
  };
  const escortId = servingEscort(order);
  return ok(
    moved(order, row.value, next, act, { type: 'ServiceStarted', refs: escortId ? { escortId } : {} }),
  );
};
