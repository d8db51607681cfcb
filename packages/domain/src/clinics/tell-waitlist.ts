import { isAudited, type OperationId } from '../policy/index.js';
import type { WaitlistOutcome } from '../waitlist/index.js';
import type { ClinicStores } from './stores.js';

/** What has happened to an entry, into the outbox, and into the audit where the policy table wants it: ids and words. */
export const tellWaitlist = async (
  { outbox, audit }: Pick<ClinicStores, 'outbox' | 'audit'>,
  operation: OperationId,
  { entry, event }: WaitlistOutcome,
): Promise<void> => {
  const { type, entryId, row, from, to, version, appointmentId, offeredUntil, at, by } = event;
  const { tenantId, hospitalId, departmentId } = entry.target;
  await outbox.append([
    {
      topic: 'waitlist',
      aggregateId: entryId,
      type,
      payload: {
        ...{ row, from, to, version, tenantId, hospitalId, departmentId },
        ...(appointmentId === undefined ? {} : { appointmentId }),
        ...(offeredUntil === undefined ? {} : { offeredUntil: offeredUntil.toISOString() }),
      },
    },
  ]);
  if (!isAudited(operation, by.as)) return;
  await audit.append({
    at,
    tenantId,
    actor: by,
    operation,
    object: { kind: 'waitlist-entry', id: entryId },
    outcome: 'done',
    facts: { version, status: to, events: [type] },
  });
};
