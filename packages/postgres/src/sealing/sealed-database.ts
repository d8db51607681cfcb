import type { Database } from '../database.js';
import type { FieldSealer } from './field-sealer.js';

/** A database, or a transaction of it, with what seals and opens its values about people. */
export type SealedDatabase = { readonly db: Database; readonly sealer: FieldSealer };
