import type { CalendarReader, CalendarStores } from '../../calendars/index.js';
import type { AccountId, DoctorId, TenantId } from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import { openedOnce } from './opened-once.js';

/** What an adapter gives to the contract suite of calendars; cases use fresh ids, so it may be shared. */
export type CalendarStoresFixture = {
  readonly unitOfWork: UnitOfWork<CalendarStores>;
  readonly reader: Pick<CalendarReader, 'find' | 'noteRead'>;
  /** A doctor who is there, with somebody of their tenant. */
  doctor(): Promise<{
    readonly tenantId: TenantId;
    readonly accountId: AccountId;
    readonly doctorId: DoctorId;
  }>;
  close(): Promise<void>;
};

export type OpenCalendarStores = () => Promise<CalendarStoresFixture>;

/** Opens the adapter before the suite's first case and closes it after the last. */
export const openedCalendars: (open: OpenCalendarStores) => () => CalendarStoresFixture = openedOnce;
