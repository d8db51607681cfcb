import {
  currentShift,
  type EscortHold,
  type HoldStore,
  type Order,
  type PatientHold,
  sameHold,
} from '../orders/index.js';
import type { EscortId, OrderId, PatientId } from '../shared/ids.js';
import { done, err } from '../shared/result.js';
import { overlaps, type TimeRange } from '../shared/time-range.js';
import type { Tables } from './in-memory-tables.js';

/** A tentative hold is there until, and not at, its `until`. */
const isLive = ({ until }: EscortHold | PatientHold, now: Date): boolean =>
  until === undefined || until > now;

/** Live holds of an escort by orders other than `except` that overlap `during`. */
export const escortBlocks = (
  { holds }: Tables,
  escortId: EscortId,
  during: TimeRange,
  except: OrderId | undefined,
  now: Date,
): readonly TimeRange[] =>
  holds
    .where(({ orderId }) => orderId !== except)
    .flatMap(({ escorts }) => escorts)
    .filter((hold) => hold.escortId === escortId && isLive(hold, now) && overlaps(hold.during, during))
    .map((hold) => hold.during);

const isPatientTaken = (
  { holds }: Tables,
  patientId: PatientId,
  during: TimeRange,
  except: OrderId,
  now: Date,
): boolean =>
  holds
    .where((row) => row.orderId !== except && row.patientId === patientId)
    .some(({ patient }) => patient.some((hold) => isLive(hold, now) && overlaps(hold.during, during)));

/** Whether an escort may not have this time for good: they are off work, and are not serving the shift already. */
const isOffWork = ({ escorts }: Tables, order: Order, { escortId, shiftNo, until }: EscortHold): boolean => {
  const escort = escorts.get(escortId);
  const hasBegun = order.status === 'ARRIVED' || order.status === 'SERVING';
  return (
    until === undefined &&
    escort !== undefined &&
    escort.certification !== 'APPROVED' &&
    !(hasBegun && shiftNo === currentShift(order).no)
  );
};

export const inMemoryHolds = (tables: Tables): HoldStore => ({
  async keep(orderId, wanted, now) {
    const order = tables.orders.get(orderId);
    if (!order) throw new Error(`holds: there is no order ${orderId}`);
    const { patientId } = order;
    const before = tables.holds.get(orderId)?.escorts ?? [];
    const taken = wanted.escorts.find(
      (hold) =>
        escortBlocks(tables, hold.escortId, hold.during, orderId, now).length > 0 ||
        (!before.some((had) => sameHold(had, hold)) && isOffWork(tables, order, hold)),
    );
    if (taken) return err({ type: 'EscortTaken', escortId: taken.escortId });
    if (wanted.patient.some(({ during }) => isPatientTaken(tables, patientId, during, orderId, now)))
      return err({ type: 'PatientTaken' });
    tables.holds.put(orderId, { ...wanted, orderId, patientId });
    return done;
  },
  async ofEscort(escortId, during, except, now) {
    return escortBlocks(tables, escortId, during, except, now);
  },
});
