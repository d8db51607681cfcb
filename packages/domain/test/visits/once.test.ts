import { aFamily } from '@banzhen/domain/testing';
import { onceFor } from '@banzhen/domain/visits';
import fc from 'fast-check';
import { expect, it } from 'vitest';

/** FNV-1a as it is published, in one number of 64 bits. */
const fnv1a = (text: string): string => {
  let hash = 0xcbf29ce484222325n;
  for (const character of text)
    hash = ((hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n) % 2n ** 64n;
  return hash.toString(16).padStart(16, '0');
};

it('a key of an earlier release is known to this one: the hash of a request is the same', () => {
  expect(fnv1a('foobar')).toBe('85944171f73967e8');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (note) => {
      const { requestHash } = onceFor(aFamily(), 'order.create', 'key', { note });
      expect(requestHash).toBe(fnv1a(JSON.stringify([['note', note]])));
    }),
    { numRuns: 2_000 },
  );
});
