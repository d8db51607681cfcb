import type { AuditEntry } from '../audit/index.js';
import { isAudited, type OperationId } from '../policy/index.js';
import type { ActorRef } from '../shared/actor.js';
import type { TenantId } from '../shared/ids.js';
import type { ClinicStores } from './stores.js';

/** What an act of the staff of clinics was about. */
export type ClinicObject = {
  readonly kind:
    | 'clinic-session'
    | 'department'
    | 'doctor'
    | 'hospital'
    | 'room'
    | 'schedule-exception'
    | 'tenant'
    | 'weekly-template';
  readonly id: string;
};

export type ClinicAct = {
  readonly operation: OperationId;
  readonly by: ActorRef;
  readonly at: Date;
  readonly tenantId: TenantId;
  readonly object: ClinicObject;
  readonly facts?: NonNullable<AuditEntry['facts']>;
};

/** Leaves an entry where the policy table wants one, in the transaction of the act: ids, words and numbers, never what was written. */
export const auditClinic = async (
  { audit }: Pick<ClinicStores, 'audit'>,
  { by, ...act }: ClinicAct,
): Promise<void> => {
  if (isAudited(act.operation, by.as)) await audit.append({ ...act, actor: by, outcome: 'done' });
};
