import { binary } from '../sql-values.js';
import type { Statement } from '../statement.js';

/** Bytes given in hex, in a hand-written statement. */
export const fromHex = (hex: string): Statement => binary(bytesOf(hex));

/** The bytes of a column that a statement answered by `encode(…, 'hex')`. */
export const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
