import type { WaitlistEntryDto, WaitlistOfDepartmentDto, WaitlistPageDto } from '@banzhen/contracts';
import type { ClinicStores } from '@banzhen/domain/clinics';
import { authorize, type NotAllowed, type NotFound, standingRelations } from '@banzhen/domain/policy';
import type { Person } from '@banzhen/domain/shared/actor';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { DepartmentId, WaitlistEntryId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { bandOf } from '@banzhen/domain/waitlist';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import { noteReading } from './note-reading.js';

type Deps = {
  readonly db: SealedDatabase;
  /** May be some seconds old: for what nobody decides by. */
  readonly lists: SealedDatabase;
  readonly clinicUnitOfWork: UnitOfWork<ClinicStores>;
  readonly clock: Clock;
};

const MOST_ENTRIES = 200;

/** An entry as whoever may see it sees it. */
export const entryDto = ({ entry, place, doctorName, ...names }: queries.NamedEntry): WaitlistEntryDto => ({
  ...names,
  entryId: entry.id,
  status: entry.status,
  version: entry.version,
  patientId: entry.patientId,
  hospitalId: entry.target.hospitalId,
  departmentId: entry.target.departmentId,
  ...(entry.target.doctorId === undefined ? {} : { doctorId: entry.target.doctorId }),
  ...(doctorName === null ? {} : { doctorName }),
  from: entry.wanted.from,
  until: entry.wanted.until,
  zone: entry.zone,
  waitingSince: entry.waitingSince.toISOString(),
  expiries: entry.expiries,
  ...('appointmentId' in entry ? { appointmentId: entry.appointmentId } : {}),
  ...('offeredUntil' in entry ? { offeredUntil: entry.offeredUntil.toISOString() } : {}),
  ...(entry.status === 'WAITING' ? { band: bandOf(place) } : {}),
});

/** The waitlist as screens show it. */
export const makeWaitlistReads = ({ db, lists, clinicUnitOfWork, clock }: Deps) => ({
  /** Entries of the caller's own making, and of patients whom they may see. */
  async own(
    actor: Person,
    page: { readonly limit: number; readonly before?: WaitlistEntryId | undefined },
  ): Promise<WaitlistPageDto> {
    const now = clock.now();
    const found = await queries.ownWaitlist(lists, actor.accountId, { ...page, now });
    const last = found.length === page.limit ? found.at(-1) : undefined;
    return {
      entries: found.map(entryDto),
      ...(last ? { nextCursor: last.entry.id } : {}),
      serverNow: now.toISOString(),
    };
  },

  /** Who waits for a department, for those who run its desk. */
  async ofDepartment(
    actor: Person,
    departmentId: DepartmentId,
  ): Promise<Result<WaitlistOfDepartmentDto, NotFound | NotAllowed>> {
    const now = clock.now();
    const opened = await clinicUnitOfWork.run<undefined, NotFound | NotAllowed>(async (stores) => {
      const department = await stores.directory.department(departmentId);
      const hospital = department && (await stores.catalogue.hospital(department.hospitalId));
      if (!hospital || department.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
      const relations = new Set(standingRelations(actor, hospital.cityCode));
      const by = authorize('waitlist.list', actor, relations);
      if (!by.ok) return by;
      const object = { kind: 'department', id: departmentId } as const;
      await noteReading(stores, { operation: 'waitlist.list', by: by.value, actor, at: now, object });
      return ok(undefined);
    });
    if (!opened.ok) return opened;
    const counts = await queries.waitlistCounts(db, departmentId);
    const entries = await queries.waitlistOf(db, departmentId, MOST_ENTRIES);
    return ok({ departmentId, ...counts, entries: entries.map(entryDto), serverNow: now.toISOString() });
  },
});

export type WaitlistReads = ReturnType<typeof makeWaitlistReads>;
