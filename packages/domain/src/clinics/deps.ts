import type { ClinicGateway, DueAppointments } from '../appointments/index.js';
import type { Calendar } from '../shared/calendar.js';
import type { Clock } from '../shared/clock.js';
import type { IdSource } from '../shared/ids.js';
import type { Pause } from '../shared/pause.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { HoldDesk } from './hold-desk.js';
import type { ClinicStores } from './stores.js';

/** What every use case about departments, doctors, schedules and sessions is made of. */
export type ScheduleDeps = {
  /** With the rows of whoever asks. */
  readonly unitOfWork: UnitOfWork<ClinicStores>;
  /** With all rows: seats are given to people who do not see one another. */
  readonly platformUnitOfWork: UnitOfWork<ClinicStores>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly calendar: Calendar;
};

/** What every use case about appointments is made of. */
export type ClinicDeps = ScheduleDeps & {
  readonly due: DueAppointments;
  readonly holdDesk: HoldDesk;
  /** Lets whoever has come at the same moment be heard, before a batch goes. */
  readonly pause: Pause;
  readonly gateway: ClinicGateway;
  /** In `[0, 1)`; nobody can foresee it. */
  readonly random: () => number;
};
