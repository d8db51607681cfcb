import type { FairnessReportDto } from '@banzhen/contracts';
import {
  type ClinicStores,
  checkDates,
  type DatesUnfit,
  permitAtHospital,
  policyInForce,
} from '@banzhen/domain/clinics';
import type { NotAllowed, NotFound } from '@banzhen/domain/policy';
import type { Dates } from '@banzhen/domain/schedules';
import type { Person } from '@banzhen/domain/shared/actor';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { HospitalId } from '@banzhen/domain/shared/ids';
import { ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { fairnessOf } from '@banzhen/domain/waitlist';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';

type Deps = {
  readonly db: SealedDatabase;
  readonly clinicUnitOfWork: UnitOfWork<ClinicStores>;
  readonly clock: Clock;
};

/** How fair seats were given, for those who run the desk of a hospital. */
export const makeFairnessReads = ({ db, clinicUnitOfWork, clock }: Deps) => ({
  /** Offers that were made and seats that were freed on the dates `[from, until)` of the hospital's clocks; it names nobody. */
  async fairness(
    actor: Person,
    { hospitalId, from, until }: Dates & { readonly hospitalId: HospitalId },
  ): Promise<Result<FairnessReportDto, NotFound | NotAllowed | DatesUnfit>> {
    const where = { tenantId: actor.tenantId, hospitalId };
    const now = clock.now();
    const permitted = await clinicUnitOfWork.run(async (stores) => {
      const at = await permitAtHospital(stores, 'fairness.read', actor, where);
      if (!at.ok) return at;
      return ok({ ...at.value, policy: await policyInForce(stores, where.tenantId, now) });
    });
    if (!permitted.ok) return permitted;
    const checked = checkDates({ from, until });
    if (!checked.ok) return checked;
    const facts = await queries.fairnessFacts(db, where, { from, until });
    return ok({
      zone: permitted.value.zone,
      departments: fairnessOf(facts, permitted.value.policy.waitlist),
      serverNow: now.toISOString(),
    });
  },
});

export type FairnessReads = ReturnType<typeof makeFairnessReads>;
