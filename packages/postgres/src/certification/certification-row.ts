import type { Certification, Checks, Decision, DocumentKind } from '@banzhen/domain/certification';
import { ERASED } from '@banzhen/domain/privacy';
import type { AccountId } from '@banzhen/domain/shared/ids';
import { bytesOf } from '../accounts/hex.js';
import { instantIn } from '../accounts/instant-column.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { instantOf, optional } from '../sql-values.js';
import { sql } from '../statement.js';

export type CertificationRow = {
  readonly id: Certification['id'];
  readonly tenant_id: Certification['tenantId'];
  readonly account_id: Certification['accountId'];
  readonly city_code: string;
  readonly class: Certification['class'];
  readonly status: Certification['status'];
  readonly material: string;
  readonly documents: Certification['documents'];
  readonly code_of_conduct: number;
  readonly submitted_at: string;
  readonly first_approved_by_account: AccountId | null;
  readonly first_approved_at: string | null;
  readonly decided_by_account: AccountId | null;
  readonly decided_at: string | null;
  readonly review: string | null;
  readonly valid_until: string | null;
  readonly version: number;
};

export const certificationColumns = sql`id, tenant_id, account_id, city_code, class, status,
  encode(material_sealed, 'hex') AS material, documents, code_of_conduct, submitted_at, first_approved_by_account,
  first_approved_at, decided_by_account, decided_at, encode(review_sealed, 'hex') AS review, valid_until, version`;

/** What is sealed of a submission: who, since when they practise, and the numbers of the papers. */
export type Material = {
  readonly realName: string;
  readonly practisingSince?: number;
  readonly numbers: Readonly<Partial<Record<DocumentKind, string>>>;
};

/** What is sealed of a review: everything that somebody wrote. */
export type Review = Pick<Decision, 'reason' | 'remarks' | 'checks'> & { readonly first?: Checks };

const noMaterial: Material = { realName: ERASED, numbers: {} };

const certificationOf = (
  row: CertificationRow,
  { realName, practisingSince, numbers }: Material,
  review: Review,
): Certification => {
  const { first, ...said } = review;
  const firstBy = row.first_approved_by_account;
  const firstAt = instantIn(row.first_approved_at);
  const nothing: Checks = { registryCheck: ERASED, backgroundCheck: ERASED };
  const decidedAt = instantIn(row.decided_at);
  return {
    ...{ id: row.id, tenantId: row.tenant_id, accountId: row.account_id, cityCode: row.city_code },
    ...{ class: row.class, realName, codeOfConduct: row.code_of_conduct, status: row.status },
    ...optional('practisingSince', practisingSince),
    documents: row.documents.map((document) => ({
      ...document,
      ...optional('number', numbers[document.kind]),
    })),
    submittedAt: instantOf(row.submitted_at),
    ...(firstBy && firstAt ? { firstApproval: { ...(first ?? nothing), by: firstBy, at: firstAt } } : {}),
    ...(row.decided_by_account && decidedAt
      ? { decision: { ...said, by: row.decided_by_account, at: decidedAt } }
      : {}),
    ...optional('validUntil', instantIn(row.valid_until)),
    version: row.version,
  };
};

/** Opens what is sealed of a whole list in one pass. */
export const openCertifications = async (
  { db, sealer }: SealedDatabase,
  rows: readonly CertificationRow[],
): Promise<readonly Certification[]> => {
  const opened = await sealer.openAll(
    db,
    rows.flatMap(({ id, material, review }) => [
      { field: 'certification.material' as const, rowId: id, sealed: bytesOf(material) },
      ...(review === null
        ? []
        : [{ field: 'certification.review' as const, rowId: id, sealed: bytesOf(review) }]),
    ]),
  );
  let next = 0;
  return rows.map((row) => {
    const material = opened[next];
    const review = row.review === null ? undefined : opened[next + 1];
    next += row.review === null ? 1 : 2;
    return certificationOf(
      row,
      material === undefined ? noMaterial : (JSON.parse(material) as Material),
      review === undefined ? {} : (JSON.parse(review) as Review),
    );
  });
};

/** What of a submission is sealed, as text; the documents without it. */
export const materialOf = ({ realName, practisingSince, documents }: Certification) => ({
  material: JSON.stringify({
    realName,
    ...optional('practisingSince', practisingSince),
    numbers: Object.fromEntries(documents.flatMap(({ kind, number }) => (number ? [[kind, number]] : []))),
  } satisfies Material),
  documents: documents.map(({ number: _, ...document }) => document),
});

/** What of a review is sealed, as text; undefined while nobody has said anything. */
export const reviewOf = ({ decision, firstApproval }: Certification): string | undefined => {
  if (!decision && !firstApproval) return undefined;
  const review: Review = {
    ...optional('reason', decision?.reason),
    ...optional('remarks', decision?.remarks),
    ...optional('checks', decision?.checks),
    ...(firstApproval
      ? {
          first: {
            registryCheck: firstApproval.registryCheck,
            backgroundCheck: firstApproval.backgroundCheck,
          },
        }
      : {}),
  };
  return JSON.stringify(review);
};
