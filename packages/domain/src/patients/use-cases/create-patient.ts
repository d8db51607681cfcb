import type { ConsentNeeded } from '../../consents/index.js';
import { authorize, type NotAllowed, type NotFound, standingRelations } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { idFrom, type PatientId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import { checkPatientDetails, type GivenDetails, isRealNamed, type PatientDetailsWrong } from '../details.js';
import type { IdNumberKnown, Patient } from '../patient.js';
import { checkSaving } from './check-saving.js';
import { type PatientDeps, today } from './deps.js';

export type CreatePatient = {
  /** What the family calls the patient. */
  readonly name: string;
  readonly details: GivenDetails;
};
export type CreatedPatient = { readonly patientId: PatientId; readonly isRealNamed: boolean };

type Refused = NotFound | NotAllowed | PatientDetailsWrong | ConsentNeeded | IdNumberKnown;

/** Adds a patient whom the caller keeps from now on (E4). */
export const makeCreatePatient =
  (deps: PatientDeps) =>
  async (
    actor: Person,
    { name, details: given }: CreatePatient,
  ): Promise<Result<CreatedPatient, Refused>> => {
    const by = authorize('patient.create', actor, new Set(standingRelations(actor)));
    if (!by.ok) return by;
    const now = deps.clock.now();
    const details = checkPatientDetails(given, today(deps));
    if (!details.ok) return details;
    const patient: Patient = {
      id: idFrom<PatientId>(deps.ids.next()),
      tenantId: actor.tenantId,
      isRealNamed: isRealNamed(details.value),
      grants: [{ accountId: actor.accountId, scopes: ['view', 'book'], from: now }],
    };
    return deps.unitOfWork.run<CreatedPatient, Refused>(async (stores) => {
      const may = await checkSaving(stores, actor, patient.id, details.value, now);
      if (!may.ok) return may;
      await stores.register.insert(patient, name);
      await stores.patients.saveDetails(patient.id, details.value);
      return ok({ patientId: patient.id, isRealNamed: patient.isRealNamed });
    });
  };
