import type { IndexedField, KeySubject, SealedField } from '@banzhen/domain/privacy';
import type { Database } from '../database.js';

export type ToSeal = {
  readonly field: SealedField;
  readonly subject: KeySubject;
  /** The primary key of the row, its parts joined by `/`. */
  readonly rowId: string;
  readonly plain: string;
};

export type SealedValue = {
  readonly field: SealedField;
  readonly rowId: string;
  readonly sealed: Uint8Array;
};

/** Seals what is about people on its way into the database and opens it on its way out. */
export interface FieldSealer {
  /**
   * Seals with the key of the subject, which is made in the transaction `db` if there is none. A value about a person
   * who was erased becomes one that nobody can open.
   */
  seal(
    db: Database,
    field: SealedField,
    subject: KeySubject,
    rowId: string,
    plain: string,
  ): Promise<Uint8Array>;
  /** As `seal`, for several values with one question to the database; answers in the same order. */
  sealAll(db: Database, values: readonly ToSeal[]): Promise<readonly Uint8Array[]>;
  /** The value, or undefined once its subject was erased. Throws when the bytes belong to another row or column. */
  open(db: Database, field: SealedField, rowId: string, sealed: Uint8Array): Promise<string | undefined>;
  /** As `open`, for a whole list in one pass; answers in the same order. */
  openAll(db: Database, values: readonly SealedValue[]): Promise<readonly (string | undefined)[]>;
  /** What equal values of a column have in common: 32 bytes that tell nothing without the key. */
  index(field: IndexedField, normalised: string): Uint8Array;
  /** Destroys every key of the subject for good; no process opens anything of theirs a second later. */
  erase(db: Database, subject: KeySubject): Promise<void>;
}
