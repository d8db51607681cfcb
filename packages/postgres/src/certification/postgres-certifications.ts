import type {
  CertificationRegister,
  CertificationStore,
  DocumentKind,
  DocumentRevealStore,
} from '@banzhen/domain/certification';
import { rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { at, binary, json, textArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import {
  type CertificationRow,
  certificationColumns,
  materialOf,
  openCertifications,
  reviewOf,
} from './certification-row.js';
import { identityIndexOf } from './identity-index.js';

const orNull = (instant: Date | undefined): Statement => (instant ? at(instant) : sql`NULL::timestamptz`);

/** Submissions of credentials; whoever submits or is erased holds the row of the account. */
export const postgresCertifications = (on: SealedDatabase): CertificationStore => {
  const { db, sealer } = on;
  const found = async (rest: Statement) =>
    openCertifications(
      on,
      await rowsOf<CertificationRow>(db, sql`SELECT ${certificationColumns} FROM certification ${rest}`),
    );
  const sealedReview = async (
    certification: Parameters<CertificationStore['save']>[0],
  ): Promise<Statement> => {
    const review = reviewOf(certification);
    if (review === undefined) return sql`NULL::bytea`;
    const { id, accountId } = certification;
    const subject = { kind: 'account', id: accountId } as const;
    return binary(await sealer.seal(db, 'certification.review', subject, id, review));
  };
  const ofAccount: CertificationStore['ofAccount'] = (accountId, most) =>
    found(sql`WHERE account_id = ${accountId} ORDER BY submitted_at DESC, id DESC LIMIT ${most}::integer`);
  return {
    ofAccount,

    async lock(accountId, most) {
      const [account] = await rowsOf<{ erased_at: string | null }>(
        db,
        sql`SELECT erased_at FROM account WHERE id = ${accountId} FOR NO KEY UPDATE`,
      );
      return account && account.erased_at === null ? ofAccount(accountId, most) : undefined;
    },

    async find(id) {
      // The account first, as whoever submits does: nobody who decides waits for another in a circle.
      await run(
        db,
        sql`SELECT FROM account WHERE id = (SELECT account_id FROM certification WHERE id = ${id}) FOR NO KEY UPDATE`,
      );
      const [one] = await found(sql`WHERE id = ${id} FOR NO KEY UPDATE`);
      return one;
    },

    async insert(certification) {
      const { id, tenantId, accountId, cityCode, class: held, status, ...rest } = certification;
      const { material, documents } = materialOf(certification);
      const subject = { kind: 'account', id: accountId } as const;
      const sealed = await sealer.seal(db, 'certification.material', subject, id, material);
      const { firstApproval, decision } = certification;
      await run(
        db,
        sql`INSERT INTO certification (id, tenant_id, account_id, city_code, class, status, material_sealed, documents,
            code_of_conduct, submitted_at, first_approved_by_account, first_approved_at, decided_by_account, decided_at,
            review_sealed, valid_until, version, identity_index)
          VALUES (${id}, ${tenantId}, ${accountId}, ${cityCode}, ${held}, ${status}, ${binary(sealed)}, ${json(documents)},
            ${rest.codeOfConduct}::integer, ${at(rest.submittedAt)}, ${firstApproval?.by ?? null}, ${orNull(firstApproval?.at)},
            ${decision?.by ?? null}, ${orNull(decision?.at)}, ${await sealedReview(certification)},
            ${orNull(rest.validUntil)}, ${rest.version}::integer, ${identityIndexOf(sealer, certification)})`,
      );
    },

    async save(certification) {
      const { id, status, version, validUntil, firstApproval, decision } = certification;
      const saved = await rowsOf(
        db,
        sql`UPDATE certification SET status = ${status}, version = ${version}::integer,
            first_approved_by_account = ${firstApproval?.by ?? null}::uuid, first_approved_at = ${orNull(firstApproval?.at)},
            decided_by_account = ${decision?.by ?? null}::uuid, decided_at = ${orNull(decision?.at)},
            review_sealed = ${await sealedReview(certification)}, valid_until = ${orNull(validUntil)},
            identity_index = ${identityIndexOf(sealer, certification)}
          WHERE id = ${id} AND version = ${version - 1}::integer RETURNING id`,
      );
      if (saved.length !== 1) throw new Error(`certification ${id} has changed`);
    },

    waiting: (tenantId, most) =>
      found(
        sql`WHERE tenant_id = ${tenantId} AND status = 'SUBMITTED' ORDER BY submitted_at, id LIMIT ${most}::integer`,
      ),
  };
};

/** Submissions by where they stand; those of tenants and cities that whoever asks may see. */
export const postgresCertificationRegister = (on: SealedDatabase): CertificationRegister => ({
  standing: async ({ tenantId, statuses, after, most }) =>
    openCertifications(
      on,
      await rowsOf<CertificationRow>(
        on.db,
        sql`SELECT ${certificationColumns} FROM certification
          WHERE tenant_id = ${tenantId} AND status = ANY (${textArray(statuses)})
            AND status IN ('APPROVED', 'EXPIRING', 'SUSPENDED', 'REVOKED')
            AND (${after ?? null}::uuid IS NULL OR id < ${after ?? null}::uuid)
          ORDER BY id DESC LIMIT ${most}::integer`,
      ),
    ),
});

/** Looks at papers, with why. */
export const postgresDocumentReveals = ({ db, sealer }: SealedDatabase): DocumentRevealStore => ({
  async append({ id, tenantId, certificationId, accountId, by, document, reason, at: when }) {
    const subject = { kind: 'account', id: accountId } as const;
    const sealed = await sealer.seal(db, 'certification_reveal.reason', subject, id, reason);
    await run(
      db,
      sql`INSERT INTO certification_reveal (id, tenant_id, certification_id, account_id, by_account, document, reason_sealed, at)
        VALUES (${id}, ${tenantId}, ${certificationId}, ${accountId}, ${by}, ${document}, ${binary(sealed)}, ${at(when)})`,
    );
  },

  async seenBy(certificationId, by) {
    const seen = await rowsOf<{ document: DocumentKind }>(
      db,
      sql`SELECT DISTINCT document FROM certification_reveal
        WHERE certification_id = ${certificationId} AND by_account = ${by} ORDER BY document`,
    );
    return seen.map(({ document }) => document);
  },
});
