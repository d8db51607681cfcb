import type { ClinicErrand, ClinicErrands } from '@banzhen/domain/appointments';
import type { RunErrand } from '@banzhen/domain/clinics';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { Log } from '../log.js';
import type { Loop, News } from './loop.js';
import { startPlaces } from './places.js';

/** Errands that one process runs at once. */
const PLACES = 32;
/** Of these those of one system, in all processes together: whoever hangs holds no more. */
const PLACES_OF_EACH = 4;
/** Longer than a question and a booking may take together, so that only what nobody runs any more is handed out again. */
const LEASE_MS = 60_000;

export type ErrandWork = {
  readonly errands: Pick<ClinicErrands, 'claim'>;
  readonly run: RunErrand;
  readonly clock: Clock;
  readonly log: Log;
  readonly news: News | undefined;
  readonly places?: number;
  readonly placesOfEach?: number;
};

/** Asks systems of clinics and tells them what they are to know (H3–H5, H7). Any number of processes may run it at once. */
export const startErrands = ({
  errands,
  run,
  clock,
  log,
  news,
  places = PLACES,
  placesOfEach = PLACES_OF_EACH,
}: ErrandWork): Loop =>
  startPlaces<ClinicErrand>({
    name: 'appointments.errands',
    log,
    news,
    places,
    claim: (limit) => {
      const now = clock.now();
      const until = new Date(now.getTime() + LEASE_MS);
      return errands.claim({ now, until, limit, perSystem: placesOfEach });
    },
    async work(errand) {
      try {
        await run(errand);
      } catch (cause) {
        log.error('errand.failed', { appointmentId: errand.appointmentId, cause });
      }
    },
  });
