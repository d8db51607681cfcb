import { byPerson, type Origin, recordDone } from '../../accounts/index.js';
import { isAudited, type NotAllowed, type NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { PatientId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { Detail } from '../details.js';
import { hasGrant, isKeeper } from '../patient.js';
import type { PatientDeps } from './deps.js';
import { maskedDetails, type ShownDetails, showDetails } from './masked-details.js';
import { permitOn } from './permit.js';

export type PatientSeen = {
  readonly patientId: PatientId;
  readonly name: string;
  readonly isRealNamed: boolean;
  /** Whether the reader says who else may see and book. */
  readonly isKeeper: boolean;
  readonly details: ShownDetails;
  /** Which of them are shown masked. */
  readonly masked: readonly Detail[];
};

/**
 * What is known about a patient. Who may book sees it as it is, who may only look sees the ID number masked, and staff see
 * everything of level 4 masked (AZ12).
 */
export const makeReadPatient =
  (deps: PatientDeps) =>
  (
    actor: Person,
    origin: Origin,
    { patientId }: { readonly patientId: PatientId },
  ): Promise<Result<PatientSeen, NotFound | NotAllowed>> =>
    deps.unitOfWork.run<PatientSeen, NotFound | NotAllowed>(async (stores) => {
      const now = deps.clock.now();
      const permitted = await permitOn(stores, 'patient.read', actor, patientId, now);
      if (!permitted.ok) return permitted;
      const { patient, by } = permitted.value;
      const family: readonly Detail[] = hasGrant(patient, actor.accountId, 'book', now) ? [] : ['idNumber'];
      const hidden = by.as === 'U' ? family : maskedDetails;
      const details = await stores.patients.details(patientId);
      const seen: PatientSeen = {
        patientId,
        name: await stores.register.name(patientId),
        isRealNamed: patient.isRealNamed,
        isKeeper: isKeeper(patient, actor.accountId, now),
        details: showDetails(details, hidden),
        masked: hidden.filter((name) => details[name] !== undefined),
      };
      const audited = byPerson('patient.read', actor, origin, { kind: 'patient', id: patientId });
      if (isAudited('patient.read', by.as)) await recordDone(stores, { ...audited, actor: by }, now);
      return ok(seen);
    });
