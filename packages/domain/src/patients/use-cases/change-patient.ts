import type { ConsentNeeded } from '../../consents/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { PatientId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import { checkPatientDetails, type GivenDetails, isRealNamed, type PatientDetailsWrong } from '../details.js';
import type { IdNumberKnown } from '../patient.js';
import { checkSaving } from './check-saving.js';
import type { CreatedPatient } from './create-patient.js';
import { type PatientDeps, today } from './deps.js';
import { permitLocked } from './permit.js';

export type ChangePatient = {
  readonly patientId: PatientId;
  readonly name?: string;
  /** All of them: what is not given is forgotten. */
  readonly details: GivenDetails;
};

type Refused = NotFound | NotAllowed | PatientDetailsWrong | ConsentNeeded | IdNumberKnown;

/** Replaces what is known about a patient. Real name and ID number make a patient real-named, their loss undoes it. */
export const makeChangePatient =
  (deps: PatientDeps) =>
  (
    actor: Person,
    { patientId, name, details: given }: ChangePatient,
  ): Promise<Result<CreatedPatient, Refused>> =>
    deps.unitOfWork.run<CreatedPatient, Refused>(async (stores) => {
      const now = deps.clock.now();
      const permitted = await permitLocked(stores, 'patient.change', actor, patientId, now);
      if (!permitted.ok) return permitted;
      const details = checkPatientDetails(given, today(deps));
      if (!details.ok) return details;
      const may = await checkSaving(stores, actor, patientId, details.value, now);
      if (!may.ok) return may;
      const realNamed = isRealNamed(details.value);
      await stores.patients.saveDetails(patientId, details.value);
      await stores.register.setRealNamed(patientId, realNamed);
      if (name !== undefined) await stores.register.rename(patientId, name);
      return ok({ patientId, isRealNamed: realNamed });
    });
