import { beforeEach, describe, expect, it } from 'vitest';
import { minutesAfter } from '../../shared/clock.js';
import { defaultVisitPolicy } from '../../shared/default-visit-policy.js';
import { idFrom, type TenantId } from '../../shared/ids.js';
import type { VisitPolicy } from '../../shared/visit-policy.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { commit, openedVisits } from './world.js';

const LONG_AGO = new Date('2020-01-01T00:00:00Z');
const start = new Date('2030-01-07T02:00:00Z');
const aVersion = (version: number): VisitPolicy => ({
  ...defaultVisitPolicy,
  version,
  settlement: { ...defaultVisitPolicy.settlement, commission: version },
});

export const visitPoliciesContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`VisitPolicies contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let tenantId: TenantId;
    beforeEach(async () => {
      tenantId = idFrom<TenantId>(freshId());
      await opened().seeds.publishPolicy(defaultVisitPolicy, LONG_AGO);
    });
    const publishedFor = (tenant = tenantId) =>
      commit(opened(), ({ policies }) => policies.published(tenant));
    const current = (at: Date, tenant = tenantId) =>
      commit(opened(), ({ policies }) => policies.current(tenant, at));
    const kept = (policyVersion: number, tenant = tenantId) =>
      commit(opened(), ({ policies }) => policies.of({ tenantId: tenant, policyVersion }));
    const publish = (version: number, inForceFrom: Date, policy = aVersion(version)) =>
      commit(opened(), ({ policies }) =>
        policies.publish(tenantId, { policy, inForceFrom, reason: '春节加价' }),
      );

    it('lets every tenant begin with the same numbers', async () => {
      expect(await publishedFor()).toEqual([{ policy: defaultVisitPolicy, inForceFrom: LONG_AGO }]);
      expect(await current(start)).toEqual(defaultVisitPolicy);
      expect(await kept(1)).toEqual(defaultVisitPolicy);
    });

    it('keeps the first version as it was published first', async () => {
      const changed = { ...defaultVisitPolicy, settlement: { ...defaultVisitPolicy.settlement, tax: 7 } };
      await opened().seeds.publishPolicy(changed, LONG_AGO);
      expect(await kept(1)).toEqual(defaultVisitPolicy);
    });

    it('gives versions of a tenant back whole, the highest first, and shows them to no other', async () => {
      const other = idFrom<TenantId>(freshId());
      await publish(2, minutesAfter(start, 7));
      await publish(3, start);
      expect(await publishedFor()).toEqual([
        { policy: aVersion(3), inForceFrom: start, reason: '春节加价' },
        { policy: aVersion(2), inForceFrom: minutesAfter(start, 7), reason: '春节加价' },
        { policy: defaultVisitPolicy, inForceFrom: LONG_AGO },
      ]);
      expect(await kept(2)).toEqual(aVersion(2));
      expect(await publishedFor(other)).toHaveLength(1);
      expect(await current(start, other)).toEqual(defaultVisitPolicy);
      await expect(kept(2, other)).rejects.toThrow();
    });

    it('is in force by the highest version that has begun', async () => {
      await publish(2, minutesAfter(start, 10));
      await publish(3, minutesAfter(start, 5));
      await publish(4, minutesAfter(start, 20));
      const versions = [];
      for (const minutes of [0, 4, 5, 10, 19, 20, 60])
        versions.push([minutes, (await current(minutesAfter(start, minutes))).version]);
      expect(versions).toEqual([
        ...[
          [0, 1],
          [4, 1],
          [5, 3],
          [10, 3],
          [19, 3],
          [20, 4],
          [60, 4],
        ],
      ]);
    });

    it('publishes a number once, whoever comes second, and never changes it', async () => {
      const answers = await Promise.all([publish(2, start), publish(2, start)]);
      expect(answers.toSorted()).toEqual([false, true]);
      expect(
        await publish(2, start, { ...aVersion(2), duty: { ...aVersion(2).duty, minutesPerDay: 60 } }),
      ).toBe(false);
      expect(await kept(2)).toEqual(aVersion(2));
    });

    it('throws for a version that was never published, and where none is in force', async () => {
      await expect(kept(2)).rejects.toThrow();
      await expect(current(new Date('2019-12-31T00:00:00Z'))).rejects.toThrow();
    });
  });
};
