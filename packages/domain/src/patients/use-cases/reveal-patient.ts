import {
  byPerson,
  type Origin,
  recordDone,
  recordRefusal,
  type WordsRequired,
} from '../../accounts/index.js';
import { admit, type Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { idFrom, type PatientId, type RevealId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { Detail } from '../details.js';
import type { PatientDeps } from './deps.js';
import type { ShownDetails } from './masked-details.js';
import { permitOn } from './permit.js';

export type RevealPatient = {
  readonly patientId: PatientId;
  readonly fields: readonly Detail[];
  /** At least four characters; kept, sealed, with the reveal. */
  readonly reason: string;
};

type Refused = Denied | WordsRequired;

const SHORTEST_REASON = 4;

/**
 * Shows staff what is masked otherwise: with a reason and a fresh proof, and never without a trace (AZ12). The audit names the
 * fields and the reveal; the reason, which may tell of the patient, is sealed beside it; no value is kept anywhere.
 */
export const makeRevealPatient =
  (deps: PatientDeps) =>
  (
    actor: Person,
    origin: Origin,
    { patientId, fields, reason }: RevealPatient,
  ): Promise<Result<ShownDetails, Refused>> => {
    const audited = byPerson('patient.reveal', actor, origin, { kind: 'patient', id: patientId });
    return recordRefusal(deps, audited, () =>
      deps.unitOfWork.run<ShownDetails, Refused>(async (stores) => {
        const at = deps.clock.now();
        const permitted = await permitOn(stores, 'patient.reveal', actor, patientId, at);
        if (!permitted.ok) return permitted;
        const admitted = admit('patient.reveal', actor, deps.sessionClock.now());
        if (!admitted.ok) return admitted;
        const why = reason.trim();
        if ([...why].length < SHORTEST_REASON) return err({ type: 'WordsRequired' });
        const wanted = [...new Set(fields)];
        const details = await stores.patients.details(patientId);
        const id = idFrom<RevealId>(deps.ids.next());
        const { tenantId, accountId: by } = actor;
        await stores.reveals.append({ id, tenantId, patientId, by, fields: wanted, reason: why, at });
        const facts = { revealId: id, fields: wanted };
        await recordDone(stores, { ...audited, actor: permitted.value.by }, at, facts);
        return ok(
          Object.fromEntries(wanted.flatMap((name) => (details[name] ? [[name, details[name]]] : []))),
        );
      }),
    );
  };
