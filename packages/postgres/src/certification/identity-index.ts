import { type Certification, identityOf } from '@banzhen/domain/certification';
import type { IdNumber } from '@banzhen/domain/shared/id-number';
import type { FieldSealer } from '../sealing/field-sealer.js';
import { binary } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

/** The keyed index of an identity number. */
export const identityIndex = (sealer: FieldSealer, idNumber: IdNumber): Statement =>
  binary(sealer.index('certification.material', idNumber));

/** That of a submission; NULL once it is erased. */
export const identityIndexOf = (sealer: FieldSealer, certification: Certification): Statement => {
  const idNumber = identityOf(certification);
  return idNumber === undefined ? sql`NULL::bytea` : identityIndex(sealer, idNumber);
};
