import type { AppointmentSeenDto } from '@banzhen/contracts';

export type AppointmentStatusDto = AppointmentSeenDto['status'];
export type DeskAct = 'confirm' | 'reject' | 'take-number' | 'complete' | 'no-show';
/** Of two administrators: one proposes to void an appointment, another agrees (H12). */
export type VoidAct = 'propose-void' | 'void';

/** What an administrator can do about an appointment that should never have been; nothing while others have to agree. */
export const voidActOf = ({
  status,
  voidProposed,
}: Pick<AppointmentSeenDto, 'status' | 'voidProposed'>): VoidAct | undefined => {
  if (status === 'ENTERED_IN_ERROR' || voidProposed === 'by-you') return undefined;
  return voidProposed === 'by-another' ? 'void' : 'propose-void';
};

/** What the desk does about an appointment in a state; whether it may be done already is said by the server. */
export const deskActsIn = (status: AppointmentStatusDto): readonly DeskAct[] => {
  if (status === 'PENDING_CONFIRM') return ['confirm', 'reject'];
  if (status === 'BOOKED') return ['take-number', 'no-show'];
  return status === 'CHECKED_IN' ? ['complete'] : [];
};

/** These take something from a patient. */
export const isDangerousAct = (act: DeskAct): boolean => act === 'reject' || act === 'no-show';

/** In the order in which a desk looks at them: what it has to answer, who is there, who is to come, who may come, the rest. */
const order: readonly AppointmentStatusDto[] = ['PENDING_CONFIRM', 'CHECKED_IN', 'BOOKED', 'HELD'];
const placeOf = (status: AppointmentStatusDto): number => {
  const place = order.indexOf(status);
  return place < 0 ? order.length : place;
};

/** Appointments of a session that are not over, and those that are; by what is to be done, then by number. */
export const deskRows = (appointments: readonly AppointmentSeenDto[]) => {
  const sorted = appointments.toSorted(
    (left, right) => placeOf(left.status) - placeOf(right.status) || left.seat.ticket - right.seat.ticket,
  );
  const isOpen = ({ status }: AppointmentSeenDto) => order.includes(status);
  return { open: sorted.filter(isOpen), over: sorted.filter((one) => !isOpen(one)) };
};

/** How many of a session's appointments are in each state that somebody is in, in the order of the desk. */
export const countsOf = (
  appointments: readonly AppointmentSeenDto[],
): readonly { readonly status: AppointmentStatusDto; readonly count: number }[] =>
  [...new Set([...order, ...appointments.map(({ status }) => status)])]
    .map((status) => ({ status, count: appointments.filter((one) => one.status === status).length }))
    .filter(({ count }) => count > 0);
