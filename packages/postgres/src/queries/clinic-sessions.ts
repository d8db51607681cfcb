import type { ClinicSession, OfferedSession } from '@banzhen/domain/schedules';
import type {
  ClinicSessionId,
  DepartmentId,
  DoctorId,
  HospitalId,
  TenantId,
} from '@banzhen/domain/shared/ids';
import { rowOf } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { type Statement, sql } from '../statement.js';

/** What patients may see of a clinic session, with the names of who works where. */
export type ShownSession = OfferedSession & {
  readonly id: ClinicSessionId;
  readonly tenantId: TenantId;
  readonly doctorId: DoctorId;
  readonly departmentId: DepartmentId;
  /** A day of the clinic's calendar. */
  readonly visitOn: string;
  readonly capacity: number;
  readonly hospitalName: string;
  readonly departmentName: string;
  readonly doctorName: string;
  readonly doctorTitle: string;
};

/** Of which sessions; `from` and `until` are days of the clinics' calendars, both included. */
export type SessionQuery = {
  readonly hospitalId: HospitalId;
  readonly departmentId?: DepartmentId | undefined;
  readonly doctorId?: DoctorId | undefined;
  readonly from: string;
  readonly until: string;
  readonly limit: number;
};

/** In the order in which they are selected. */
type Told = readonly [
  id: ClinicSessionId,
  doctorId: DoctorId,
  departmentId: DepartmentId,
  visitOn: string,
  zone: string,
  startsAt: string,
  endsAt: string,
  capacity: number,
  remaining: number,
  status: ClinicSession['status'],
  releaseAt: string | null,
  early: readonly { readonly level: string; readonly at: string }[],
  tenantId: TenantId,
];

type Found = {
  readonly sessions: readonly Told[] | null;
  readonly doctors: Readonly<Record<string, readonly [name: string, title: string]>> | null;
  readonly departments: Readonly<Record<string, string>> | null;
  readonly hospital: string | null;
};

const isWanted = ({ hospitalId, departmentId, doctorId, from, until }: SessionQuery): Statement => {
  const department = departmentId ? sql`AND clinic_session.department_id = ${departmentId}` : sql.raw('');
  const doctor = doctorId ? sql`AND clinic_session.doctor_id = ${doctorId}` : sql.raw('');
  return sql`clinic_session.hospital_id = ${hospitalId} AND visit_on BETWEEN ${from}::date AND ${until}::date
    ${department} ${doctor}`;
};

/** Few instants are begun and ended at by many sessions. */
const instants = () => {
  const known = new Map<string, Date>();
  return (text: string): Date => {
    const at = known.get(text) ?? new Date(text);
    known.set(text, at);
    return at;
  };
};

const sessionsIn = ({ sessions, doctors, departments, hospital }: Found): readonly ShownSession[] => {
  const instantOf = instants();
  const shown: ShownSession[] = [];
  // By their places: taking thousands of arrays apart by name goes through an iterator for each.
  for (const told of sessions ?? []) {
    const doctor = doctors?.[told[1]];
    const departmentName = departments?.[told[2]];
    // Whose doctor may not be seen is not seen itself, as where tables are joined.
    if (!doctor || departmentName === undefined || hospital === null) continue;
    const releaseAt = told[10];
    const early = told[11].map(({ level, at }) => ({ level, at: instantOf(at) }));
    shown.push({
      id: told[0],
      tenantId: told[12],
      doctorId: told[1],
      departmentId: told[2],
      visitOn: told[3],
      zone: told[4],
      during: { startsAt: instantOf(told[5]), endsAt: instantOf(told[6]) },
      capacity: told[7],
      remaining: told[8],
      status: told[9],
      release: releaseAt === null ? { early } : { at: instantOf(releaseAt), early },
      hospitalName: hospital,
      departmentName,
      doctorName: doctor[0],
      doctorTitle: doctor[1],
    });
  }
  return shown;
};

/**
 * Sessions that patients may see, the earliest first. As one value, in which who works where is told once: as a row for each
 * session, a hospital's fortnight took the driver seven times as long.
 */
export const shownSessions = async (
  { db }: SealedDatabase,
  query: SessionQuery,
): Promise<readonly ShownSession[]> =>
  sessionsIn(
    await rowOf<Found>(
      db,
      sql`SELECT found.* FROM (
        WITH shown AS MATERIALIZED (
          SELECT id, doctor_id, department_id, visit_on, zone, starts_at, ends_at, capacity, remaining, status,
            release_at, early_release, tenant_id
          FROM clinic_session
          WHERE status IN ('PUBLISHED', 'RELEASED', 'SUSPENDED') AND ${isWanted(query)}
          ORDER BY starts_at, id LIMIT ${query.limit}::integer)
        SELECT
          (SELECT json_agg(json_build_array(id, doctor_id, department_id, visit_on, zone, starts_at, ends_at, capacity,
              remaining, status, release_at, early_release, tenant_id) ORDER BY starts_at, id) FROM shown) AS sessions,
          (SELECT json_object_agg(doctor.id, json_build_array(doctor.name, doctor.title)) FROM doctor
            WHERE doctor.id IN (SELECT doctor_id FROM shown)) AS doctors,
          (SELECT json_object_agg(department.id, department.name) FROM department
            WHERE department.id IN (SELECT department_id FROM shown)) AS departments,
          (SELECT hospital.name FROM hospital WHERE hospital.id = ${query.hospitalId}) AS hospital) found`,
    ),
  );
