import { passwordHasher } from '@banzhen/vault';
import { hash } from '@node-rs/argon2';
import { describe, expect, test } from 'vitest';

const hashed = async (plain: string): Promise<string> => {
  const made = await passwordHasher().hash(plain);
  if (!made.ok) throw new Error('one hash is never too many');
  return made.value;
};

describe('the password hasher', () => {
  test('knows a password again, and no other', async () => {
    const { verify } = passwordHasher();
    const kept = await hashed('correct horse 电池');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect(await verify(kept, 'correct horse 电池')).toEqual({
      ok: true,
      value: { ok: true, needsRehash: false },
    });
    expect(await verify(kept, 'correct horse')).toMatchObject({ value: { ok: false } });
    expect(await hashed('correct horse 电池')).not.toBe(kept);
  });

  test('asks for a new hash when the parameters have changed', async () => {
    const weak = await hash('password', { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    expect(await passwordHasher().verify(weak, 'password')).toMatchObject({
      value: { ok: true, needsRehash: true },
    });
  });

  test('hashes nothing beyond 128 characters', async () => {
    const { hash: make, verify } = passwordHasher();
    expect(await make('x'.repeat(128))).toMatchObject({ ok: true });
    await expect(make('x'.repeat(129))).rejects.toThrow(RangeError);
    expect(await verify(await hashed('x'), 'x'.repeat(129))).toMatchObject({ value: { ok: false } });
  });

  test('refuses what neither runs nor may wait, and goes on afterwards', async () => {
    const hasher = passwordHasher({ lanes: 1, waiting: 2 });
    const many = await Promise.all(Array.from({ length: 20 }, (_, no) => hasher.hash(`password ${no}`)));
    expect(many.filter(({ ok }) => ok)).toHaveLength(3);
    expect(many.find(({ ok }) => !ok)).toEqual({ ok: false, error: { type: 'TooBusy' } });
    expect((await hasher.hash('again')).ok).toBe(true);
  });

  test('gives its place back when a hash is none', async () => {
    const hasher = passwordHasher({ lanes: 1, waiting: 0 });
    await expect(hasher.verify('not a hash', 'x')).rejects.toThrow();
    expect((await hasher.hash('again')).ok).toBe(true);
  });
});
