import type { ClinicDirectory, HolidayRules } from '../schedules/index.js';
import type { Tables } from './in-memory-tables.js';

type Named = { readonly id: string; readonly name: string };

const inOrder = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);
const byName = (left: Named, right: Named): number =>
  inOrder(left.name, right.name) || inOrder(left.id, right.id);

export const inMemoryDirectory = ({ clinic }: Tables): ClinicDirectory => ({
  department: async (id) => clinic.departments.get(id),
  doctor: async (id) => clinic.doctors.get(id),
  room: async (id) => clinic.rooms.get(id),
  async ofHospital({ tenantId, hospitalId }) {
    const isHere = (one: { readonly tenantId: string; readonly hospitalId: string }) =>
      one.tenantId === tenantId && one.hospitalId === hospitalId;
    const departments = clinic.departments.where(isHere).toSorted(byName);
    const ids = new Set(departments.map(({ id }) => id));
    return {
      departments,
      doctors: clinic.doctors.where(({ departmentId }) => ids.has(departmentId)).toSorted(byName),
      rooms: clinic.rooms.where(isHere).toSorted(byName),
    };
  },
  async save({ departments = [], doctors = [], rooms = [] }) {
    for (const department of departments) clinic.departments.put(department.id, department);
    for (const doctor of doctors) clinic.doctors.put(doctor.id, doctor);
    for (const room of rooms) clinic.rooms.put(room.id, room);
  },
});

export const inMemoryHolidayRules = ({ clinic }: Tables): HolidayRules => ({
  of: async (tenantId, { from, until }) =>
    clinic.holidayRules
      .where((row) => row.tenantId === tenantId && from <= row.rule.date && row.rule.date < until)
      .map(({ rule }) => rule)
      .toSorted((left, right) => inOrder(left.date, right.date)),
  async save(tenantId, rule) {
    clinic.holidayRules.put(`${tenantId}/${rule.date}`, { tenantId, rule });
  },
  async remove(tenantId, date) {
    clinic.holidayRules.delete(`${tenantId}/${date}`);
  },
});
