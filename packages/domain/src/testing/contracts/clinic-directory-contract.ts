import { beforeEach, describe, expect, it } from 'vitest';
import type { ClinicResources } from '../../schedules/index.js';
import { type DepartmentId, type HospitalId, idFrom, type TenantId } from '../../shared/ids.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, type Clinic, inClinic, openedClinic } from './clinic-world.js';
import { freshId } from './fresh.js';

export const clinicDirectoryContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`ClinicDirectory contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    beforeEach(async () => {
      clinic = await aClinic(opened());
    });
    const ofHospital = (where: { tenantId: TenantId; hospitalId: HospitalId } = clinic) =>
      inClinic(opened(), ({ directory }) => directory.ofHospital(where));
    const save = (resources: Partial<ClinicResources>) =>
      inClinic(opened(), ({ directory }) => directory.save(resources));

    it('gives back everything of a hospital, each kind by name', async () => {
      const { tenantId, hospitalId, departmentId, doctorId, roomId } = clinic;
      const dermatology = { id: idFrom<DepartmentId>(freshId()), tenantId, hospitalId, name: '一科' };
      await save({ departments: [dermatology] });
      const { departments, doctors, rooms } = await ofHospital();
      expect(departments).toEqual([dermatology, { id: departmentId, tenantId, hospitalId, name: '心内科' }]);
      const about = { name: '李医生', title: '主任医师', introduction: '' };
      expect(doctors).toEqual([{ id: doctorId, tenantId, departmentId, ...about }]);
      expect(rooms).toEqual([{ id: roomId, tenantId, hospitalId, name: '三诊室' }]);
    });

    it('knows nothing of another hospital or of another tenant in the same one', async () => {
      const other = await aClinic(opened());
      const nothing = { departments: [], doctors: [], rooms: [] };
      expect(await ofHospital({ tenantId: clinic.tenantId, hospitalId: other.hospitalId })).toEqual(nothing);
      expect(await ofHospital({ tenantId: other.tenantId, hospitalId: clinic.hospitalId })).toEqual(nothing);
    });

    it('finds each by its id', async () => {
      const { departmentId, doctorId, roomId } = clinic;
      const found = await inClinic(opened(), async ({ directory }) => [
        (await directory.department(departmentId))?.id,
        (await directory.doctor(doctorId))?.id,
        (await directory.room(roomId))?.id,
        await directory.department(idFrom(freshId())),
        await directory.doctor(idFrom(freshId())),
        await directory.room(idFrom(freshId())),
      ]);
      expect(found).toEqual([departmentId, doctorId, roomId, undefined, undefined, undefined]);
    });

    it('replaces what is there, and adds a department together with its doctors', async () => {
      const { tenantId, hospitalId } = clinic;
      const { departments, doctors, rooms } = await ofHospital();
      const added = { id: idFrom<DepartmentId>(freshId()), tenantId, hospitalId, name: '特需门诊' };
      const moved = doctors.map((one) => ({ ...one, departmentId: added.id, title: '副主任医师' }));
      const renamed = rooms.map((one) => ({ ...one, name: '五诊室' }));
      await save({ doctors: moved, departments: [added], rooms: renamed });
      const after = await ofHospital();
      expect(after.doctors).toEqual(moved);
      expect(after.rooms).toEqual(renamed);
      expect(new Set(after.departments.map(({ id }) => id))).toEqual(
        new Set([...departments.map(({ id }) => id), added.id]),
      );
    });
  });
};
