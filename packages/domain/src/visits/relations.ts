import type { Order } from '../orders/index.js';
import { hasGrant, type PatientStore } from '../patients/index.js';
import { type Relation, standingRelations } from '../policy/index.js';
import type { Actor } from '../shared/actor.js';
import type { PatientId } from '../shared/ids.js';

const familyRelations = async (
  accountId: Parameters<typeof hasGrant>[1],
  patientId: PatientId,
  patients: PatientStore,
  now: Date,
): Promise<readonly Relation[]> => {
  const patient = await patients.find(patientId);
  if (!patient) return [];
  return [
    ...(hasGrant(patient, accountId, 'view', now) ? (['proxy-view'] as const) : []),
    ...(hasGrant(patient, accountId, 'book', now) ? (['proxy-book'] as const) : []),
  ];
};

/** How an actor stands to a patient, for operations that come before any order. */
export const relationsToPatient = async (
  actor: Actor,
  patientId: PatientId,
  patients: PatientStore,
  now: Date,
): Promise<ReadonlySet<Relation>> => {
  const family =
    actor.kind === 'person' ? await familyRelations(actor.accountId, patientId, patients, now) : [];
  return new Set([...standingRelations(actor), ...family]);
};

/** How an actor stands to an order. Staff of another tenant stand in no relation at all (A29). */
export const relationsToOrder = async (
  actor: Actor,
  order: Order,
  patients: PatientStore,
  now: Date,
): Promise<ReadonlySet<Relation>> => {
  if (actor.kind !== 'person') return new Set(standingRelations(actor));
  if (actor.tenantId !== order.tenantId) return new Set();
  const covers = order.shifts.map(({ cover }) => cover).filter((cover) => cover.kind !== 'open');
  const mine = covers.filter((cover) => cover.escortId === actor.escortId).map(({ kind }) => kind);
  const isBooker = order.bookedBy === actor.accountId;
  return new Set<Relation>([
    ...standingRelations(actor),
    ...(isBooker
      ? (['booker'] as const)
      : await familyRelations(actor.accountId, order.patientId, patients, now)),
    ...(mine.includes('accepted') ? (['assigned-escort'] as const) : []),
    ...(mine.includes('offered') ? (['offered-escort'] as const) : []),
  ]);
};
