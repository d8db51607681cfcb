import type {
  AppointmentBirth,
  AppointmentEvent,
  AppointmentOutcome,
  Sitting,
} from '../appointments/index.js';
import type { AuditEntry } from '../audit/index.js';
import type { Message } from '../messaging/index.js';
import { isAudited, type OperationId } from '../policy/index.js';
import type { ClinicStores } from './stores.js';

/** What everybody is told of `event`, but of which appointment it is. */
export const tidingsOf = (
  event: AppointmentBirth,
  sitting: Sitting,
): Omit<Message, 'id' | 'aggregateId'> => ({
  topic: 'appointment',
  type: event.type,
  payload: {
    row: event.row,
    from: event.from,
    to: event.to,
    version: event.version,
    tenantId: sitting.tenantId,
    hospitalId: sitting.hospitalId,
    sessionId: sitting.sessionId,
  },
});

export const auditEntryOf = (
  operation: OperationId,
  event: AppointmentEvent,
  sitting: Sitting,
): AuditEntry => ({
  at: event.at,
  tenantId: sitting.tenantId,
  actor: event.by,
  operation,
  object: { kind: 'appointment', id: event.appointmentId },
  outcome: 'done',
  facts: { version: event.version, status: event.to, events: [event.type], sessionId: sitting.sessionId },
});

/** What has happened to appointments, into their history and the outbox, and into the audit where the policy table wants it. */
export const tellAppointments = async (
  { history, outbox, audit }: Pick<ClinicStores, 'history' | 'outbox' | 'audit'>,
  operation: OperationId,
  outcomes: readonly AppointmentOutcome[],
): Promise<void> => {
  const told = outcomes.flatMap(({ appointment, events }) => events.map((event) => ({ appointment, event })));
  await Promise.all([
    history.append(told.map(({ event }) => event)),
    outbox.append(
      told.map(({ event, appointment: { sitting } }) => ({
        ...tidingsOf(event, sitting),
        aggregateId: event.appointmentId,
      })),
    ),
  ]);
  for (const { event, appointment } of told)
    if (isAudited(operation, event.by.as))
      await audit.append(auditEntryOf(operation, event, appointment.sitting));
};
