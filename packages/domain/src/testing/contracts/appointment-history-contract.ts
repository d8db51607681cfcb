import { beforeEach, describe, expect, it } from 'vitest';
import type { AppointmentEvent } from '../../appointments/index.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, type Clinic, clinicNow, inClinic, openedClinic } from './clinic-world.js';

export const appointmentHistoryContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`AppointmentHistory contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    beforeEach(async () => {
      clinic = await aClinic(opened());
    });
    /** The history that an appointment of the case could have. */
    const aHistory = async (): Promise<readonly [AppointmentEvent, AppointmentEvent]> => {
      const session = await clinic.addOther(5);
      const wish = clinic.aWish();
      await clinic.take(session, [wish]);
      const { appointmentId } = wish;
      const family = { as: 'U', accountId: clinic.accountId } as const;
      const held = { type: 'AppointmentHeld', row: 'H1', from: null, to: 'HELD', version: 1 } as const;
      const gone = { type: 'AppointmentCancelled', row: 'H7', from: 'HELD', to: 'CANCELLED' } as const;
      const at = new Date(clinicNow.getTime() + 60_000);
      return [
        { ...held, appointmentId, at: clinicNow, by: family },
        { ...gone, appointmentId, version: 2, at, by: { as: 'D' }, reason: '患者住院' },
      ];
    };
    const append = (...events: readonly AppointmentEvent[]) =>
      inClinic(opened(), ({ history }) => history.append(events));
    const of = ({ appointmentId }: AppointmentEvent) =>
      inClinic(opened(), ({ history }) => history.of(appointmentId));

    it('gives back what happened, in the order of the versions, for many appointments at once', async () => {
      const [held, gone] = await aHistory();
      const [other] = await aHistory();
      await append(gone, other);
      await append(held);
      expect(await of(held)).toEqual([held, gone]);
      expect(await of(other)).toEqual([other]);
    });

    it('takes a version once', async () => {
      const [held] = await aHistory();
      await append(held);
      await expect(append(held)).rejects.toThrow();
      expect(await of(held)).toEqual([held]);
    });
  });
};
