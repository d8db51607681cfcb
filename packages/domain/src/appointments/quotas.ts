import type { DepartmentId, DoctorId } from '../shared/ids.js';
import { done, err, type Result } from '../shared/result.js';
import type { AppointmentPolicy } from './appointment-policy.js';

/** Whom a real person sees on one day; of appointments that keep their seat. */
export type DayVisit = { readonly doctorId: DoctorId; readonly departmentId: DepartmentId };

export type AlreadyWithDoctor = { readonly type: 'AlreadyWithDoctor'; readonly doctorId: DoctorId };
export type TooManyDepartments = { readonly type: 'TooManyDepartments'; readonly limit: number };

/** H1: one appointment with a doctor on a day, and three departments; the store refuses the same again (BK7). */
export const checkQuotas = (
  wanted: DayVisit,
  sameDay: readonly DayVisit[],
  { departmentsPerDay }: AppointmentPolicy,
): Result<void, AlreadyWithDoctor | TooManyDepartments> => {
  const { doctorId, departmentId } = wanted;
  if (sameDay.some((visit) => visit.doctorId === doctorId))
    return err({ type: 'AlreadyWithDoctor', doctorId });
  const departments = new Set([...sameDay.map((visit) => visit.departmentId), departmentId]);
  return departments.size > departmentsPerDay
    ? err({ type: 'TooManyDepartments', limit: departmentsPerDay })
    : done;
};
