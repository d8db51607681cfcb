import type { Certification } from '@banzhen/domain/certification';
import type { FieldSealer } from '../sealing/field-sealer.js';
import { binary } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

/** The keyed index of an identity number. */
export const identityIndex = (sealer: FieldSealer, idNumber: string): Statement =>
  binary(sealer.index('certification.material', idNumber));

/** That of a submission; NULL once it is erased. */
export const identityIndexOf = (
  sealer: FieldSealer,
  { documents }: Pick<Certification, 'documents'>,
): Statement => {
  const number = documents.find(({ kind }) => kind === 'identity-front')?.number;
  return number === undefined ? sql`NULL::bytea` : identityIndex(sealer, number);
};
