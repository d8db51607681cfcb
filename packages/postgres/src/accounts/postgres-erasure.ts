import type { EraseBlocker, ErasureStore } from '@banzhen/domain/accounts';
import type { AccountId, PatientId } from '@banzhen/domain/shared/ids';
import { rowOf, rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { at, uuidArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

const notOver = sql.raw("status NOT IN ('FINISHED', 'CANCELLED', 'NO_SHOW')");

/** Patients for whom nobody but the account holds a grant at `instant`. */
const onlyTheirs = (accountId: AccountId, instant: Date): Statement =>
  sql`SELECT held.patient_id FROM patient_grant held WHERE held.account_id = ${accountId}
    AND NOT EXISTS (SELECT FROM patient_grant other
      WHERE other.patient_id = held.patient_id AND other.account_id <> ${accountId}
        AND (other.valid_until IS NULL OR other.valid_until > ${at(instant)}))`;

const ownOrders = (accountId: AccountId, instant: Date): Statement =>
  sql`SELECT id, status FROM escort_order
    WHERE booked_by = ${accountId} OR patient_id IN (${onlyTheirs(accountId, instant)})`;

/** What signs somebody in, and what finds them by their phone; the phone goes last, because the others are found by it. */
const forgetStatements = (accountId: AccountId, instant: Date): readonly Statement[] => {
  const phone = sql`(SELECT phone_index FROM account WHERE id = ${accountId})`;
  return [
    sql`DELETE FROM account_password WHERE account_id = ${accountId}`,
    sql`DELETE FROM account_totp WHERE account_id = ${accountId}`,
    sql`DELETE FROM identity_link WHERE account_id = ${accountId}`,
    sql`DELETE FROM sign_in_ticket WHERE account_id = ${accountId}`,
    sql`DELETE FROM sign_in_challenge WHERE phone_index = ${phone}`,
    sql`DELETE FROM proxy_invitation WHERE phone_index = ${phone}`,
    // Of the release before, which may run beside this one.
    sql`DELETE FROM membership WHERE account_id = ${accountId}`,
    sql`UPDATE escort SET is_accepting = false, base_longitude = NULL, base_latitude = NULL, base_datum = NULL,
      birth_year = NULL, first_practice_year = NULL
      WHERE account_id = ${accountId}`,
    // Nobody reviews the papers of somebody who is gone; their pieces go with the files.
    sql`UPDATE certification SET status = 'CLOSED', version = version + 1
      WHERE account_id = ${accountId} AND status <> 'CLOSED'`,
    sql`UPDATE certification SET identity_index = NULL WHERE account_id = ${accountId}`,
    sql`DELETE FROM stored_file WHERE account_id = ${accountId}`,
    sql`DELETE FROM patient_grant WHERE account_id = ${accountId}`,
    sql`UPDATE account SET display_name = NULL, phone_sealed = NULL, phone_index = NULL, erased_at = ${at(instant)}
      WHERE id = ${accountId}`,
  ];
};

/** What is left of a patient: their id, for the orders; whatever is sealed opens no more. */
const forgetPatients = (patients: readonly PatientId[]): readonly Statement[] => [
  sql`DELETE FROM proxy_invitation WHERE patient_id = ANY (${uuidArray(patients)})`,
  sql`DELETE FROM patient_grant WHERE patient_id = ANY (${uuidArray(patients)})`,
  sql`UPDATE patient SET display_name = NULL, is_real_named = false, id_number_sealed = NULL, id_number_index = NULL, home_longitude = NULL,
      home_latitude = NULL, home_datum = NULL
    WHERE id = ANY (${uuidArray(patients)})`,
];

/** Nobody waits any more for whom or by whom nobody is left. */
const leaveWaitlists = (accountId: AccountId, patients: readonly PatientId[], instant: Date): Statement =>
  sql`UPDATE waitlist_entry SET status = 'CANCELLED', ended_at = ${at(instant)}, version = version + 1
    WHERE status IN ('WAITING', 'PAUSED') AND (booked_by = ${accountId} OR patient_id = ANY (${uuidArray(patients)}))`;

/**
 * Erases by destroying keys. A name that an older release wrote plainly is sealed with a key that is destroyed already, by
 * whoever seals what is plain: it opens no more either.
 */
export const postgresErasure = ({ db, sealer }: SealedDatabase): ErasureStore => ({
  async blockers(accountId, instant) {
    // The lock keeps a second erasure and new orders of this booker waiting.
    await run(db, sql`SELECT FROM account WHERE id = ${accountId} FOR UPDATE`);
    const found = await rowOf<{
      isOpen: boolean;
      isMoneyMoving: boolean;
      isExpected: boolean;
      isSuspended: boolean;
    }>(
      db,
      sql`WITH own AS (${ownOrders(accountId, instant)})
        SELECT EXISTS (SELECT FROM own WHERE ${notOver}) AS "isOpen",
          EXISTS (SELECT FROM payment WHERE order_id IN (SELECT id FROM own) AND status IN ('CREATED', 'PENDING'))
            OR EXISTS (SELECT FROM refund WHERE order_id IN (SELECT id FROM own) AND status <> 'SUCCEEDED')
            AS "isMoneyMoving",
          EXISTS (SELECT FROM order_shift shift JOIN escort ON escort.id = shift.escort_id
            JOIN escort_order ON escort_order.id = shift.order_id
            WHERE escort.account_id = ${accountId} AND shift.cover = 'accepted' AND escort_order.${notOver})
            AS "isExpected",
          EXISTS (SELECT FROM escort WHERE account_id = ${accountId} AND certification = 'SUSPENDED') AS "isSuspended"`,
    );
    const blockers: EraseBlocker[] = [];
    if (found.isOpen) blockers.push('open-order');
    if (found.isMoneyMoving) blockers.push('open-money');
    if (found.isExpected) blockers.push('coming-shift');
    if (found.isSuspended) blockers.push('suspension');
    return blockers;
  },

  async erase(accountId, instant) {
    const rows = await rowsOf<{ patient_id: PatientId }>(
      db,
      sql`SELECT id AS patient_id FROM patient WHERE id IN (${onlyTheirs(accountId, instant)}) ORDER BY id FOR UPDATE`,
    );
    const patients = rows.map(({ patient_id }) => patient_id);
    for (const statement of forgetStatements(accountId, instant)) await run(db, statement);
    for (const statement of forgetPatients(patients)) await run(db, statement);
    await run(db, leaveWaitlists(accountId, patients, instant));
    for (const id of patients) await sealer.erase(db, { kind: 'patient', id });
    await sealer.erase(db, { kind: 'account', id: accountId });
    return { patients };
  },
});
