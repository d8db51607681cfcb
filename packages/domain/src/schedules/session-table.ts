import type { Machine, MoveRefused } from '../shared/machine.js';
import type { SessionStatus } from './clinic-session.js';

export type SessionCommand =
  | 'draft'
  | 'publish'
  | 'release'
  | 'suspend'
  | 'resume'
  | 'close'
  | 'change_capacity';

export type SessionMoveRefused = MoveRefused<SessionStatus, SessionCommand>;

/** Every transition of a clinic session (6.8). The machines number none of these rows, so each is named for its command. */
export const sessionTable: Machine<SessionStatus, SessionCommand> = [
  { id: '6.8 draft', from: [], command: 'draft', to: 'DRAFT', who: ['C', 'D'], guard: '–' },
  {
    id: '6.8 publish',
    from: ['DRAFT'],
    command: 'publish',
    to: 'PUBLISHED',
    who: ['C', 'D'],
    guard: 'not begun; release not in the past and before the start; doctor and room free',
  },
  {
    id: '6.8 release',
    from: ['PUBLISHED'],
    command: 'release',
    to: 'RELEASED',
    who: ['SYS'],
    guard: 'release time reached',
  },
  {
    id: '6.8 suspend',
    from: ['RELEASED'],
    command: 'suspend',
    to: 'SUSPENDED',
    who: ['C', 'D'],
    reasonFrom: ['D'],
    guard: '–',
  },
  {
    id: '6.8 resume',
    from: ['SUSPENDED'],
    command: 'resume',
    to: 'RELEASED',
    who: ['C', 'D'],
    reasonFrom: ['D'],
    guard: 'not over',
  },
  {
    id: '6.8 close',
    from: ['RELEASED', 'SUSPENDED'],
    command: 'close',
    to: 'CLOSED',
    who: ['SYS', 'C', 'D'],
    reasonFrom: ['D'],
    guard: 'the system: over',
  },
  {
    id: '6.8 change capacity',
    from: ['DRAFT', 'PUBLISHED', 'RELEASED'],
    command: 'change_capacity',
    to: 'same',
    who: ['C', 'D'],
    reasonFrom: ['D'],
    guard: 'not below what is sold; seats without a time',
  },
];
