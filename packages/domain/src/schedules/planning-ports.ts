import type { LocalDate } from '../shared/calendar.js';
import type {
  DepartmentId,
  DoctorId,
  ExceptionId,
  HospitalId,
  RoomId,
  TemplateId,
  TenantId,
} from '../shared/ids.js';
import type { Result } from '../shared/result.js';
import type { ClinicSession } from './clinic-session.js';
import type { HolidayRule, ScheduleException } from './day-plan.js';
import type { ClinicResources, Department, Doctor, Room } from './resources.js';
import type { StoredTemplate } from './template.js';

/** The dates `[from, until)` on the clinic's calendar. */
export type Dates = { readonly from: LocalDate; readonly until: LocalDate };

/** What a tenant runs in a hospital. Hospitals are nobody's: several tenants may work in one. */
export type TenantHospital = { readonly tenantId: TenantId; readonly hospitalId: HospitalId };

/** Departments, doctors and rooms (C7, C16). */
export interface ClinicDirectory {
  department(id: DepartmentId): Promise<Department | undefined>;
  doctor(id: DoctorId): Promise<Doctor | undefined>;
  room(id: RoomId): Promise<Room | undefined>;
  /** Everything of the hospital that the tenant runs, each kind by name. */
  ofHospital(where: TenantHospital): Promise<ClinicResources>;
  /** Adds what is new and replaces what is there, by id: departments first, so that their doctors may come with them. */
  save(resources: Partial<ClinicResources>): Promise<void>;
}

export type StaleTemplate = { readonly type: 'StaleVersion'; readonly currentVersion?: number };

/** Weekly templates (C6). */
export interface TemplateStore {
  find(id: TemplateId): Promise<StoredTemplate | undefined>;
  /** Version 1 is inserted, every other replaces the version before it; fails with `StaleVersion` otherwise (6.0.1). */
  save(template: StoredTemplate): Promise<Result<void, StaleTemplate>>;
  /** Those in force on at least one of the dates, by the ids of their doctors, then by their first date. */
  inForce(where: TenantHospital, dates: Dates): Promise<readonly StoredTemplate[]>;
}

/** An exception as it is kept. */
export type StoredException = {
  readonly id: ExceptionId;
  readonly tenantId: TenantId;
  readonly templateId: TemplateId;
  readonly exception: ScheduleException;
};

/** The template has an exception of that date and start already; a day of leave has no start. */
export type ExceptionThere = {
  readonly type: 'ExceptionThere';
  readonly date: LocalDate;
  readonly fromMinute?: number;
};

/** Dates on which a template does not hold (C6). */
export interface ExceptionStore {
  find(id: ExceptionId): Promise<StoredException | undefined>;
  /** Of a date and a start a template has one exception at most, whoever writes at once. */
  insert(exception: StoredException): Promise<Result<void, ExceptionThere>>;
  /** Answers whether it was there. */
  remove(id: ExceptionId): Promise<boolean>;
  /** By date, then in the order in which they were made. */
  ofTemplates(ids: readonly TemplateId[], dates: Dates): Promise<readonly StoredException[]>;
}

/** What a tenant has decided about single dates, over the statutory holidays. */
export interface HolidayRules {
  /** By date. */
  of(tenantId: TenantId, dates: Dates): Promise<readonly HolidayRule[]>;
  /** One rule for a date; the last one stands. */
  save(tenantId: TenantId, rule: HolidayRule): Promise<void>;
  /** From now on the date is what the calendar says. */
  remove(tenantId: TenantId, date: LocalDate): Promise<void>;
}

/**
 * A clinic session with where its seats are: `capacity` = `remaining` + `held` + `booked` + those on their way back. `held`
 * waits to be submitted; `booked` are all others who keep their seat.
 */
export type CountedSession = {
  readonly session: ClinicSession;
  readonly held: number;
  readonly booked: number;
};

/** Clinic sessions of a hospital as staff see them. */
export interface SessionBook {
  /** In every state, by start, then by id. */
  ofHospital(where: TenantHospital, dates: Dates): Promise<readonly CountedSession[]>;
}
