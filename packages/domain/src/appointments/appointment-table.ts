import type { Machine, MoveRefused } from '../shared/machine.js';
import { type AppointmentStatus, appointmentStatuses } from './appointment.js';

export type AppointmentCommand =
  | 'hold'
  | 'expire'
  | 'submit'
  | 'confirm'
  | 'reject'
  | 'reschedule'
  | 'cancel'
  | 'stop_clinic'
  | 'take_number'
  | 'complete'
  | 'no_show'
  | 'propose_void'
  | 'void';

export type AppointmentMoveRefused = MoveRefused<AppointmentStatus, AppointmentCommand>;

const allButVoid = appointmentStatuses.filter((status) => status !== 'ENTERED_IN_ERROR');

/** Every transition of an appointment (6.8, H1–H12). Whatever is not listed is illegal. */
export const appointmentTable: Machine<AppointmentStatus, AppointmentCommand> = [
  {
    id: 'H1',
    from: [],
    command: 'hold',
    to: 'HELD',
    who: ['U', 'D', 'C', 'SYS'],
    guard:
      'the system: an offer of the waitlist; session released or early window; seat left; one per doctor and day, 3 departments a day; not locked',
  },
  { id: 'H2', from: ['HELD'], command: 'expire', to: 'EXPIRED', who: ['SYS'], guard: 'held for its time' },
  {
    id: 'H3',
    from: ['HELD'],
    command: 'submit',
    to: 'PENDING_CONFIRM',
    who: ['U', 'SYS'],
    guard: 'hold alive; the system: the visit of its bundle is paid for',
  },
  {
    id: 'H4',
    from: ['PENDING_CONFIRM'],
    command: 'confirm',
    to: 'BOOKED',
    who: ['C'],
    guard: 'record id of the clinic',
  },
  {
    id: 'H5',
    from: ['PENDING_CONFIRM'],
    command: 'reject',
    to: 'REJECTED',
    who: ['C', 'SYS'],
    guard: 'the system: after 15 min and when the clinic says that it has no record',
  },
  {
    id: 'H6',
    from: ['BOOKED'],
    command: 'reschedule',
    to: 'same',
    who: ['U', 'C', 'D'],
    reasonFrom: ['D'],
    guard: 'family: before the cut-off, at most 2; new seat taken in the same transaction',
  },
  {
    id: 'H7',
    from: ['BOOKED', 'HELD'],
    command: 'cancel',
    to: 'CANCELLED',
    who: ['U', 'C', 'D', 'SYS'],
    reasonFrom: ['D'],
    guard:
      'family: before the cut-off, or the later one of late cancellation; the system: the visit of its bundle is cancelled',
  },
  {
    id: 'H8',
    from: ['BOOKED'],
    command: 'stop_clinic',
    to: 'PROVIDER_CANCELLED',
    who: ['C', 'D'],
    reasonFrom: ['D'],
    guard: '–',
  },
  {
    id: 'H9',
    from: ['BOOKED'],
    command: 'take_number',
    to: 'CHECKED_IN',
    who: ['C', 'U'],
    guard: 'on the day of the visit; family: on site',
  },
  {
    id: 'H10',
    from: ['CHECKED_IN'],
    command: 'complete',
    to: 'FULFILLED',
    who: ['C', 'SYS'],
    guard: 'the system: at the end of the day',
  },
  {
    id: 'H11',
    from: ['BOOKED'],
    command: 'no_show',
    to: 'NO_SHOW',
    who: ['C', 'SYS'],
    guard: 'grace passed; the system only where the clinic reports attendance',
  },
  {
    id: 'H12',
    from: allButVoid,
    command: 'propose_void',
    to: 'same',
    who: ['A'],
    reasonFrom: ['A'],
    guard: 'the first of two persons; no half of a visit bundle',
  },
  {
    id: 'H12',
    from: allButVoid,
    command: 'void',
    to: 'ENTERED_IN_ERROR',
    who: ['A'],
    reasonFrom: ['A'],
    guard: 'proposed by another administrator, and nothing has happened since; no half of a visit bundle',
  },
];
