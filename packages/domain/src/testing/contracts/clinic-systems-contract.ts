import { beforeEach, describe, expect, it } from 'vitest';
import type { ClinicSystem, ClinicSystemStore } from '../../clinic-systems/index.js';
import type { Partner } from '../../partners/index.js';
import {
  type ClinicSystemId,
  type HospitalId,
  idFrom,
  type PartnerId,
  type TenantId,
} from '../../shared/ids.js';
import { done, err } from '../../shared/result.js';
import { aCity, aHospital } from '../builders/beijing.js';
import type { ClinicSystemsFixture } from './clinic-systems-fixture.js';
import { aClinicSystem, aSystemsPartner } from './clinic-systems-world.js';
import { freshId, freshNumber } from './fresh.js';
import { inOne, openedOnce } from './opened-once.js';

/** What every adapter of `ClinicSystemStore` must pass; what waits is in the suite of errands. */
export const clinicSystemsContract = (
  adapterName: string,
  open: () => Promise<ClinicSystemsFixture>,
): void => {
  describe(`ClinicSystemStore contract: ${adapterName}`, () => {
    const opened = openedOnce(open);
    let partner: Partner;
    let cityCode: string;

    const within = <T>(work: (systems: ClinicSystemStore) => Promise<T>) =>
      inOne(opened().unitOfWork, ({ systems }) => work(systems));
    const aSystem = async (given: Partial<ClinicSystem> = {}): Promise<ClinicSystem> => {
      const hospitalId = idFrom<HospitalId>(freshId());
      await opened().clinics.seeds.addHospital(aHospital({ id: hospitalId, cityCode }));
      return aClinicSystem(partner, hospitalId, given);
    };
    const insert = (system: ClinicSystem) => within((systems) => systems.insert(system));
    const at = ({ tenantId, hospitalId }: ClinicSystem) =>
      within((systems) => systems.at(tenantId, hospitalId));

    beforeEach(async () => {
      partner = await aSystemsPartner(opened());
      cityCode = `city-${freshNumber()}`;
      await opened().clinics.seeds.addCity(aCity({ code: cityCode }));
    });

    it('keeps a system as it was given, at its hospital and with its partner', async () => {
      const system = await aSystem();
      expect(await insert(system)).toEqual(done);
      expect(await at(system)).toEqual(system);
      expect(await within((systems) => systems.lock(system.id))).toEqual(system);
      expect(await at({ ...system, tenantId: idFrom<TenantId>(freshId()) })).toBeUndefined();
      expect(await at({ ...system, hospitalId: idFrom<HospitalId>(freshId()) })).toBeUndefined();
      expect(await within((systems) => systems.lock(idFrom<ClinicSystemId>(freshId())))).toBeUndefined();
    });

    it('lets a tenant have one in a hospital, of any number that are inserted at once', async () => {
      const system = await aSystem();
      const same = Array.from({ length: 6 }, () => ({ ...system, id: idFrom<ClinicSystemId>(freshId()) }));
      const answers = await Promise.all(same.map(insert));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers.filter(({ ok }) => !ok)).toEqual(Array(5).fill(err({ type: 'SystemKnown' })));
      expect(await within((systems) => systems.ofPartner(partner.id))).toHaveLength(1);
    });

    it('lists those of a partner, the oldest first', async () => {
      const older = await aSystem();
      const younger = await aSystem({ createdAt: new Date(older.createdAt.getTime() + 1) });
      await insert(younger);
      await insert(older);
      expect(await within((systems) => systems.ofPartner(partner.id))).toEqual([older, younger]);
      expect(await within((systems) => systems.ofPartner(idFrom<PartnerId>(freshId())))).toEqual([]);
    });

    it('changes address, state and version, on the version that was seen alone', async () => {
      const system = await aSystem();
      await insert(system);
      const changed = { ...system, url: 'https://other.example/', state: 'active', version: 2 } as const;
      const elsewhere = {
        hospitalId: idFrom<HospitalId>(freshId()),
        partnerId: idFrom<PartnerId>(freshId()),
      };
      expect(await within((systems) => systems.update({ ...changed, ...elsewhere }, 1))).toBe(true);
      expect(await at(system)).toEqual(changed);
      expect(await within((systems) => systems.update({ ...changed, version: 3 }, 1))).toBe(false);
      expect(await at(system)).toEqual(changed);
    });
  });
};
