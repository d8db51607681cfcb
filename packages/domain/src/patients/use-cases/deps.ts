import type { Calendar } from '../../shared/calendar.js';
import type { Clock } from '../../shared/clock.js';
import type { IdSource } from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { PatientStores } from '../stores.js';

/** What every use case about patients is made of. */
export type PatientDeps = {
  /** With the rows of whoever asks. */
  readonly unitOfWork: UnitOfWork<PatientStores>;
  /** With all rows: whoever is invited does not see the patient before they accept. */
  readonly invitedUnitOfWork: UnitOfWork<PatientStores>;
  /** The time of visits and grants. */
  readonly clock: Clock;
  /** The time of sessions and their proofs, which no demo moves. */
  readonly sessionClock: Clock;
  readonly calendar: Pick<Calendar, 'wallTime'>;
  readonly ids: IdSource;
};

/** ID numbers, and so days of birth, are those of the mainland, which has one zone. */
const HOME_ZONE = 'Asia/Shanghai';

/** The calendar day that patients live in. */
export const today = ({ calendar, clock }: Pick<PatientDeps, 'calendar' | 'clock'>): string =>
  calendar.wallTime(clock.now(), HOME_ZONE).date;
