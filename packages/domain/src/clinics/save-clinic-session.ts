import type { Message } from '../messaging/index.js';
import type { OperationId } from '../policy/index.js';
import type {
  CapacityBelowSold,
  ClinicSession,
  Occupied,
  SessionEvent,
  SessionOutcome,
  StaleSession,
} from '../schedules/index.js';
import { done, type Result } from '../shared/result.js';
import { auditClinic } from './audit-clinic.js';
import type { ClinicStores } from './stores.js';

export type SaveSessionError = StaleSession | Occupied | CapacityBelowSold;

type Place = Pick<ClinicSession, 'tenantId' | 'hospitalId'> & { readonly cityCode: string };

/** The message of an event of a clinic session: ids and words, never the reason that somebody wrote. */
export const sessionMessage = (
  { type, sessionId, row, from, to, version }: SessionEvent,
  { tenantId, hospitalId, cityCode }: Place,
): Omit<Message, 'id'> => ({
  topic: 'clinic-session',
  aggregateId: sessionId,
  type,
  payload: { row, from, to, version, tenantId, hospitalId, cityCode },
});

/**
 * Makes the outcome of a command the stored state of a clinic session, in this transaction: the row by compare-and-set on
 * `before`, the outbox, and the audit where the policy table wants `operation` there. An outcome without events changes nothing.
 */
export const saveClinicSession = async (
  stores: Pick<ClinicStores, 'sessions' | 'outbox' | 'audit'>,
  before: ClinicSession,
  { session, events }: SessionOutcome,
  operation: OperationId,
  cityCode: string,
): Promise<Result<void, SaveSessionError>> => {
  const [first] = events;
  if (!first) return done;
  const updated = await stores.sessions.update(session, before.version);
  if (!updated.ok) return updated;
  const { id, tenantId, hospitalId, status, version, capacity } = session;
  await stores.outbox.append(
    events.map((event) => sessionMessage(event, { tenantId, hospitalId, cityCode })),
  );
  const facts = { status, version, capacity, events: events.map(({ type }) => type) };
  const object = { kind: 'clinic-session', id } as const;
  await auditClinic(stores, { operation, by: first.by, at: first.at, tenantId, object, facts });
  return done;
};
