import type { Order } from '../orders/index.js';
import { hasGrant, type Patient, type PatientStore } from '../patients/index.js';
import { partnerRelations, type Relation, standingRelations } from '../policy/index.js';
import type { Actor, Person } from '../shared/actor.js';
import { minutesAfter } from '../shared/clock.js';
import type { AccountId, PatientId } from '../shared/ids.js';

/** How long after its end an escort still sees an order (AZ6). */
export const ESCORT_ACCESS_MINUTES = 24 * 60;

/** When nothing more happens to an order but its money and review; undefined while it goes on. */
export const overAt = (order: Order): Date | undefined => {
  switch (order.status) {
    case 'FINISHED':
      return order.finishedAt;
    case 'CANCELLED':
      return order.cancelledAt;
    case 'NO_SHOW':
      return order.noShowAt;
    default:
      return undefined;
  }
};

const relationsByShift = (actor: Person, order: Order, now: Date): readonly Relation[] => {
  const over = overAt(order);
  const covers = order.shifts.flatMap(({ cover }) =>
    cover.kind !== 'open' && cover.escortId === actor.escortId ? [cover.kind] : [],
  );
  const isRecent = over === undefined || now < minutesAfter(over, ESCORT_ACCESS_MINUTES);
  return [
    ...(covers.includes('accepted') && isRecent ? (['assigned-escort'] as const) : []),
    ...(covers.includes('offered') && over === undefined ? (['offered-escort'] as const) : []),
  ];
};

/** What somebody's grants for a patient let them be at `now`. */
export const familyRelations = (
  patient: Patient | undefined,
  accountId: AccountId,
  now: Date,
): readonly Relation[] =>
  patient
    ? [
        ...(hasGrant(patient, accountId, 'view', now) ? (['proxy-view'] as const) : []),
        ...(hasGrant(patient, accountId, 'book', now) ? (['proxy-book'] as const) : []),
      ]
    : [];

/** A patient, and the city in which something is asked for them. */
type Request = { readonly patientId: PatientId; readonly cityCode: string };

/**
 * How an actor stands to a patient, for operations that come before any order. To one of another tenant, or to nobody, nobody
 * stands in any relation; staff of another city in none of staff (A9).
 */
export const relationsToPatient = async (
  actor: Actor,
  { patientId, cityCode }: Request,
  patients: PatientStore,
  now: Date,
): Promise<ReadonlySet<Relation>> => {
  if (actor.kind !== 'person') return new Set(standingRelations(actor));
  const patient = await patients.find(patientId);
  if (patient?.tenantId !== actor.tenantId) return new Set();
  return new Set([...standingRelations(actor, cityCode), ...familyRelations(patient, actor.accountId, now)]);
};

/**
 * How an actor stands to an order. People of another tenant stand in no relation at all, staff of another city in none of
 * staff (A9, A29); an escort's ends a day after the order (AZ6); a partner stands to those at hospitals of its key (AZ8).
 */
export const relationsToOrder = async (
  actor: Actor,
  order: Order,
  patients: PatientStore,
  now: Date,
): Promise<ReadonlySet<Relation>> => {
  if (actor.kind === 'partner') return new Set(partnerRelations(actor, order));
  if (actor.kind !== 'person') return new Set(standingRelations(actor));
  if (actor.tenantId !== order.tenantId) return new Set();
  const isBooker = order.bookedBy === actor.accountId;
  return new Set<Relation>([
    ...standingRelations(actor, order.cityCode),
    ...(isBooker
      ? (['booker'] as const)
      : familyRelations(await patients.find(order.patientId), actor.accountId, now)),
    ...relationsByShift(actor, order, now),
  ]);
};
