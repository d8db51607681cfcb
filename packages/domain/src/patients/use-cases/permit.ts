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

/** What staff are to a patient: roles of one city count where something was booked for the patient in it (A9). */
const rolesTo = async (
  { citiesOf }: Pick<PatientStores['register'], 'citiesOf'>,
  actor: Person,
  { id }: Patient,
): Promise<readonly Relation[]> => {
  const isLimited = actor.roleScopes?.some(({ cityCode }) => cityCode !== undefined) ?? false;
  const cities = isLimited ? await citiesOf(id) : [];
  return ['', ...cities].flatMap((city) => standingRelations(actor, city));
};

/** How a person stands to a patient at `now`. People of another tenant stand in no relation at all (A29). */
const relationsTo = async (
  register: PatientStores['register'],
  actor: Person,
  patient: Patient,
  now: Date,
): Promise<ReadonlySet<Relation>> => {
  if (actor.tenantId !== patient.tenantId) return new Set();
  const { accountId } = actor;
  return new Set<Relation>([
    ...(await rolesTo(register, actor, patient)),
    ...(hasGrant(patient, accountId, 'view', now) ? (['proxy-view'] as const) : []),
    ...(hasGrant(patient, accountId, 'book', now) ? (['proxy-book'] as const) : []),
    ...(isKeeper(patient, accountId, now) ? (['keeper'] as const) : []),
  ]);
};

export type Permitted = { readonly patient: Patient; readonly by: ActorRef };

const permit = async (
  { register }: Pick<PatientStores, 'register'>,
  patient: Patient | undefined,
  operation: OperationId,
  actor: Person,
  now: Date,
): Promise<Result<Permitted, NotFound | NotAllowed>> => {
  if (!patient) return err({ type: 'NotFound' });
  const by = authorize(operation, actor, await relationsTo(register, actor, patient, now));
  return by.ok ? ok({ patient, by: by.value }) : by;
};

/** The patient, if this person may do the operation; one that they may not know of is not there. */
export const permitOn = async (
  stores: Pick<PatientStores, 'patients' | 'register'>,
  operation: OperationId,
  actor: Person,
  id: PatientId,
  now: Date,
): Promise<Result<Permitted, NotFound | NotAllowed>> =>
  permit(stores, await stores.patients.find(id), operation, actor, now);

/** As `permitOn`; nobody else changes the patient's grants until the transaction ends. */
export const permitLocked = async (
  stores: Pick<PatientStores, 'proxies' | 'register'>,
  operation: OperationId,
  actor: Person,
  id: PatientId,
  now: Date,
): Promise<Result<Permitted, NotFound | NotAllowed>> =>
  permit(stores, await stores.proxies.lock(id), operation, actor, now);
