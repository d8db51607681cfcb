import {
  authorize,
  type NotAllowed,
  type NotFound,
  type OperationId,
  type Relation,
  standingRelations,
} from '../../policy/index.js';
import type { ActorRef, Person } from '../../shared/actor.js';
import type { PatientId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { hasGrant, isKeeper, type Patient } from '../patient.js';
import type { PatientStores } from '../stores.js';

/** How a person stands to a patient at `now`. People of another tenant stand in no relation at all (A29). */
export const relationsTo = (actor: Person, patient: Patient, now: Date): ReadonlySet<Relation> => {
  if (actor.tenantId !== patient.tenantId) return new Set();
  const { accountId } = actor;
  return new Set<Relation>([
    ...standingRelations(actor),
    ...(hasGrant(patient, accountId, 'view', now) ? (['proxy-view'] as const) : []),
    ...(hasGrant(patient, accountId, 'book', now) ? (['proxy-book'] as const) : []),
    ...(isKeeper(patient, accountId, now) ? (['keeper'] as const) : []),
  ]);
};

export type Permitted = { readonly patient: Patient; readonly by: ActorRef };

/** The patient, if this person may do the operation; one that they may not know of is not there. */
export const permitOn = async (
  { find }: Pick<PatientStores['patients'], 'find'>,
  operation: OperationId,
  actor: Person,
  id: PatientId,
  now: Date,
): Promise<Result<Permitted, NotFound | NotAllowed>> => {
  const patient = await find(id);
  if (!patient) return err({ type: 'NotFound' });
  const by = authorize(operation, actor, relationsTo(actor, patient, now));
  return by.ok ? ok({ patient, by: by.value }) : by;
};

/** As `permitOn`; nobody else changes the patient's grants until the transaction ends. */
export const permitLocked = (
  { proxies }: Pick<PatientStores, 'proxies'>,
  operation: OperationId,
  actor: Person,
  id: PatientId,
  now: Date,
): Promise<Result<Permitted, NotFound | NotAllowed>> =>
  permitOn({ find: (wanted) => proxies.lock(wanted) }, operation, actor, id, now);
