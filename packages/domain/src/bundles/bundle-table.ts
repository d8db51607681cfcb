import type { Machine, MoveRefused } from '../shared/machine.js';
import { type BundleStatus, liveBundleStatuses } from './bundle.js';

export type BundleCommand = 'create' | 'submit' | 'bind' | 'clinic_changed' | 'move' | 'release' | 'end';

export type BundleMoveRefused = MoveRefused<BundleStatus, BundleCommand>;

/** Every transition of a visit bundle (N1). Whatever is not listed is illegal. */
export const bundleTable: Machine<BundleStatus, BundleCommand> = [
  {
    id: 'VB1',
    from: [],
    command: 'create',
    to: 'HELD',
    who: ['U', 'D'],
    guard: 'O1 and H1 in one transaction; the visit covers the time of the seat',
  },
  {
    id: 'VB2',
    from: ['HELD'],
    command: 'submit',
    to: 'ASKED',
    who: ['SYS'],
    guard: 'order paid, seat still held (H3)',
  },
  {
    id: 'VB3',
    from: ['HELD', 'ASKED'],
    command: 'bind',
    to: 'BOUND',
    who: ['SYS'],
    guard: 'booked by the clinic (H4)',
  },
  {
    id: 'VB4',
    from: ['ASKED', 'BOUND'],
    command: 'clinic_changed',
    to: 'CHOOSING',
    who: ['SYS'],
    guard: 'seat cancelled or moved by the clinic (H6–H8)',
  },
  {
    id: 'VB5',
    from: ['CHOOSING'],
    command: 'move',
    to: 'ASKED',
    who: ['U', 'D'],
    reasonFrom: ['D'],
    guard: 'in time; the seat of the clinic, or another one of its hospital',
  },
  {
    id: 'VB6',
    from: ['CHOOSING'],
    command: 'release',
    to: 'RELEASED',
    who: ['U', 'D', 'SYS'],
    reasonFrom: ['D'],
    guard: 'the family wishes its money back, or is silent until the end of its time',
  },
  {
    id: 'VB6',
    from: ['HELD', 'ASKED', 'BOUND'],
    command: 'release',
    to: 'RELEASED',
    who: ['SYS'],
    guard: 'order cancelled, or the clinic never had the seat: the other half ends with it',
  },
  {
    id: 'VB7',
    from: liveBundleStatuses,
    command: 'end',
    to: 'DONE',
    who: ['SYS'],
    guard: 'the service has begun, or the patient did not come',
  },
];
