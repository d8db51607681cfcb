import { err, type Result } from '@banzhen/domain/shared/result';
import { must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { admin, origin, partnersScene } from './partners-scene.js';

const DAY_MINUTES = 24 * 60;

/** Shows a key and tells who was expected, and what became of it. */
const visitsOf = async (text: string, scene: Awaited<ReturnType<typeof partnersScene>>) => {
  const visit = async (
    changed: {
      readonly address?: string;
      readonly operation?: string;
      readonly request?: () => Promise<never>;
    } = {},
  ) => {
    const { expected, decided } = scene.partners.showKey({
      ...{ text, address: '203.0.113.7', operation: 'appointment.read' },
      ...changed,
    });
    return { expected, decided: await decided };
  };
  const used = async (): Promise<number> => {
    const days = must(await scene.partners.readUsage(admin(), { partnerId: scene.partnerId }));
    return days.reduce((sum, { requests }) => sum + requests, 0);
  };
  return { visit, used };
};
const failed = { ok: false } as Partial<Result<never, never>>;

describe('a partner is expected', () => {
  it('once they were let in, as they were let in, and is counted once for each time', async () => {
    const scene = await partnersScene();
    const { visit, used } = await visitsOf(must(await scene.createKey({ dailyQuota: 10 })).key, scene);
    const first = await visit();
    expect(first.expected).toBeUndefined();
    const actor = must(first.decided);
    const again = await visit();
    expect(again).toEqual({ expected: actor, decided: { ok: true, value: actor } });
    expect(await used()).toBe(2);
  });

  it('from the same address and for the same alone, and never to change something', async () => {
    const scene = await partnersScene();
    const { visit } = await visitsOf(must(await scene.createKey({ dailyQuota: 10 })).key, scene);
    await visit();
    const unseen = async () => {
      throw new Error('nobody signs with this key');
    };
    for (const changed of [
      { address: '203.0.113.8' },
      { operation: 'appointment.cancel' },
      { request: unseen },
    ]) {
      const { expected, decided } = await visit(changed);
      expect([changed, expected, decided.ok]).toEqual([changed, undefined, true]);
    }
  });

  it('until they are refused: who is expected and revoked meanwhile is not let in (AU9)', async () => {
    const scene = await partnersScene();
    const { key, keyId } = must(await scene.createKey());
    const { visit } = await visitsOf(key, scene);
    const actor = must((await visit()).decided);
    must(await scene.partners.revokeKey(admin(), origin, { keyId }));
    expect(await visit()).toEqual({ expected: actor, decided: err({ type: 'KeyOver', why: 'revoked' }) });
    expect((await visit()).expected).toBeUndefined();
  });

  it('no longer than their quota, which never gives more than it has, and their key last', async () => {
    const scene = await partnersScene();
    const { visit, used } = await visitsOf(
      must(await scene.createKey({ dailyQuota: 3, days: 1 })).key,
      scene,
    );
    await visit();
    const all = await Promise.all(Array.from({ length: 6 }, () => visit()));
    expect(all.filter(({ decided }) => decided.ok)).toHaveLength(2);
    expect(await used()).toBe(3);
    expect((await visit()).expected).toBeUndefined();
    scene.clock.advance(DAY_MINUTES - 1);
    expect((await visit()).decided.ok).toBe(true);
    scene.clock.advance(1);
    expect(await visit()).toMatchObject({ expected: undefined, decided: failed });
  });
});
