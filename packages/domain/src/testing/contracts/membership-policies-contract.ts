import { describe, expect, it } from 'vitest';
import { defaultMembershipPolicy } from '../../membership/index.js';
import { freshNumber } from './fresh.js';
import { type OpenMembershipStores, openedMembership } from './membership-fixture.js';
import { inOne } from './patient-fixture.js';

/** Centuries ahead, and later for a higher version, so that cases which share a store do not see one another. */
const inForceFrom = (version: number) => new Date(Date.parse('2500-01-01T00:00:00Z') + version * 1000);

export const membershipPoliciesContract = (adapterName: string, open: OpenMembershipStores): void => {
  describe(`MembershipPolicies contract: ${adapterName}`, () => {
    const opened = openedMembership(open);
    const current = (at: Date) =>
      inOne(opened().unitOfWork, ({ membershipPolicies }) => membershipPolicies.current(at));
    const versionOf = (version: number) =>
      inOne(opened().unitOfWork, ({ membershipPolicies }) => membershipPolicies.version(version));

    it('gives a published version back, whole, and never changes it (C23)', async () => {
      const policy = { ...defaultMembershipPolicy, version: freshNumber() };
      const from = inForceFrom(policy.version);
      await opened().publishMembershipPolicy(policy, from);
      await opened().publishMembershipPolicy({ ...policy, graceDays: 1 }, from);
      expect(await versionOf(policy.version)).toEqual(policy);
    });

    it('answers the newest version in force', async () => {
      const policy = { ...defaultMembershipPolicy, version: freshNumber() };
      const next = { ...policy, version: policy.version + 1 };
      const start = inForceFrom(policy.version).getTime();
      await opened().publishMembershipPolicy(policy, new Date(start));
      await opened().publishMembershipPolicy(next, inForceFrom(next.version));
      expect((await current(new Date(start + 999))).version).toBe(policy.version);
      expect((await current(new Date(start + 1000))).version).toBe(next.version);
    });

    it('publishes a number once, whoever comes second, and lists what is published, the highest first', async () => {
      const policy = { ...defaultMembershipPolicy, version: freshNumber() };
      const published = { policy, inForceFrom: inForceFrom(policy.version) };
      const publish = (graceDays: number) =>
        inOne(opened().unitOfWork, ({ membershipPolicies }) =>
          membershipPolicies.publish({ ...published, policy: { ...policy, graceDays } }),
        );
      const answers = await Promise.all([policy.graceDays, policy.graceDays].map(publish));
      expect(answers.toSorted()).toEqual([false, true]);
      expect(await publish(1)).toBe(false);
      const all = await inOne(opened().unitOfWork, ({ membershipPolicies }) =>
        membershipPolicies.published(),
      );
      expect(all).toContainEqual(published);
      const versions = all.map((one) => one.policy.version);
      expect(versions).toEqual(versions.toSorted((left, right) => right - left));
    });

    it('throws for a version that was never published, and where none is in force', async () => {
      await expect(versionOf(freshNumber())).rejects.toThrow();
      await expect(current(new Date('1979-12-31T00:00:00Z'))).rejects.toThrow();
    });
  });
};
