import type { ReleaseDto, ReleasesDto } from '@banzhen/contracts';
import { type ClinicStores, checkDates, type DatesUnfit, permitAtHospital } from '@banzhen/domain/clinics';
import type { NotAllowed, NotFound } from '@banzhen/domain/policy';
import {
  type CountedSession,
  type Dates,
  punctualityOf,
  type Released,
  releasedOf,
} from '@banzhen/domain/schedules';
import type { Person } from '@banzhen/domain/shared/actor';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { HospitalId } from '@banzhen/domain/shared/ids';
import { ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';

type Deps = {
  readonly db: SealedDatabase;
  readonly clinicUnitOfWork: UnitOfWork<ClinicStores>;
  readonly clock: Clock;
};

const NEXT = 5;

const releaseDto = (
  { session, held, booked }: CountedSession,
  released: Released,
  all: readonly Released[],
  now: Date,
): ReleaseDto => ({
  clinicSessionId: session.id,
  departmentId: session.departmentId,
  doctorId: session.doctorId,
  roomId: session.roomId,
  visitOn: session.visitOn,
  startsAt: session.during.startsAt.toISOString(),
  endsAt: session.during.endsAt.toISOString(),
  seats: session.seats,
  capacity: session.capacity,
  releaseAt: released.dueAt.toISOString(),
  status: session.status,
  version: session.version,
  remaining: session.remaining,
  held,
  booked,
  dueAt: released.dueAt.toISOString(),
  ...(released.releasedAt ? { releasedAt: released.releasedAt.toISOString() } : {}),
  early: session.release.early.map(({ level, at }) => ({ level, at: at.toISOString() })),
  punctuality: punctualityOf(released, all, now),
});

const releasesDto = (found: readonly CountedSession[], now: Date): readonly ReleaseDto[] => {
  const all = found.flatMap((one) => {
    const released = releasedOf(one.session);
    return released ? [{ one, released }] : [];
  });
  const released = all.map((each) => each.released);
  return all.map((each) => releaseDto(each.one, each.released, released, now));
};

/** When seats go on sale, as those who plan clinics see it. */
export const makeReleaseReads = ({ db, clinicUnitOfWork, clock }: Deps) => ({
  /** Releases of a hospital on the dates `[from, until)` of its clocks, and what is due next; nothing of it names patients. */
  async releases(
    actor: Person,
    { hospitalId, from, until }: Dates & { readonly hospitalId: HospitalId },
  ): Promise<Result<ReleasesDto, NotFound | NotAllowed | DatesUnfit>> {
    const now = clock.now();
    const where = { tenantId: actor.tenantId, hospitalId };
    const permitted = await clinicUnitOfWork.run((stores) =>
      permitAtHospital(stores, 'schedule.read', actor, where),
    );
    if (!permitted.ok) return permitted;
    const checked = checkDates({ from, until });
    if (!checked.ok) return checked;
    return ok({
      zone: permitted.value.zone,
      releases: releasesDto(await queries.releasesOn(db, where, { from, until }), now),
      next: releasesDto(await queries.nextReleases(db, where, NEXT), now),
      serverNow: now.toISOString(),
    });
  },
});

export type ReleaseReads = ReturnType<typeof makeReleaseReads>;
