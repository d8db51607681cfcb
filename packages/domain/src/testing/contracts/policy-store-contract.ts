import { describe, expect, it } from 'vitest';
import { defaultVisitPolicy } from '../../shared/default-visit-policy.js';
import type { OpenVisitStores } from './fixture.js';
import { freshNumber } from './fresh.js';
import { commit, openedVisits } from './world.js';

/** Centuries ahead, and later for a higher version, so that cases which share a store do not see one another. */
const inForceFrom = (version: number) => new Date(Date.parse('2500-01-01T00:00:00Z') + version * 1000);

export const policyStoreContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`PolicyStore contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    const current = (at: Date) => commit(opened(), (stores) => stores.policies.current(at));
    const versionOf = (version: number) => commit(opened(), (stores) => stores.policies.version(version));

    it('gives a published version back, whole', async () => {
      const policy = { ...defaultVisitPolicy, version: freshNumber() };
      await opened().seeds.publishPolicy(policy, inForceFrom(policy.version));
      expect(await versionOf(policy.version)).toEqual(policy);
    });

    it('answers the newest version in force', async () => {
      const policy = { ...defaultVisitPolicy, version: freshNumber() };
      const next = { ...policy, version: policy.version + 1 };
      const start = inForceFrom(policy.version);
      await opened().seeds.publishPolicy(policy, start);
      await opened().seeds.publishPolicy(next, inForceFrom(next.version));
      expect((await current(start)).version).toBe(policy.version);
      expect((await current(new Date(start.getTime() + 999))).version).toBe(policy.version);
      expect((await current(new Date(start.getTime() + 1000))).version).toBe(next.version);
    });

    it('never changes a published version', async () => {
      const policy = { ...defaultVisitPolicy, version: freshNumber() };
      const start = inForceFrom(policy.version);
      await opened().seeds.publishPolicy(policy, start);
      const changed = { ...policy, settlement: { ...policy.settlement, commission: 1 } };
      await opened().seeds.publishPolicy(changed, start);
      expect(await versionOf(policy.version)).toEqual(policy);
    });

    it('throws for a version that was never published', async () => {
      await expect(versionOf(freshNumber())).rejects.toThrow();
    });
  });
};
