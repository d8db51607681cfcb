import { describe, expect, it } from 'vitest';
import type { PatientDetails } from '../../patients/index.js';
import { type AccountId, type HospitalId, idFrom, type PatientId } from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import { aCity, aHospital, aService } from '../builders/beijing.js';
import { aDetailedPatient } from '../builders/people.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId, freshNumber } from './fresh.js';
import { aWorld, commit, openedVisits } from './world.js';

export const catalogueContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`Catalogue contract: ${adapterName}`, () => {
    const opened = openedVisits(open);

    it('knows cities and their zones', async () => {
      const city = aCity({ code: `city-${freshNumber()}`, zone: 'Asia/Urumqi', isOpen: false });
      await opened().seeds.addCity(city);
      expect(await commit(opened(), (stores) => stores.catalogue.city(city.code))).toEqual(city);
      expect(await commit(opened(), (stores) => stores.catalogue.city('nowhere'))).toBeUndefined();
    });

    it('knows a service by its city and code, at the price that was set last', async () => {
      const { cityCode } = await aWorld(opened());
      const other = await aWorld(opened());
      const service = aService({ code: 'care-12h', kind: 'care', skills: ['care', 'wheelchair'] });
      await opened().seeds.addService(cityCode, service);
      const find = (city: string) => commit(opened(), ({ catalogue }) => catalogue.service(city, 'care-12h'));
      expect(await find(cityCode)).toEqual(service);
      expect(await find(other.cityCode)).toBeUndefined();
      await opened().seeds.addService(cityCode, { ...service, unitPriceFen: fen(350_00) });
      expect((await find(cityCode))?.unitPriceFen).toBe(350_00);
    });

    it('knows hospitals, with a place on the map or without', async () => {
      const { cityCode } = await aWorld(opened());
      const mapped = aHospital({ id: idFrom<HospitalId>(freshId()), cityCode });
      const { place, name: _, ...known } = mapped;
      const unmapped = { id: idFrom<HospitalId>(freshId()), cityCode, name: '北京友谊医院' };
      await opened().seeds.addHospital(mapped);
      await opened().seeds.addHospital(unmapped);
      const find = (id: HospitalId) => commit(opened(), (stores) => stores.catalogue.hospital(id));
      expect(await find(mapped.id)).toEqual({ ...known, place });
      expect(await find(unmapped.id)).toEqual({ id: unmapped.id, cityCode });
      expect(await find(idFrom<HospitalId>(freshId()))).toBeUndefined();
    });
  });
};

export const patientStoreContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`PatientStore contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    const find = (id: PatientId) => commit(opened(), (stores) => stores.patients.find(id));

    it('gives back a patient with everything that was granted, and what may be missing missing', async () => {
      const world = await aWorld(opened());
      const sister = idFrom<AccountId>(freshId());
      const from = new Date('2029-01-01T00:00:00Z');
      const patient = await world.addPatient({
        grants: [
          { accountId: world.accountId, scopes: ['view', 'book'], from },
          { accountId: sister, scopes: ['view'], from, until: new Date('2030-01-01T00:00:00Z') },
        ],
      });
      const found = await find(patient.id);
      expect(found).toEqual({ ...patient, grants: expect.arrayContaining([...patient.grants]) });
      expect(found?.grants).toHaveLength(2);

      const { home: _, ...homeless } = { ...patient, id: idFrom<PatientId>(freshId()), isRealNamed: false };
      await opened().seeds.addPatient({ ...homeless, grants: [] });
      expect(await find(homeless.id)).toEqual({ ...homeless, grants: [] });
      expect(await find(idFrom<PatientId>(freshId()))).toBeUndefined();
    });

    it('keeps what else is known about a patient, whole or in part, and replaces it whole', async () => {
      const { patientId } = await aWorld(opened());
      const details = () => commit(opened(), (stores) => stores.patients.details(patientId));
      const save = (id: PatientId, given: PatientDetails) =>
        commit(opened(), (stores) => stores.patients.saveDetails(id, given));
      expect(await details()).toEqual({});
      const whole = aDetailedPatient();
      await save(patientId, whole);
      expect(await details()).toEqual(whole);
      await save(patientId, { ward: '七病区', bed: '12' });
      expect(await details()).toEqual({ ward: '七病区', bed: '12' });
      await expect(save(idFrom<PatientId>(freshId()), whole)).rejects.toThrow();
    });
  });
};
