import type { OrderDetailDto, ShiftDto } from '@banzhen/contracts';

/** Acts on the whole order, in the order of their buttons, with the command that the server must allow. */
export const orderActs = [
  { kind: 'reschedule', command: 'reschedule', isDangerous: false },
  { kind: 'check-in', command: 'check_in', isDangerous: false },
  { kind: 'confirm', command: 'confirm', isDangerous: false },
  { kind: 'end-early', command: 'end_early', isDangerous: true },
  { kind: 'patient-no-show', command: 'mark_patient_no_show', isDangerous: true },
  { kind: 'escort-no-show', command: 'mark_escort_no_show', isDangerous: true },
  { kind: 'give-up', command: 'give_up_unmatched', isDangerous: true },
  { kind: 'cancel', command: 'cancel', isDangerous: true },
  { kind: 'cancel', command: 'cancel_unpaid', isDangerous: true },
] as const;

export type OrderActKind = (typeof orderActs)[number]['kind'];

/** What a dispatcher has begun to do. */
export type Act =
  | { readonly kind: OrderActKind }
  | { readonly kind: 'withdraw' | 'release'; readonly shift: ShiftDto };

/** What every dialog of an act is given; the order as it was when the act was begun. */
export type ActProps = {
  readonly order: OrderDetailDto;
  readonly onDone: () => void;
  readonly onReload: () => void;
  readonly onClose: () => void;
};

/** The acts that the server allows now; what it does not allow is not shown at all. */
export const allowedActs = (order: Pick<OrderDetailDto, 'allowed'>) =>
  orderActs.filter(({ command }) => order.allowed.includes(command));
