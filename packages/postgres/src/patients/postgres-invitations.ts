import type { Invitation, InvitationStore, Reveal, RevealStore } from '@banzhen/domain/patients';
import type { PhoneNumber } from '@banzhen/domain/shared/phone-number';
import { bytesOf } from '../accounts/hex.js';
import { rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { at, binary, instantOf, textArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

type InvitationRow = {
  readonly id: Invitation['id'];
  readonly tenant_id: Invitation['tenantId'];
  readonly patient_id: Invitation['patientId'];
  readonly phone: string;
  readonly scope: Invitation['scope'];
  readonly valid_until: string;
  readonly invited_by_account: Invitation['invitedBy'];
  readonly created_at: string;
  readonly expires_at: string;
};

const invitationOf = (row: InvitationRow, phone: string): Invitation => ({
  id: row.id,
  tenantId: row.tenant_id,
  patientId: row.patient_id,
  phone: phone as PhoneNumber,
  scope: row.scope,
  until: instantOf(row.valid_until),
  invitedBy: row.invited_by_account,
  createdAt: instantOf(row.created_at),
  expiresAt: instantOf(row.expires_at),
});

/** Invitations, found by the keyed hash of the phone; one whose patient was erased is not there. */
export const postgresInvitations = ({ db, sealer }: SealedDatabase): InvitationStore => {
  const those = async (where: Statement): Promise<readonly Invitation[]> => {
    const rows = await rowsOf<InvitationRow>(
      db,
      sql`SELECT id, tenant_id, patient_id, encode(phone_sealed, 'hex') AS phone, scope, valid_until, invited_by_account,
          created_at, expires_at
        FROM proxy_invitation WHERE ${where} ORDER BY created_at DESC, id DESC`,
    );
    const phones = await sealer.openAll(
      db,
      rows.map(({ id, phone }) => ({
        field: 'proxy_invitation.phone',
        rowId: id,
        sealed: bytesOf(phone),
      })),
    );
    return rows.flatMap((row, index) => {
      const phone = phones[index];
      return phone === undefined ? [] : [invitationOf(row, phone)];
    });
  };
  const indexOf = (phone: PhoneNumber): Statement => binary(sealer.index('account.phone', phone));

  return {
    async insert({ id, tenantId, patientId, phone, scope, until, invitedBy, createdAt, expiresAt }) {
      const subject = { kind: 'patient', id: patientId } as const;
      const sealed = await sealer.seal(db, 'proxy_invitation.phone', subject, id, phone);
      await run(
        db,
        sql`INSERT INTO proxy_invitation (id, tenant_id, patient_id, phone_sealed, phone_index, scope, valid_until,
            invited_by_account, created_at, expires_at)
          VALUES (${id}, ${tenantId}, ${patientId}, ${binary(sealed)}, ${indexOf(phone)}, ${scope}, ${at(until)},
            ${invitedBy}, ${at(createdAt)}, ${at(expiresAt)})`,
      );
    },
    find: async (id) => (await those(sql`id = ${id}`))[0],
    ofPatient: (id, now) => those(sql`patient_id = ${id} AND expires_at > ${at(now)}`),
    toPhone: (tenantId, phone, now) =>
      those(sql`tenant_id = ${tenantId} AND phone_index = ${indexOf(phone)} AND expires_at > ${at(now)}`),
    async remove(id) {
      const gone = await rowsOf(db, sql`DELETE FROM proxy_invitation WHERE id = ${id} RETURNING id`);
      return gone.length === 1;
    },
  };
};

type RevealRow = {
  readonly id: Reveal['id'];
  readonly tenant_id: Reveal['tenantId'];
  readonly patient_id: Reveal['patientId'];
  readonly by_account: Reveal['by'];
  readonly fields: Reveal['fields'];
  readonly reason: string;
  readonly at: string;
};

/** Who looked at what is masked; the reason reads empty once the patient was erased. */
export const postgresReveals = ({ db, sealer }: SealedDatabase): RevealStore => ({
  async append({ id, tenantId, patientId, by, fields, reason, at: when }) {
    const subject = { kind: 'patient', id: patientId } as const;
    const sealed = await sealer.seal(db, 'patient_reveal.reason', subject, id, reason);
    await run(
      db,
      sql`INSERT INTO patient_reveal (id, tenant_id, patient_id, by_account, fields, reason_sealed, at)
        VALUES (${id}, ${tenantId}, ${patientId}, ${by}, ${textArray(fields)}, ${binary(sealed)}, ${at(when)})`,
    );
  },

  async ofPatient(patientId) {
    const rows = await rowsOf<RevealRow>(
      db,
      sql`SELECT id, tenant_id, patient_id, by_account, to_json(fields) AS fields, encode(reason_sealed, 'hex') AS reason, at
        FROM patient_reveal WHERE patient_id = ${patientId} ORDER BY at DESC, id DESC`,
    );
    const reasons = await sealer.openAll(
      db,
      rows.map(({ id, reason }) => ({ field: 'patient_reveal.reason', rowId: id, sealed: bytesOf(reason) })),
    );
    return rows.map((row, index) => ({
      id: row.id,
      tenantId: row.tenant_id,
      patientId: row.patient_id,
      by: row.by_account,
      fields: row.fields,
      reason: reasons[index] ?? '',
      at: instantOf(row.at),
    }));
  },
});
