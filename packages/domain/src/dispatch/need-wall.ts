import { type Calendar, localDaysOf } from '../shared/calendar.js';
import { DAY_MS, MINUTE_MS } from '../shared/clock.js';
import { nightsOf } from '../shared/night.js';
import type { TimeRange } from '../shared/time-range.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Need } from './need.js';
import { type WallStretch, wallStretches } from './roster.js';

/** What a need means on the clocks of its place; the same for every candidate. */
export type NeedWall = {
  readonly days: readonly TimeRange[];
  readonly stretches: readonly WallStretch[];
  /** Every night that can matter for the rest before or after the shift. */
  readonly nights: readonly TimeRange[];
};

type Known = { readonly policy: VisitPolicy; readonly calendar: Calendar; readonly wall: NeedWall };
const known = new WeakMap<Need, Known>();

/** A duty that reaches over two whole days has a night in them, wherever it began. */
const LONGEST_LOOK_BACK_MS = 2 * DAY_MS;

const wallOf = (need: Need, { duty, pricing }: VisitPolicy, calendar: Calendar): NeedWall => {
  const { during, zone } = need;
  const lookBack = duty.restMinutesAfterNight * MINUTE_MS + LONGEST_LOOK_BACK_MS;
  const around = { startsAt: new Date(during.startsAt.getTime() - lookBack), endsAt: during.endsAt };
  return {
    days: localDaysOf(calendar, during, zone).map((day) => day.during),
    stretches: wallStretches(calendar, during, zone),
    nights: nightsOf(calendar, around, zone, pricing.night),
  };
};

/** The wall of a need. Kept as long as the need itself, because a search asks once for every candidate. */
export const needWall = (need: Need, policy: VisitPolicy, calendar: Calendar): NeedWall => {
  const before = known.get(need);
  if (before && before.policy === policy && before.calendar === calendar) return before.wall;
  const wall = wallOf(need, policy, calendar);
  known.set(need, { policy, calendar, wall });
  return wall;
};
