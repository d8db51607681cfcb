import { randomFillSync, randomInt } from 'node:crypto';
import type { IdSource } from '@banzhen/domain/shared/ids';

const POOL_BYTES = 16 * 256;
const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;
let lastMilliseconds = 0;
let sequence = 0;

/** A UUIDv7 (RFC 9562): ordered within this process, also inside one millisecond and when the clock steps back. */
export const uuidv7 = (): string => {
  if (used === POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = pool.subarray(used, used + 16);
  used += 16;

  const now = Date.now();
  if (now > lastMilliseconds) {
    lastMilliseconds = now;
    sequence = bytes.readUInt16BE(6) & 0x07ff;
  } else if (++sequence > 0x0fff) {
    lastMilliseconds += 1;
    sequence = 0;
  }
  bytes.writeUIntBE(lastMilliseconds, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** Ids and codes of production. */
export const uuidv7Ids = (): IdSource => ({
  next: uuidv7,
  code: (digits) => String(randomInt(10 ** digits)).padStart(digits, '0'),
});
