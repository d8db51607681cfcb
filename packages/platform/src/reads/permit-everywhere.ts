import { type ClinicStores, permitAtHospital } from '@banzhen/domain/clinics';
import type { NotAllowed, NotFound, OperationId } from '@banzhen/domain/policy';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import type { HospitalId } from '@banzhen/domain/shared/ids';
import { done, err, type Result } from '@banzhen/domain/shared/result';

/** Whether the partner may do the operation at each of these hospitals; one that its key is not for is not there. */
export const permitEverywhere = async (
  stores: ClinicStores,
  operation: OperationId,
  actor: PartnerActor,
  hospitalIds: readonly HospitalId[],
): Promise<Result<void, NotFound | NotAllowed>> => {
  for (const hospitalId of hospitalIds) {
    const at = await permitAtHospital(stores, operation, actor, { tenantId: actor.tenantId, hospitalId });
    if (!at.ok) return err({ type: 'NotFound' });
  }
  return done;
};
