import type { ClinicStores } from '@banzhen/domain/clinics';
import type { MembershipPolicies } from '@banzhen/domain/membership';
import { authorize, type NotAllowed, type NotFound, partnerRelations } from '@banzhen/domain/policy';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { PatientId } from '@banzhen/domain/shared/ids';
import { done, err, ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import { noteReading } from './note-reading.js';
import { benefitsOf, type PatientBenefits, readPatientBenefits } from './patient-benefits.js';

type Deps = {
  readonly db: SealedDatabase;
  readonly clinicUnitOfWork: UnitOfWork<ClinicStores>;
  readonly clock: Clock;
};

type Answer<T> = Promise<Result<T, NotFound | NotAllowed>>;

export type MembersPage = { readonly after?: PatientId | undefined; readonly limit: number };

/** Versions never change, and few are met on a page. */
const remembered = (policies: Pick<MembershipPolicies, 'version'>) => {
  const known = new Map<number, ReturnType<typeof policies.version>>();
  return {
    version(version: number) {
      const found = known.get(version) ?? policies.version(version);
      known.set(version, found);
      return found;
    },
  };
};

/** What partners are told of memberships. */
export const makePartnerMemberReads = ({ db, clinicUnitOfWork, clock }: Deps) => ({
  /** What a membership brings to a patient who has been at the hospitals of the key. */
  benefits: (actor: PartnerActor, patientId: PatientId): Answer<PatientBenefits> =>
    clinicUnitOfWork.run<PatientBenefits, NotFound | NotAllowed>((stores) =>
      readPatientBenefits(stores, actor, patientId, clock.now()),
    ),

  /**
   * The same of all patients whose newest appointment at the hospitals of the key keeps a membership, by patient. Whoever has none is
   * not there, and neither is anybody who has been elsewhere alone. The look is noted (C27).
   */
  async members(actor: PartnerActor, page: MembersPage): Answer<readonly PatientBenefits[]> {
    const { tenantId, hospitalIds } = actor;
    const now = clock.now();
    const operation = 'benefit.read';
    // A key stands to each of its hospitals in the same way.
    const [hospitalId] = hospitalIds;
    if (hospitalId === undefined) return err({ type: 'NotFound' });
    const by = authorize(operation, actor, new Set(partnerRelations(actor, { tenantId, hospitalId })));
    if (!by.ok) return by;
    await clinicUnitOfWork.run<void, never>(async (stores) => {
      const object = { kind: 'partner', id: actor.partnerId } as const;
      await noteReading(stores, { operation, by: by.value, actor, at: now, object });
      return done;
    });
    const newest = await queries.newestOfMembers(db, { ...page, tenantId, hospitalIds });
    return clinicUnitOfWork.run<readonly PatientBenefits[], never>(async (stores) => {
      const membershipPolicies = remembered(stores.membershipPolicies);
      return ok(await Promise.all(newest.map((one) => benefitsOf({ membershipPolicies }, one, now))));
    });
  },
});
