import { randomUUID } from 'node:crypto';
import { type DataKey, type KeyVault, type SealedPlace, sealedFields } from '@banzhen/domain/privacy';
import { memoryVault } from '@banzhen/vault/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plantedKeys } from './planted-keys.js';

const fields = Object.keys(sealedFields) as (keyof typeof sealedFields)[];
const places = fc.record({ field: fc.constantFrom(...fields), rowId: fc.uuid() });
const texts = fc.string({ unit: 'binary', maxLength: 200 });

const opens = (key: DataKey, place: SealedPlace, sealed: Uint8Array): boolean => {
  try {
    key.open(place, sealed);
    return true;
  } catch {
    return false;
  }
};

const aPatient = () => ({ kind: 'patient', id: randomUUID() }) as const;

const newKey = async (vault: KeyVault): Promise<DataKey> =>
  (await vault.makeKey(randomUUID(), aPatient())).key;

/** Nothing that one knows of one sealed value tells of another. */
const noncesDiffer = (key: DataKey, count: number): boolean => {
  const place = { field: 'account.phone', rowId: randomUUID() } as const;
  const nonces = new Set(
    Array.from({ length: count }, () => Buffer.from(key.seal(place, 'x').subarray(17, 29)).toString('hex')),
  );
  return nonces.size === count;
};

/** Every pair of a sample, swapped between rows and columns, fails to open on both sides. */
const movedValuesStayShut = (key: DataKey): boolean => {
  const rows = [randomUUID(), randomUUID()];
  const sample = fields.flatMap((field) =>
    rows.map((rowId) => ({ place: { field, rowId }, sealed: key.seal({ field, rowId }, '同样的字') })),
  );
  return sample.every((one) =>
    sample.every((other) => one === other || !opens(key, one.place, other.sealed)),
  );
};

describe('a data key', () => {
  test('gives back what it sealed, in its place', async () => {
    const key = await newKey(memoryVault());
    fc.assert(
      fc.property(places, texts, (place, plain) => {
        expect(key.open(place, key.seal(place, plain))).toBe(plain);
      }),
    );
  });

  test('never uses a nonce twice', async () => {
    expect(noncesDiffer(await newKey(memoryVault()), 20_000)).toBe(true);
    expect(noncesDiffer(plantedKeys.fixedNonce(), 20_000)).toBe(false);
  });

  test('opens no value that was moved to another row or column', async () => {
    expect(movedValuesStayShut(await newKey(memoryVault()))).toBe(true);
    for (const planted of [plantedKeys.noPlace, plantedKeys.noColumn, plantedKeys.noRow])
      expect(movedValuesStayShut(planted())).toBe(false);
  });

  test('opens no value of which a bit was changed, or that was cut', async () => {
    const key = await newKey(memoryVault());
    fc.assert(
      fc.property(places, texts, fc.nat(), fc.nat(7), (place, plain, at, bit) => {
        const sealed = Buffer.from(key.seal(place, plain));
        const changed = Buffer.from(sealed);
        changed.writeUInt8(changed.readUInt8(at % sealed.length) ^ (1 << bit), at % sealed.length);
        expect(opens(key, place, changed)).toBe(false);
        expect(opens(key, place, sealed.subarray(0, at % sealed.length))).toBe(false);
      }),
    );
  });

  test('opens nothing of another key', async () => {
    const vault = memoryVault();
    const [one, other] = [await newKey(vault), await newKey(vault)];
    const place = { field: 'patient.id_number', rowId: randomUUID() } as const;
    const sealed = one.seal(place, '110101194903070022');
    expect(opens(other, place, sealed)).toBe(false);
    expect([vault.kidOf(sealed), vault.kidOf(Buffer.of(0))]).toEqual([one.kid, undefined]);
  });
});

describe('the vault', () => {
  test('opens what older key-encryption keys wrapped, and wraps with the newest', async () => {
    const vault = memoryVault();
    const place = { field: 'review.text', rowId: randomUUID() } as const;
    const made: { kid: string; sealed: Uint8Array; wrapped: Parameters<KeyVault['unwrap']>[0] }[] = [];
    for (let round = 0; round < 4; round += 1) {
      const { key, wrapped } = await vault.makeKey(randomUUID(), { kind: 'account', id: randomUUID() });
      made.push({ kid: key.kid, sealed: key.seal(place, `第 ${round} 次`), wrapped });
      vault.addKek();
    }
    const newest = (await vault.kekIds()).at(-1);
    expect(new Set(made.map(({ wrapped }) => wrapped.kekId)).size).toBe(4);
    for (const [round, { sealed, wrapped }] of made.entries()) {
      expect((await vault.unwrap(wrapped)).open(place, sealed)).toBe(`第 ${round} 次`);
      const renewed = await vault.rewrap(wrapped);
      expect([renewed.kid, renewed.kekId]).toEqual([wrapped.kid, newest]);
      expect((await vault.unwrap(renewed)).open(place, sealed)).toBe(`第 ${round} 次`);
    }
  });

  test('unwraps a key for its own subject only, and says which key-encryption key is missing', async () => {
    const vault = memoryVault();
    const { wrapped } = await vault.makeKey(randomUUID(), aPatient());
    await expect(vault.unwrap({ ...wrapped, subject: aPatient() })).rejects.toMatchObject({
      type: 'NotSealedHere',
    });
    await expect(vault.unwrap({ ...wrapped, kid: randomUUID() })).rejects.toMatchObject({
      type: 'NotSealedHere',
    });
    const stranger = memoryVault();
    await expect(stranger.unwrap(wrapped)).rejects.toMatchObject({
      type: 'KekUnknown',
      kekId: wrapped.kekId,
    });
  });

  test('indexes equal values of a column alike, and of two columns or vaults differently', async () => {
    const vault = memoryVault();
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    const index = hex(vault.index('account.phone', '+8613800138000'));
    expect(index).toHaveLength(64);
    expect(hex(vault.index('account.phone', '+8613800138000'))).toBe(index);
    const others = [
      vault.index('account.phone', '+8613800138001'),
      vault.index('patient.id_number', '+8613800138000'),
      memoryVault().index('account.phone', '+8613800138000'),
    ].map(hex);
    expect(new Set([index, ...others]).size).toBe(4);
  });
});
