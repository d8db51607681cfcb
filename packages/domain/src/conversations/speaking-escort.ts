import { currentShift, type Order, type Shift } from '../orders/index.js';
import type { EscortId } from '../shared/ids.js';

/** The shift that was served last. */
const lastServed = (order: Order): Shift =>
  order.shifts.findLast(({ begunAt }) => begunAt !== undefined) ?? currentShift(order);

/** Shifts whose escorts talk: the live one and the next; before the service the first; after it the last that was served. */
const talking = (order: Order): readonly Shift[] => {
  if (order.status === 'ENDED' || order.status === 'FINISHED') return [lastServed(order)];
  const { no } = currentShift(order);
  return order.shifts.filter(
    (shift) => shift.no === no || (order.status === 'SERVING' && shift.no === no + 1),
  );
};

/**
 * Since when this escort takes part in what is said about the order: their first acceptance, of the shifts that are theirs now.
 * Undefined for everybody else: who was released, exchanged or has handed over, whoever is only offered it, and whose shift is
 * neither live nor next.
 */
export const speaksSince = (order: Order, escortId: EscortId): Date | undefined => {
  const isTheirs = ({ cover }: Shift) => cover.kind === 'accepted' && cover.escortId === escortId;
  if (!talking(order).some(isTheirs)) return undefined;
  const accepted = order.shifts.flatMap(({ cover }) =>
    cover.kind === 'accepted' && cover.escortId === escortId ? [cover.acceptedAt.getTime()] : [],
  );
  return new Date(Math.min(...accepted));
};
