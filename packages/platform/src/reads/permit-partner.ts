import {
  authorize,
  type NotAllowed,
  type NotFound,
  type OperationId,
  partnerRelations,
} from '@banzhen/domain/policy';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import type { HospitalId } from '@banzhen/domain/shared/ids';
import { done, err, type Result } from '@banzhen/domain/shared/result';

/**
 * Whether the partner may do the operation at each of these hospitals; one that its key is not for is not there. The key says it all:
 * nothing is looked up.
 */
export const permitPartner = (
  operation: OperationId,
  actor: PartnerActor,
  hospitalIds: readonly HospitalId[] = actor.hospitalIds,
): Result<void, NotFound | NotAllowed> => {
  const { tenantId } = actor;
  const mayAt = (hospitalId: HospitalId): boolean =>
    authorize(operation, actor, new Set(partnerRelations(actor, { tenantId, hospitalId }))).ok;
  return hospitalIds.every(mayAt) ? done : err({ type: 'NotFound' });
};
