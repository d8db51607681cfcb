import { checkPatientDetails, type PatientStores } from '@banzhen/domain/patients';
import { done } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { DemoPatient } from './demo-city.js';

/**
 * Tells who the patients of the demo are, as far as nobody has said so: who counts as real-named can be booked for with a doctor, without their
 * identity number being asked for first. The last one is looked at first, so a second start reads one patient.
 */
export const giveIdentities = (
  unitOfWork: UnitOfWork<PatientStores>,
  demoPatients: readonly DemoPatient[],
  today: string,
): Promise<unknown> =>
  unitOfWork.run(async ({ patients }) => {
    const missing: DemoPatient[] = [];
    for (const patient of demoPatients.toReversed()) {
      const known = await patients.find(patient.id);
      const { idNumber } = known ? await patients.details(patient.id) : {};
      if (!known?.isRealNamed || idNumber !== undefined) break;
      missing.unshift(patient);
    }
    for (const { id, identity } of missing) {
      const checked = checkPatientDetails(identity, today);
      if (!checked.ok) throw new Error('the identities of the demo are refused');
      await patients.saveDetails(id, { ...(await patients.details(id)), ...checked.value });
    }
    return done;
  });
