import { hasGrant } from '../patients/index.js';
import { partnerRelations, type Relation, standingRelations } from '../policy/index.js';
import type { Actor } from '../shared/actor.js';
import type { AccountId, HospitalId, PatientId, TenantId } from '../shared/ids.js';
import { familyRelations } from '../visits/index.js';
import type { ClinicStores } from './stores.js';

/** What was booked at a hospital or is waited for there: for whom, and by whom. */
export type SeatOf = {
  readonly tenantId: TenantId;
  readonly hospitalId: HospitalId;
  readonly patientId: PatientId;
  readonly bookedBy: AccountId;
};

/**
 * How an actor stands to an appointment, or to an entry of the waitlist that may become one. People of another tenant stand in
 * no relation at all, staff of another city in none of staff (A9, A29).
 */
export const relationsToSeat = async (
  actor: Actor,
  { tenantId, hospitalId, patientId, bookedBy }: SeatOf,
  { seekers, catalogue }: Pick<ClinicStores, 'seekers' | 'catalogue'>,
  now: Date,
): Promise<ReadonlySet<Relation>> => {
  if (actor.kind === 'partner') return new Set(partnerRelations(actor, { tenantId, hospitalId, bookedBy }));
  if (actor.kind !== 'person') return new Set(standingRelations(actor));
  if (actor.tenantId !== tenantId) return new Set();
  const hospital = await catalogue.hospital(hospitalId);
  const standing = standingRelations(actor, hospital?.cityCode ?? '');
  if (bookedBy === actor.accountId) return new Set<Relation>([...standing, 'booker']);
  const patient = (await seekers.find([patientId], now)).get(patientId)?.patient;
  const isFamily = patient && hasGrant(patient, actor.accountId, 'view', now);
  return new Set([...standing, ...(isFamily ? familyRelations(patient, actor.accountId, now) : [])]);
};
