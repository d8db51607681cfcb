import type { AuditEntry } from '../audit/index.js';
import type { Message } from '../messaging/index.js';
import { isAudited, type OperationId } from '../policy/index.js';
import { done, type Result } from '../shared/result.js';
import type { Bundle } from './bundle.js';
import type { BundleOutcome } from './bundle-event.js';
import type { StaleBundle } from './ports.js';
import type { BundleStores } from './stores.js';

const messageOf = ({ bundle, event }: BundleOutcome): Omit<Message, 'id'> => ({
  topic: 'bundle',
  aggregateId: bundle.id,
  type: event.type,
  payload: {
    row: event.row,
    from: event.from,
    to: event.to,
    version: event.version,
    tenantId: bundle.tenantId,
    orderId: bundle.orderId,
    appointmentId: bundle.seat.appointmentId,
    ...(bundle.status === 'CHOOSING' ? { chooseBy: bundle.chooseBy.toISOString() } : {}),
  },
});

const auditEntryOf = (operation: OperationId, { bundle, event }: BundleOutcome): AuditEntry => ({
  at: event.at,
  tenantId: bundle.tenantId,
  actor: event.by,
  operation,
  object: { kind: 'bundle', id: bundle.id },
  outcome: 'done',
  facts: { version: event.version, status: event.to, events: [event.type], orderId: bundle.orderId },
});

/** Makes `outcome` the stored state, in this transaction: by compare-and-set, with its outbox, and audit where it is wanted. */
export const saveBundle = async (
  { bundles, outbox, audit }: Pick<BundleStores, 'bundles' | 'outbox' | 'audit'>,
  before: Bundle | undefined,
  outcome: BundleOutcome,
  operation: OperationId,
): Promise<Result<void, StaleBundle>> => {
  if (before) {
    const updated = await bundles.update(outcome.bundle, before.version);
    if (!updated.ok) return updated;
  } else await bundles.insert(outcome.bundle);
  await outbox.append([messageOf(outcome)]);
  if (isAudited(operation, outcome.event.by.as)) await audit.append(auditEntryOf(operation, outcome));
  return done;
};
