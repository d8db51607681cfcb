import { DAY_MS } from '../shared/clock.js';
import { furthestNoShows } from './clinic-policy-numbers.js';

/** How far back no-shows may count, whatever policy is in force (H11). */
export const noShowsSince = (now: Date): Date =>
  new Date(now.getTime() - (furthestNoShows.withinMonths * 31 + furthestNoShows.lockDays) * DAY_MS);
