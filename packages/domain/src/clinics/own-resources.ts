import type { Department, Doctor, Room } from '../schedules/index.js';
import type { DepartmentId, DoctorId, HospitalId, RoomId } from '../shared/ids.js';
import { done, err, type Result } from '../shared/result.js';
import type { ClinicStores } from './stores.js';

/** A department, doctor or room that the tenant does not have in this hospital. */
export type NotOfHospital = {
  readonly type: 'NotOfHospital';
  readonly what: 'department' | 'doctor' | 'room';
  readonly id: string;
};

type Named = {
  readonly departmentId?: DepartmentId;
  readonly doctorId?: DoctorId;
  readonly roomIds?: readonly RoomId[];
};

const isOf = (
  thing: Pick<Department | Room, 'tenantId' | 'hospitalId'> | undefined,
  { tenantId, hospitalId }: Pick<Department, 'tenantId' | 'hospitalId'>,
): boolean => thing?.tenantId === tenantId && thing.hospitalId === hospitalId;

/** The hospital in which a doctor's department is. */
export const hospitalOfDoctor = async (
  { directory }: Pick<ClinicStores, 'directory'>,
  { departmentId }: Pick<Doctor, 'departmentId'>,
): Promise<HospitalId> => {
  const department = await directory.department(departmentId);
  if (!department) throw new Error(`a doctor is in department ${departmentId}, which is not there`);
  return department.hospitalId;
};

/**
 * Whether everything that is named belongs to the tenant in that hospital. A doctor may sit in another department of the
 * hospital than their own.
 */
export const checkOwn = async (
  stores: Pick<ClinicStores, 'directory'>,
  where: Pick<Department, 'tenantId' | 'hospitalId'>,
  { departmentId, doctorId, roomIds = [] }: Named,
): Promise<Result<void, NotOfHospital>> => {
  const { directory } = stores;
  const not = (what: NotOfHospital['what'], id: string) => err({ type: 'NotOfHospital', what, id } as const);
  if (departmentId !== undefined && !isOf(await directory.department(departmentId), where))
    return not('department', departmentId);
  if (doctorId !== undefined) {
    const doctor = await directory.doctor(doctorId);
    if (!doctor || doctor.tenantId !== where.tenantId) return not('doctor', doctorId);
    if ((await hospitalOfDoctor(stores, doctor)) !== where.hospitalId) return not('doctor', doctorId);
  }
  for (const roomId of new Set(roomIds))
    if (!isOf(await directory.room(roomId), where)) return not('room', roomId);
  return done;
};
