import type { IndexedField, KeySubject, SealedField } from './sealed-fields.js';

/** Where a sealed value belongs; moved to another row or column it does not open. */
export type SealedPlace = {
  readonly field: SealedField;
  /** The primary key of the row, its parts joined by `/`. */
  readonly rowId: string;
};

/** A data key as the database keeps it: useless without the key-encryption key `kekId`. */
export type WrappedKey = {
  /** A UUID. */
  readonly kid: string;
  readonly subject: KeySubject;
  readonly kekId: string;
  readonly wrapped: Uint8Array;
};

/** The key of one person in the clear. It never leaves the process. */
export interface DataKey {
  readonly kid: string;
  /** Seals with a fresh nonce: sealing twice gives different bytes. */
  seal(place: SealedPlace, plain: string): Uint8Array;
  /** Throws `NotSealedHere` when a bit was changed or the value comes from another place or key. */
  open(place: SealedPlace, sealed: Uint8Array): string;
}

/** The keys above all data keys. Asynchronous where a key management service may be asked. */
export interface KeyVault {
  /** A new data key, wrapped by the newest key-encryption key; `kid` is a UUID of the caller's. */
  makeKey(kid: string, subject: KeySubject): Promise<{ readonly key: DataKey; readonly wrapped: WrappedKey }>;
  /** Throws `KekUnknown` when the key-encryption key is not there. */
  unwrap(wrapped: WrappedKey): Promise<DataKey>;
  /** The same data key under the newest key-encryption key. */
  rewrap(wrapped: WrappedKey): Promise<WrappedKey>;
  /** Ids of the key-encryption keys as they are now, the newest last. */
  kekIds(): Promise<readonly string[]>;
  /** The data key that sealed a value, or undefined for one that nobody can open any more. */
  kidOf(sealed: Uint8Array): string | undefined;
  /** A keyed hash of 32 bytes, another one for each column. */
  index(field: IndexedField, normalised: string): Uint8Array;
}
