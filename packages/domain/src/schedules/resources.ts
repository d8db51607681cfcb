import type { DepartmentId, DoctorId, HospitalId, RoomId, TenantId } from '../shared/ids.js';

/** A department 科室 of a hospital, run by a tenant. */
export type Department = {
  readonly id: DepartmentId;
  readonly tenantId: TenantId;
  readonly hospitalId: HospitalId;
  readonly name: string;
};

/** A doctor as patients see them (C16). Their time is a resource: one clinic session at a time. */
export type Doctor = {
  readonly id: DoctorId;
  readonly tenantId: TenantId;
  readonly departmentId: DepartmentId;
  readonly name: string;
  /** 职称, e.g. 主任医师. */
  readonly title: string;
  readonly introduction: string;
};

/** A consulting room 诊室; its time is a resource under the same rule as a doctor's (C7). */
export type Room = {
  readonly id: RoomId;
  readonly tenantId: TenantId;
  readonly hospitalId: HospitalId;
  readonly name: string;
};

/** What clinic sessions are made of, besides time. */
export type ClinicResources = {
  readonly departments: readonly Department[];
  readonly doctors: readonly Doctor[];
  readonly rooms: readonly Room[];
};
