import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import type { DataKey, SealedPlace } from '@banzhen/domain/privacy';

type Bug = { readonly nonce?: Buffer; readonly aad?: (place: SealedPlace) => string };

/** Data keys as one writes them in a hurry; each has one bug that the properties must see. */
const hurried = ({ nonce, aad = ({ field, rowId }) => `${field}|${rowId}` }: Bug): DataKey => {
  const key = randomBytes(32);
  return {
    kid: randomUUID(),
    seal(place, plain) {
      const own = nonce ?? randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, own).setAAD(Buffer.from(aad(place)));
      const text = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Buffer.alloc(17), own, text, cipher.getAuthTag()]);
    },
    open(place, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(17, 29));
      decipher.setAAD(Buffer.from(aad(place))).setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(29, -16)), decipher.final()]).toString();
    },
  };
};

export const plantedKeys = {
  fixedNonce: () => hurried({ nonce: randomBytes(12) }),
  noPlace: () => hurried({ aad: () => '' }),
  noColumn: () => hurried({ aad: ({ rowId }) => rowId }),
  noRow: () => hurried({ aad: ({ field }) => field }),
};
