import { DAY_MS } from '../shared/clock.js';
import type { ClinicPolicy } from './clinic-policy.js';

/** How far back no-shows may count. */
export const noShowsSince = (now: Date, { appointments }: ClinicPolicy): Date =>
  new Date(now.getTime() - (appointments.noShow.withinMonths * 31 + appointments.noShow.lockDays) * DAY_MS);
