import { type ClinicStores, offerOf, policyInForce, type SessionOffer } from '@banzhen/domain/clinics';
import type { NotAllowed, NotFound } from '@banzhen/domain/policy';
import type { ClinicResources } from '@banzhen/domain/schedules';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import type { Calendar } from '@banzhen/domain/shared/calendar';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { HospitalId } from '@banzhen/domain/shared/ids';
import { ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import { permitEverywhere } from './permit-everywhere.js';

type Deps = {
  readonly db: SealedDatabase;
  readonly clinicUnitOfWork: UnitOfWork<ClinicStores>;
  readonly calendar: Calendar;
  readonly clock: Clock;
};

type Answer<T> = Promise<Result<T, NotFound | NotAllowed>>;

/** A session with what it has to offer now, and how many of its seats wait to be submitted or confirmed. */
export type PartnerSlot = queries.SeatedSession & { readonly offer: SessionOffer };

/** What a tenant runs in one hospital. */
export type HospitalResources = ClinicResources & { readonly hospitalId: HospitalId };

/** Sessions with their offers, and the directory of several hospitals at once. */
export const makePartnerSlotReads = ({ db, clinicUnitOfWork, calendar, clock }: Deps) => ({
  /** Sessions that are no drafts, by start, then by id. What is told as open, booking takes. */
  async slots(
    actor: PartnerActor,
    query: Omit<queries.SlotQuery, 'tenantId'>,
  ): Answer<readonly PartnerSlot[]> {
    const now = clock.now();
    const { tenantId } = actor;
    const policy = await clinicUnitOfWork.run(async (stores) => {
      const may = await permitEverywhere(stores, 'schedule.read', actor, query.hospitalIds);
      return may.ok ? ok(await policyInForce(stores, tenantId, now)) : may;
    });
    if (!policy.ok) return policy;
    const found = await queries.seatedSessions(db, { ...query, tenantId });
    return ok(found.map((one) => ({ ...one, offer: offerOf(one.session, policy.value, now, calendar) })));
  },

  /** Departments, doctors and rooms of these hospitals. */
  directory: (
    actor: PartnerActor,
    hospitalIds: readonly HospitalId[],
  ): Answer<readonly HospitalResources[]> =>
    clinicUnitOfWork.run<readonly HospitalResources[], NotFound | NotAllowed>(async (stores) => {
      const may = await permitEverywhere(stores, 'directory.read', actor, hospitalIds);
      if (!may.ok) return may;
      const found: HospitalResources[] = [];
      for (const hospitalId of hospitalIds)
        found.push({
          hospitalId,
          ...(await stores.directory.ofHospital({ tenantId: actor.tenantId, hospitalId })),
        });
      return ok(found);
    }),
});
