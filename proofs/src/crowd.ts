import { type AccountId, type EscortId, idFrom, type PatientId } from '@banzhen/domain/shared/ids';
import { uuidv7 } from '@banzhen/postgres';
import type { Sql } from '@banzhen/postgres/open-postgres';
import type { Town } from './town.js';

/** The people of one visit, who have nothing to do with anybody else's. */
export interface VisitCast {
  readonly patientId: PatientId;
  readonly familyId: AccountId;
  readonly escortId: EscortId;
  readonly escortAccountId: AccountId;
}

/** Gives a town with one escort and one patient `count` more of each, in a few statements. */
export async function addCrowd(sql: Sql, town: Town, count: number): Promise<readonly VisitCast[]> {
  const casts = Array.from(
    { length: count },
    (): VisitCast => ({
      patientId: idFrom<PatientId>(uuidv7()),
      familyId: idFrom<AccountId>(uuidv7()),
      escortId: idFrom<EscortId>(uuidv7()),
      escortAccountId: idFrom<AccountId>(uuidv7()),
    }),
  );
  const [patient] = town.patients;
  const [escort] = town.escorts;
  if (patient === undefined || escort === undefined) throw new Error('the town is empty');
  const accounts = casts.flatMap(({ familyId, escortAccountId }) => [familyId, escortAccountId]);
  const patients = casts.map(({ patientId }) => patientId);
  const families = casts.map(({ familyId }) => familyId);
  await sql`
    insert into account (id, tenant_id, display_name)
    select id, ${town.tenantId}, '众' from unnest(${accounts}::uuid[]) as made (id)`;
  await sql`
    insert into patient (id, tenant_id, display_name, is_real_named)
    select id, ${town.tenantId}, '众', true from unnest(${patients}::uuid[]) as made (id)`;
  await sql`
    insert into patient_grant (patient_id, account_id, scopes, valid_from)
    select made.patient_id, made.account_id, model.scopes, model.valid_from
    from patient_grant model, unnest(${patients}::uuid[], ${families}::uuid[]) as made (patient_id, account_id)
    where model.patient_id = ${patient.patientId}`;
  await sql`
    insert into escort
    select copy.* from escort model, unnest(
        ${casts.map(({ escortId }) => escortId)}::uuid[],
        ${casts.map(({ escortAccountId }) => escortAccountId)}::uuid[]) as made (id, account_id),
      jsonb_populate_record(model, jsonb_build_object('id', made.id, 'account_id', made.account_id)) copy
    where model.id = ${escort.escortId}`;
  return casts;
}
