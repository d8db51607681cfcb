import { minutesBetween } from '../shared/clock.js';
import type { ClinicSessionId, DepartmentId } from '../shared/ids.js';
import type { Turn } from './next-in-line.js';
import { type OfferOutcome, offerOutcomes } from './offer-outcome.js';
import type { WaitlistPolicy } from './waitlist-policy.js';

/** An offer as it is told in a report: of which department, to a member or not, in turn or not, and how it ended. */
export type OfferFact = {
  readonly departmentId: DepartmentId;
  readonly sessionId: ClinicSessionId;
  readonly at: Date;
  /** Whose membership counted when the offer was made. */
  readonly isMember: boolean;
  readonly isOutOfTurn: boolean;
  readonly isByHand: boolean;
  readonly outcome: OfferOutcome;
};

/** A seat that somebody gave up. `freedAt` is missing where it was left by a move and nobody waited. */
export type FreedFact = {
  readonly departmentId: DepartmentId;
  readonly sessionId: ClinicSessionId;
  readonly freedAt?: Date;
  readonly dueAt: Date;
  readonly returnedAt?: Date;
};

/** A seat of a session that was sold. */
export type SaleFact = { readonly sessionId: ClinicSessionId; readonly at: Date };

/** How offers to some people went. */
export type OfferSums = {
  readonly offers: number;
  readonly outOfTurn: number;
  readonly byHand: number;
  readonly ended: Readonly<Record<OfferOutcome, number>>;
};

export const seatPaths = ['waitlist', 'random', 'sale', 'open'] as const;

/** Who got a freed seat: whoever waited, whoever came after a random wait or at once, or nobody yet. */
export type SeatPath = (typeof seatPaths)[number];

/** Seats that went one way; minutes from freed to taken, of those of which both are known. */
export type PathSums = {
  readonly seats: number;
  readonly taken: number;
  readonly medianMinutes?: number;
  readonly longestMinutes?: number;
};

/** How fair the seats of a department were given in a time (N3). */
export type Fairness = {
  readonly departmentId: DepartmentId;
  readonly toMembers: OfferSums;
  readonly toOthers: OfferSums;
  /** Of all time, which is what the bound is about. */
  readonly allTime: Turn;
  readonly outOfTurnBp: number;
  readonly isWithinBound: boolean;
  readonly seats: Readonly<Record<SeatPath, PathSums>>;
};

const sumsOf = (offers: readonly OfferFact[]): OfferSums => ({
  offers: offers.length,
  outOfTurn: offers.filter(({ isOutOfTurn }) => isOutOfTurn).length,
  byHand: offers.filter(({ isByHand }) => isByHand).length,
  ended: Object.fromEntries(
    offerOutcomes.map((outcome) => [outcome, offers.filter((one) => one.outcome === outcome).length]),
  ) as Record<OfferOutcome, number>,
});

type Followed = { readonly path: SeatPath; readonly minutes?: number };

/** Takes the first of `instants` that is not before `from`, and nobody else has it then. */
const takeFrom = (instants: Date[], from: Date): Date | undefined => {
  const index = instants.findIndex((instant) => instant >= from);
  return index < 0 ? undefined : instants.splice(index, 1)[0];
};

const minutesOf = ({ freedAt }: FreedFact, takenAt: Date | undefined) =>
  freedAt && takenAt ? { minutes: minutesBetween(freedAt, takenAt) } : {};

/**
 * What became of the freed seats of one session. An offer takes its seat at the instant of its return; a seat that is back on
 * sale is sold first come, first served: to the first sale after it that no other one has.
 */
const followed = (
  freed: readonly FreedFact[],
  offers: readonly OfferFact[],
  sales: readonly SaleFact[],
): readonly Followed[] => {
  const offered = offers.map(({ at }) => at.getTime());
  const sold = sales.map(({ at }) => at).toSorted((left, right) => left.getTime() - right.getTime());
  const byReturn = freed.toSorted(
    (left, right) => (left.returnedAt?.getTime() ?? Infinity) - (right.returnedAt?.getTime() ?? Infinity),
  );
  return byReturn.map((seat): Followed => {
    const { returnedAt, freedAt, dueAt } = seat;
    if (returnedAt === undefined) return { path: 'open' };
    const offer = offered.indexOf(returnedAt.getTime());
    if (offer >= 0) {
      offered.splice(offer, 1);
      return { path: 'waitlist', ...minutesOf(seat, returnedAt) };
    }
    const path = freedAt && freedAt.getTime() === dueAt.getTime() ? 'sale' : 'random';
    return { path, ...minutesOf(seat, takeFrom(sold, returnedAt)) };
  });
};

/** The middle of some numbers, of two the lower one; there is none of nothing. */
const medianOf = (numbers: readonly number[]): number | undefined =>
  numbers.toSorted((left, right) => left - right)[Math.floor((numbers.length - 1) / 2)];

const pathSums = (all: readonly Followed[], path: SeatPath): PathSums => {
  const here = all.filter((one) => one.path === path);
  const minutes = here.flatMap((one) => one.minutes ?? []).map(Math.round);
  const median = medianOf(minutes);
  return {
    seats: here.length,
    taken: path === 'waitlist' ? here.length : minutes.length,
    ...(median === undefined ? {} : { medianMinutes: median, longestMinutes: Math.max(...minutes) }),
  };
};

/** What a report of some time is made of; sales are those of sessions of which seats were freed. */
export type FairnessFacts = {
  readonly offers: readonly OfferFact[];
  readonly freed: readonly FreedFact[];
  readonly sales: readonly SaleFact[];
  readonly allTime: ReadonlyMap<DepartmentId, Turn>;
};

/** N3: the report of every department that has facts, in the order in which they come. Pure sums, no names. */
export const fairnessOf = (
  { offers, freed, sales, allTime }: FairnessFacts,
  { outOfTurnBp }: WaitlistPolicy,
): readonly Fairness[] => {
  const departments = new Set([...freed, ...offers].map(({ departmentId }) => departmentId));
  return [...departments].map((departmentId) => {
    const made = offers.filter((one) => one.departmentId === departmentId);
    const back = freed.filter((one) => one.departmentId === departmentId);
    const ways = [...new Set(back.map(({ sessionId }) => sessionId))].flatMap((sessionId) => {
      const isHere = (one: { readonly sessionId: ClinicSessionId }) => one.sessionId === sessionId;
      return followed(back.filter(isHere), made.filter(isHere), sales.filter(isHere));
    });
    const turn = allTime.get(departmentId) ?? { offers: 0, outOfTurn: 0 };
    return {
      departmentId,
      toMembers: sumsOf(made.filter(({ isMember }) => isMember)),
      toOthers: sumsOf(made.filter(({ isMember }) => !isMember)),
      allTime: turn,
      outOfTurnBp,
      isWithinBound: turn.outOfTurn * 10_000 <= outOfTurnBp * turn.offers,
      seats: {
        waitlist: pathSums(ways, 'waitlist'),
        random: pathSums(ways, 'random'),
        sale: pathSums(ways, 'sale'),
        open: pathSums(ways, 'open'),
      },
    };
  });
};
