import type { Machine, MoveRefused } from '../shared/machine.js';
import type { WaitlistStatus } from './entry.js';

export type WaitlistCommand =
  | 'join'
  | 'offer'
  | 'accept'
  | 'decline'
  | 'expire'
  | 'pause'
  | 'withdraw'
  | 'resume'
  | 'leave'
  | 'lapse';

export type WaitlistMoveRefused = MoveRefused<WaitlistStatus, WaitlistCommand>;

/** Every transition of an entry of the waitlist (6.9, L1–L5). Whatever is not listed is illegal. */
export const waitlistTable: Machine<WaitlistStatus, WaitlistCommand> = [
  {
    id: 'L1',
    from: [],
    command: 'join',
    to: 'WAITING',
    who: ['U', 'D'],
    guard: 'no live entry of the person for the target; at most 5 live ones; some wanted date is to come',
  },
  {
    id: 'L2',
    from: ['WAITING'],
    command: 'offer',
    to: 'OFFERED',
    who: ['SYS', 'D'],
    reasonFrom: ['D'],
    guard:
      'seat freed; next in line, or chosen by a dispatcher within the share out of turn; patient free, by the rules of H1',
  },
  {
    id: 'L3',
    from: ['OFFERED'],
    command: 'accept',
    to: 'ACCEPTED',
    who: ['U'],
    guard: 'offer alive: the hold is submitted (H3)',
  },
  { id: 'L4', from: ['OFFERED'], command: 'decline', to: 'DECLINED', who: ['U'], guard: '–' },
  {
    id: 'L4',
    from: ['OFFERED'],
    command: 'expire',
    to: 'WAITING',
    who: ['SYS'],
    guard: 'no answer in time, for the first time: at the end of the line',
  },
  {
    id: 'L4',
    from: ['OFFERED'],
    command: 'pause',
    to: 'PAUSED',
    who: ['SYS'],
    guard: 'no answer in time, twice',
  },
  {
    id: 'L4',
    from: ['OFFERED'],
    command: 'withdraw',
    to: 'WAITING',
    who: ['C', 'D', 'A', 'SYS'],
    guard: 'the hold ended by the doing of the clinic: nothing counted, same place',
  },
  {
    id: 'L4',
    from: ['PAUSED'],
    command: 'resume',
    to: 'WAITING',
    who: ['U', 'D'],
    guard: 'at the end of the line',
  },
  {
    id: 'L5',
    from: ['WAITING', 'OFFERED', 'PAUSED'],
    command: 'leave',
    to: 'CANCELLED',
    who: ['U', 'D'],
    guard: '–',
  },
  {
    id: 'L5',
    from: ['WAITING', 'PAUSED'],
    command: 'lapse',
    to: 'LAPSED',
    who: ['SYS'],
    guard: 'the last wanted date is over',
  },
];
