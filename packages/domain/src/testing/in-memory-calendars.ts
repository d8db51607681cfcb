import type { AuditReader } from '../audit/index.js';
import type {
  CalendarEntry,
  CalendarLinkStore,
  CalendarOwner,
  CalendarReader,
  CalendarStores,
} from '../calendars/index.js';
import {
  type AccountId,
  type DepartmentId,
  type DoctorId,
  type HospitalId,
  idFrom,
  type TenantId,
} from '../shared/ids.js';
import type { CalendarStoresFixture } from './contracts/calendar-fixture.js';
import { inMemoryAuditStores, inMemoryAuditTrail } from './in-memory-audit.js';
import { inMemoryCatalogue } from './in-memory-catalogue.js';
import { inMemoryDatabase } from './in-memory-database.js';
import { inMemoryDirectory } from './in-memory-directory.js';
import type { Tables } from './in-memory-tables.js';
import { scriptedIds } from './scripted-ids.js';

const idOf = (owner: CalendarOwner): string => (owner.kind === 'escort' ? owner.escortId : owner.doctorId);

const inMemoryCalendarLinks = ({ calendarLinks }: Tables): CalendarLinkStore => {
  const endLive = (owner: CalendarOwner, at: Date): boolean => {
    const [live] = calendarLinks.where(
      (one) => idOf(one.owner) === idOf(owner) && one.revokedAt === undefined,
    );
    if (live) calendarLinks.put(live.id, { ...live, revokedAt: at });
    return live !== undefined;
  };
  return {
    async replace(link) {
      endLive(link.owner, link.createdAt);
      calendarLinks.insert(link.id, link);
    },
    revoke: async (owner, at) => endLive(owner, at),
    ofOwner: async (owner, most) =>
      calendarLinks
        .where((one) => idOf(one.owner) === idOf(owner))
        .toSorted(
          (left, right) =>
            right.createdAt.getTime() - left.createdAt.getTime() || (left.id < right.id ? 1 : -1),
        )
        .slice(0, most),
  };
};

const calendarStoresOver = (tables: Tables): CalendarStores => ({
  calendarLinks: inMemoryCalendarLinks(tables),
  directory: inMemoryDirectory(tables),
  catalogue: inMemoryCatalogue(tables),
  audit: inMemoryAuditTrail(tables),
});

/** The in-memory adapters of calendars, as the contract suite wants them; whoever has a link does what `entries` says. */
export const inMemoryCalendarStores = (
  database = inMemoryDatabase(),
  entries: readonly CalendarEntry[] = [],
): CalendarStoresFixture & { readonly audit: AuditReader; readonly reader: CalendarReader } => {
  const ids = scriptedIds(0xca);
  return {
    unitOfWork: { run: (work) => database.transaction((tables) => work(calendarStoresOver(tables))) },
    reader: {
      find: async (hash) => database.committed().calendarLinks.where((one) => one.hash === hash)[0],
      noteRead: (id, at) =>
        database.write(({ calendarLinks }) => {
          const [link] = calendarLinks.where((one) => one.id === id);
          if (link && (link.lastReadAt === undefined || link.lastReadAt < at))
            calendarLinks.put(id, { ...link, lastReadAt: at });
        }),
      entries: async (_link, { from, until }) =>
        entries.filter(({ startsAt, endsAt }) => endsAt > from && startsAt < until),
    },
    async doctor() {
      const [tenantId, accountId, hospitalId, departmentId, doctorId] = [
        idFrom<TenantId>(ids.next()),
        idFrom<AccountId>(ids.next()),
        idFrom<HospitalId>(ids.next()),
        idFrom<DepartmentId>(ids.next()),
        idFrom<DoctorId>(ids.next()),
      ];
      await database.write(({ hospitals }) =>
        hospitals.put(hospitalId, { id: hospitalId, cityCode: 'beijing', name: '市一院' }),
      );
      await database.transaction((tables) =>
        inMemoryDirectory(tables)
          .save({
            departments: [{ id: departmentId, tenantId, hospitalId, name: '内科' }],
            doctors: [{ id: doctorId, tenantId, departmentId, name: '李医生', title: '', introduction: '' }],
          })
          .then(() => ({ ok: true, value: undefined }) as const),
      );
      return { tenantId, accountId, doctorId };
    },
    audit: inMemoryAuditStores(database).reader,
    close: async () => undefined,
  };
};
