import type { Act } from '../shared/act.js';
import type { ActorRef } from '../shared/actor.js';
import type { ClinicSessionId } from '../shared/ids.js';
import type { MachineRow } from '../shared/machine.js';
import type { ClinicSession, SessionStatus } from './clinic-session.js';
import type { SessionCommand } from './session-table.js';

export type SessionEventType =
  | 'ClinicSessionDrafted'
  | 'ClinicSessionPublished'
  | 'ClinicSessionReleased'
  | 'ClinicSessionSuspended'
  | 'ClinicSessionResumed'
  | 'ClinicSessionClosed'
  | 'ClinicSessionCapacityChanged';

/** What has happened to a clinic session; ids only. */
export type SessionEvent = {
  readonly type: SessionEventType;
  readonly sessionId: ClinicSessionId;
  readonly row: string;
  readonly from: SessionStatus | null;
  readonly to: SessionStatus;
  readonly version: number;
  readonly at: Date;
  readonly by: ActorRef;
  readonly reason?: string;
};

/** The next state of a clinic session and what is to be told about it. */
export type SessionOutcome<Next extends ClinicSession = ClinicSession> = {
  readonly session: Next;
  readonly events: readonly SessionEvent[];
};

/** `next` as the successor of the state `from`, with one event. */
export const sessionMoved = <Next extends ClinicSession>(
  from: SessionStatus | null,
  row: MachineRow<SessionStatus, SessionCommand>,
  next: Next,
  act: Act,
  type: SessionEventType,
): SessionOutcome<Next> => ({
  session: next,
  events: [
    {
      type,
      sessionId: next.id,
      row: row.id,
      from,
      to: next.status,
      version: next.version,
      at: act.now,
      by: act.by,
      ...(act.reason === undefined ? {} : { reason: act.reason }),
    },
  ],
});
