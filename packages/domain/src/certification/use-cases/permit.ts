import { authorize, type Denied, type OperationId, standingRelations } from '../../policy/index.js';
import type { ActorRef, Person } from '../../shared/actor.js';
import type { CertificationId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { Certification } from '../certification.js';
import type { CertificationStores } from '../ports.js';

export type Permitted = { readonly certification: Certification; readonly by: ActorRef };

/** A submission in the actor's tenant and cities, locked. */
export const permitOn = async (
  { certifications }: CertificationStores,
  operation: OperationId,
  actor: Person,
  id: CertificationId,
): Promise<Result<Permitted, Denied>> => {
  const certification = await certifications.find(id);
  if (certification?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
  const by = authorize(operation, actor, new Set(standingRelations(actor, certification.cityCode)));
  return by.ok ? ok({ certification, by: by.value }) : by;
};
