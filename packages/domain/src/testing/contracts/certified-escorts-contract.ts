import { beforeEach, describe, expect, it } from 'vitest';
import { type Certification, type EscortDescription, endOfDay, openedBy } from '../../certification/index.js';
import { type EscortId, idFrom, type StoredFileId } from '../../shared/ids.js';
import {
  type Applicant,
  aNurseSubmission,
  healthUntil,
  type OpenCertifications,
  openedCertifications,
} from './certifications-fixture.js';
import { freshId } from './fresh.js';
import { inOne } from './opened-once.js';

const submittedAt = new Date('2030-01-07T02:00:00Z');
const later = (minutes: number): Date => new Date(submittedAt.getTime() + minutes * 60_000);

export const certifiedEscortsContract = (adapterName: string, open: OpenCertifications): void => {
  describe(`CertifiedEscorts contract: ${adapterName}`, () => {
    const opened = openedCertifications(open);
    let who: Applicant;
    let submitted: Certification;
    beforeEach(async () => {
      who = await opened().applicant();
      submitted = aNurseSubmission(who, idFrom<StoredFileId>(freshId()), submittedAt);
    });

    it('makes an escort of an applicant, whom eligibility reads, and ends it', async () => {
      await inOne(opened().unitOfWork, async ({ certifiedEscorts: escorts }) => {
        const services = (await escorts.servicesIn(who.cityCode)) ?? [];
        const opened = openedBy(submitted, [], services);
        await escorts.approve({
          newId: idFrom<EscortId>(freshId()),
          ...who,
          gender: 'female',
          realName: '李娟',
          opened,
        });
      });
      expect(await opened().escort(who.accountId)).toMatchObject({
        certification: 'APPROVED',
        skills: ['nursing'],
        services: ['half-day', 'night-nurse'],
        credentials: [
          { kind: 'health-certificate', validUntil: endOfDay(healthUntil) },
          { kind: 'identity-card', validUntil: endOfDay('2040-01-01') },
        ],
      });
      await inOne(opened().unitOfWork, ({ certifiedEscorts }) => certifiedEscorts.expire(who.accountId));
      expect((await opened().escort(who.accountId))?.certification).toBe('EXPIRED');
    });

    it('knows what families look for in an escort, as it was said last, and forgets it with the account', async () => {
      const described = () =>
        inOne(opened().unitOfWork, async ({ certifiedEscorts }) => certifiedEscorts.find(who.accountId));
      const describe = (description: EscortDescription) =>
        inOne(opened().unitOfWork, ({ certifiedEscorts }) =>
          certifiedEscorts.describe(who.accountId, description),
        );
      await describe({ birthYear: 1990 });
      expect(await described()).toBeUndefined();
      await inOne(opened().unitOfWork, ({ certifiedEscorts }) =>
        certifiedEscorts.approve({
          newId: idFrom<EscortId>(freshId()),
          ...{ ...who, gender: 'female', realName: '李娟', opened: openedBy(submitted, [], []) },
        }),
      );
      expect(await described()).not.toHaveProperty('described');
      await describe({ birthYear: 1990, practisingSince: 2015 });
      expect((await described())?.described).toEqual({ birthYear: 1990, practisingSince: 2015 });
      await describe({ birthYear: 1991 });
      expect((await described())?.described).toEqual({ birthYear: 1991 });
      await opened().erase(who.accountId, later(9));
      expect(await described()).not.toHaveProperty('described');
    });

    it('bars an escort and lifts it, and approves nobody who is barred', async () => {
      const approve = () =>
        inOne(opened().unitOfWork, ({ certifiedEscorts }) =>
          certifiedEscorts.approve({
            ...{ newId: idFrom<EscortId>(freshId()), ...who, gender: 'female', realName: '李娟' },
            opened: openedBy(submitted, [], []),
          }),
        );
      const standing = async () => (await opened().escort(who.accountId))?.certification;
      const bar = (as: 'SUSPENDED' | 'REVOKED') =>
        inOne(opened().unitOfWork, ({ certifiedEscorts }) => certifiedEscorts.bar(who.accountId, as));
      const lift = () =>
        inOne(opened().unitOfWork, ({ certifiedEscorts }) => certifiedEscorts.lift(who.accountId));
      await bar('SUSPENDED');
      expect(await standing()).toBeUndefined();
      await approve();
      await bar('SUSPENDED');
      expect(await standing()).toBe('SUSPENDED');
      await expect(approve()).rejects.toThrow('barred');
      await inOne(opened().unitOfWork, ({ certifiedEscorts }) => certifiedEscorts.expire(who.accountId));
      expect(await standing()).toBe('SUSPENDED');
      await lift();
      expect(await standing()).toBe('APPROVED');
      await bar('REVOKED');
      await lift();
      expect(await standing()).toBe('REVOKED');
    });
  });
};
