import { beforeEach, describe, expect, it } from 'vitest';
import { type ClinicPolicy, defaultClinicPolicy } from '../../clinics/index.js';
import { minutesAfter } from '../../shared/clock.js';
import { idFrom, type TenantId } from '../../shared/ids.js';
import { policyAt } from '../../shared/publishing.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, type Clinic, clinicNow, inClinic, openedClinic } from './clinic-world.js';
import { freshId } from './fresh.js';

const aVersion = (version: number): ClinicPolicy => ({
  ...defaultClinicPolicy,
  version,
  appointments: { ...defaultClinicPolicy.appointments, confirmWithinMinutes: version },
});

export const clinicPoliciesContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`ClinicPolicies contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    beforeEach(async () => {
      clinic = await aClinic(opened());
    });
    const publishedFor = (tenantId: TenantId = clinic.tenantId) =>
      inClinic(opened(), ({ clinicPolicies }) => clinicPolicies.published(tenantId));
    const publish = (version: number, inForceFrom: Date, policy = aVersion(version)) =>
      inClinic(opened(), ({ clinicPolicies }) =>
        clinicPolicies.publish(clinic.tenantId, { policy, inForceFrom, reason: '夏季' }),
      );

    it('lets every tenant begin with the numbers of the state machines', async () => {
      const first = { policy: defaultClinicPolicy, inForceFrom: new Date(0) };
      expect(await publishedFor()).toEqual([first]);
      expect(await publishedFor(idFrom<TenantId>(freshId()))).toEqual([first]);
    });

    it('gives versions of a tenant back whole, the highest first, and shows them to no other', async () => {
      const inForceFrom = minutesAfter(clinicNow, 7);
      await publish(2, inForceFrom);
      await publish(3, clinicNow);
      const [third, second, first] = await publishedFor();
      expect(third).toEqual({ policy: aVersion(3), inForceFrom: clinicNow, reason: '夏季' });
      expect(second).toEqual({ policy: aVersion(2), inForceFrom, reason: '夏季' });
      expect(first?.policy.version).toBe(1);
      expect(await publishedFor(idFrom<TenantId>(freshId()))).toHaveLength(1);
    });

    it('publishes a number once, whoever comes second, and never changes it', async () => {
      const answers = await Promise.all([publish(2, clinicNow), publish(2, clinicNow)]);
      expect(answers.toSorted()).toEqual([false, true]);
      expect(await publish(2, clinicNow, { ...aVersion(2), bookingTimes: aVersion(1).bookingTimes })).toBe(
        false,
      );
      expect((await publishedFor()).map(({ policy }) => policy)).toEqual([aVersion(2), defaultClinicPolicy]);
    });

    it('lets a transaction see what it has published', async () => {
      const seen = await inClinic(opened(), async ({ clinicPolicies }) => {
        await clinicPolicies.published(clinic.tenantId);
        await clinicPolicies.publish(clinic.tenantId, {
          ...{ policy: aVersion(2), inForceFrom: clinicNow, reason: '夏季' },
        });
        return clinicPolicies.published(clinic.tenantId);
      });
      expect(seen.map(({ policy }) => policy.version)).toEqual([2, 1]);
    });

    it('keeps with an appointment the version in force when it was made, through every move and whatever comes after', async () => {
      await publish(2, minutesAfter(clinicNow, 10));
      await publish(3, minutesAfter(clinicNow, 5));
      await publish(4, minutesAfter(clinicNow, 20));
      const versions = await publishedFor();
      const session = await clinic.addSession('RELEASED', 40);
      for (const minutes of [0, 4, 5, 10, 19, 20, 60]) {
        const wish = clinic.aWish();
        const now = minutesAfter(clinicNow, minutes);
        await inClinic(opened(), ({ seats }) =>
          seats.take({ sessionId: session.id, requests: [wish], now, departmentsPerDay: 3 }),
        );
        expect([minutes, (await clinic.find(wish))?.policyVersion]).toEqual([
          minutes,
          policyAt(versions, now).version,
        ]);
      }
      const wish = clinic.aWish();
      await clinic.take(session, [wish]);
      const other = await clinic.addOther(1);
      const late = { now: minutesAfter(clinicNow, 30), departmentsPerDay: 3 };
      await inClinic(opened(), ({ seats }) =>
        seats.move({ appointmentId: wish.appointmentId, to: other.id, ...late }),
      );
      const moved = await clinic.find(wish);
      expect([moved?.sitting.sessionId, moved?.policyVersion]).toEqual([other.id, 1]);
    });

    it('lets the desk look at the versions of the tenant whose session it is', async () => {
      await publish(2, clinicNow);
      const { id: sessionId } = await clinic.addSession('RELEASED', 1);
      const seen = await opened().holdDesk.look({
        ...{ sessionId, patientIds: [], accountIds: [], noShowsSince: clinicNow },
      });
      expect(seen?.policies).toEqual(await publishedFor());
    });
  });
};
