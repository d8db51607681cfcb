import type { AuditEntry, AuditTrail } from '@banzhen/domain/audit';
import { isAudited, type OperationId } from '@banzhen/domain/policy';
import type { ActorRef, Caller } from '@banzhen/domain/shared/actor';

export type Reading = {
  readonly operation: OperationId;
  /** In which capacity `actor` may look. */
  readonly by: ActorRef;
  readonly actor: Caller;
  readonly at: Date;
  readonly object?: AuditEntry['object'];
};

/** Leaves an entry of who looked at what is somebody else's, where the policy table wants one, before it is shown. */
export const noteReading = async (
  { audit }: { readonly audit: Pick<AuditTrail, 'append'> },
  { operation, by, actor: { tenantId }, at, object }: Reading,
): Promise<void> => {
  if (!isAudited(operation, by.as)) return;
  await audit.append({
    ...{ at, tenantId, actor: by, operation, outcome: 'done' },
    ...(object ? { object } : {}),
  });
};
