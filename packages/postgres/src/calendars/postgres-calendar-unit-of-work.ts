import type { CalendarStores } from '@banzhen/domain/calendars';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { postgresAuditTrail } from '../audit/postgres-audit-trail.js';
import { postgresDirectory } from '../clinic/postgres-directory.js';
import type { Database } from '../database.js';
import { transact } from '../postgres-unit-of-work.js';
import { postgresCatalogue } from '../pricing/postgres-catalogue.js';
import { postgresCalendarLinks } from './postgres-calendar-links.js';

const calendarStores = (db: Database): CalendarStores => ({
  calendarLinks: postgresCalendarLinks(db),
  directory: postgresDirectory(db),
  catalogue: postgresCatalogue(db),
  audit: postgresAuditTrail(db),
});

/** Transactions about calendars, READ COMMITTED: whoever makes a link holds the lock of its owner. */
export const postgresCalendarUnitOfWork = (db: Database): UnitOfWork<CalendarStores> => ({
  run: (work) => transact(db, (tx) => work(calendarStores(tx))),
});
