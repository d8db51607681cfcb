import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { ok } from '@banzhen/domain/shared/result';
import { passwordHasher } from '@banzhen/vault';
import { hash } from '@node-rs/argon2';
import { describe, expect, test } from 'vitest';

const alone = async <T>(
  work: (hashing: Parameters<Parameters<ReturnType<typeof passwordHasher>['inTurn']>[0]>[0]) => Promise<T>,
): Promise<T> => {
  const answer = await passwordHasher().inTurn<T, never>(async (hashing) => ok(await work(hashing)));
  if (!answer.ok) throw new Error('one is never too many');
  return answer.value;
};
const hashed = (plain: string): Promise<string> => alone(({ hash: make }) => make(plain));
const verified = (kept: string, plain: string) => alone(({ verify }) => verify(kept, plain));

/** Of each thread of this process, as Linux tells it (proc(5)). */
const nicenessOfThreads = (): readonly number[] =>
  readdirSync('/proc/self/task').map((id) => {
    const stat = readFileSync(`/proc/self/task/${id}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  });

describe('the password hasher', () => {
  test('knows a password again, and no other', async () => {
    const kept = await hashed('correct horse 电池');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect(await verified(kept, 'correct horse 电池')).toEqual({ ok: true, needsRehash: false });
    expect(await verified(kept, 'correct horse')).toMatchObject({ ok: false });
    expect(await hashed('correct horse 电池')).not.toBe(kept);
  });

  test('asks for a new hash when the parameters have changed', async () => {
    const weak = await hash('password', { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    expect(await verified(weak, 'password')).toEqual({ ok: true, needsRehash: true });
  });

  test('hashes nothing beyond 128 characters', async () => {
    expect(await hashed('x'.repeat(128))).toContain('$argon2id$');
    await expect(hashed('x'.repeat(129))).rejects.toThrow(RangeError);
    expect(await verified(await hashed('x'), 'x'.repeat(129))).toMatchObject({ ok: false });
  });

  test('hashes in a thread that makes room for all others', async () => {
    await hashed('x');
    expect(Math.max(...nicenessOfThreads()) - getPriority()).toBe(10);
  });

  test('lets in so many at once, refuses the others before they have begun, and goes on afterwards', async () => {
    const { inTurn } = passwordHasher({ lanes: 1, waiting: 2 });
    let begun = 0;
    const enter = (no: number) =>
      inTurn<string, never>(async (hashing) => {
        begun += 1;
        return ok(await hashing.hash(`password ${no}`));
      });
    const many = await Promise.all(Array.from({ length: 20 }, (_, no) => enter(no)));
    expect(many.filter((one) => one.ok)).toHaveLength(3);
    expect(many.find((one) => !one.ok)).toEqual({ ok: false, error: { type: 'TooBusy' } });
    expect(begun).toBe(3);
    expect((await enter(20)).ok).toBe(true);
  });

  test('gives places and lanes back when a hash is none', async () => {
    const { inTurn } = passwordHasher({ lanes: 1, waiting: 0 });
    await expect(inTurn(async ({ verify }) => ok(await verify('not a hash', 'x')))).rejects.toThrow();
    expect((await inTurn(async (hashing) => ok(await hashing.hash('again')))).ok).toBe(true);
  });
});
