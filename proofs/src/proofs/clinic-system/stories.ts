import type { AppointmentStatus } from '@banzhen/domain/appointments';
import type { Person } from '@banzhen/domain/shared/actor';
import type { AppointmentId } from '@banzhen/domain/shared/ids';
import type { Result } from '@banzhen/domain/shared/result';
import type { SystemCall, SystemFault } from '@banzhen/platform';
import type { ProductProcess } from './product.js';

/** Who acts, and on what. */
export interface Cast {
  readonly appointmentId: AppointmentId;
  readonly family: Person;
  readonly dispatcher: Person;
  /** What arrived late at the system is done now. */
  deliverLate(): void;
}

export interface Story {
  readonly name: string;
  /** What becomes of the appointment, where nothing else goes wrong. */
  readonly ends: AppointmentStatus;
  /** What the system does to each of its calls, by number, before anything else goes wrong. */
  readonly faultOf?: (call: SystemCall, no: number, minutes: number) => SystemFault | undefined;
  readonly refuses?: boolean;
  /** Done so many minutes after the submission. */
  readonly acts?: readonly {
    readonly afterMinutes: number;
    readonly run: (cast: Cast, process: ProductProcess) => Promise<Result<unknown, unknown> | undefined>;
  }[];
}

const cancels = (cast: Cast, { clinics }: ProductProcess) =>
  clinics.cancelAppointment(cast.family, { appointmentId: cast.appointmentId });
const answers =
  (answer: 'booked' | 'rejected') =>
  ({ dispatcher, appointmentId }: Cast, { clinics }: ProductProcess) =>
    clinics.answerForClinic(dispatcher, {
      appointmentId,
      answer,
      ...(answer === 'booked' ? { clinicRecord: 'told by telephone' } : {}),
    });
const isDownFor = (minutes: number) => (_: SystemCall, __: number, at: number) =>
  at < minutes ? ('cut-before' as const) : undefined;

/** What happens to an appointment at a clinic with a system of its own (H3–H5, H7). */
export const stories: readonly Story[] = [
  { name: 'booked', ends: 'BOOKED' },
  { name: 'refused', ends: 'REJECTED', refuses: true },
  { name: 'cancelled', ends: 'CANCELLED', acts: [{ afterMinutes: 20, run: cancels }] },
  { name: 'down for an hour', ends: 'REJECTED', faultOf: isDownFor(60) },
  {
    name: 'every answer to a booking is lost',
    ends: 'BOOKED',
    faultOf: (call) => (call === 'book' ? 'cut-after' : undefined),
  },
  {
    name: 'answered after a quarter of an hour',
    ends: 'BOOKED',
    faultOf: (call, _, minutes) => {
      if (call === 'book') return 'cut-after';
      return minutes < 20 ? 'hang' : undefined;
    },
  },
  {
    name: 'confirmed by the desk while the system is down',
    ends: 'BOOKED',
    faultOf: isDownFor(30),
    acts: [{ afterMinutes: 10, run: answers('booked') }],
  },
  {
    name: 'refused by the desk while the answer of the system is lost',
    ends: 'REJECTED',
    faultOf: (call, _, minutes) => {
      if (call === 'book') return 'cut-after';
      return minutes < 30 ? 'fail-before' : undefined;
    },
    acts: [{ afterMinutes: 10, run: answers('rejected') }],
  },
  {
    name: 'a booking arrives after the refusal',
    ends: 'REJECTED',
    faultOf: (call) => (call === 'book' ? 'late' : undefined),
    acts: [
      {
        afterMinutes: 40,
        run: async ({ deliverLate }) => {
          deliverLate();
          return undefined;
        },
      },
    ],
  },
];
