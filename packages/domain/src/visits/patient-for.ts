import type { Patient } from '../patients/index.js';
import { partnerRelations, type Relation } from '../policy/index.js';
import type { Caller, PartnerActor } from '../shared/actor.js';
import type { HospitalId, PatientId } from '../shared/ids.js';
import type { VisitStores } from './stores.js';

/** The patient for whom somebody books: a partner knows those who have been at a hospital of its key, and nobody else (AZ8). */
export const patientFor = (
  { patients }: Pick<VisitStores, 'patients'>,
  actor: Caller,
  id: PatientId,
): Promise<Patient | undefined> => (actor.kind === 'partner' ? patients.known(actor, id) : patients.find(id));

/** How a partner stands to a patient, for what is wanted at a hospital. */
export const relationsToKnown = (
  actor: PartnerActor,
  patient: Patient | undefined,
  hospitalId: HospitalId,
): ReadonlySet<Relation> =>
  new Set(patient ? partnerRelations(actor, { tenantId: patient.tenantId, hospitalId }) : []);
