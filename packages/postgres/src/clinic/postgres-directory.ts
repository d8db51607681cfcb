import type { ClinicDirectory, Department, Doctor, Room, TenantHospital } from '@banzhen/domain/schedules';
import { type Database, rowsOf, run } from '../database.js';
import { departments, doctors, rooms } from '../schema/index.js';
import { jsonRows } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';

const departmentRows = tableRows(departments);
const doctorRows = tableRows(doctors);
const roomRows = tableRows(rooms);

const savedDepartments = (given: readonly Department[]): Statement => sql`
  INSERT INTO department (id, tenant_id, hospital_id, name)
  SELECT id, "tenantId", "hospitalId", name FROM jsonb_to_recordset(${jsonRows(given)}) AS given(
    id uuid, "tenantId" uuid, "hospitalId" uuid, name text) ORDER BY id
  ON CONFLICT (id) DO UPDATE SET hospital_id = excluded.hospital_id, name = excluded.name`;

const savedDoctors = (given: readonly Doctor[]): Statement => sql`
  INSERT INTO doctor (id, tenant_id, department_id, name, title, introduction)
  SELECT id, "tenantId", "departmentId", name, title, introduction FROM jsonb_to_recordset(${jsonRows(given)}) AS given(
    id uuid, "tenantId" uuid, "departmentId" uuid, name text, title text, introduction text) ORDER BY id
  ON CONFLICT (id) DO UPDATE SET department_id = excluded.department_id, name = excluded.name,
    title = excluded.title, introduction = excluded.introduction`;

const savedRooms = (given: readonly Room[]): Statement => sql`
  INSERT INTO room (id, tenant_id, hospital_id, name)
  SELECT id, "tenantId", "hospitalId", name FROM jsonb_to_recordset(${jsonRows(given)}) AS given(
    id uuid, "tenantId" uuid, "hospitalId" uuid, name text) ORDER BY id
  ON CONFLICT (id) DO UPDATE SET hospital_id = excluded.hospital_id, name = excluded.name`;

/** Departments, doctors and rooms (C7, C16), each kind saved by one statement. */
export const postgresDirectory = (db: Database): ClinicDirectory => {
  const departmentsWhere = async (where: Statement): Promise<readonly Department[]> =>
    (
      await rowsOf<Record<string, unknown>>(
        db,
        sql`SELECT ${departmentRows.columns} FROM department WHERE ${where}`,
      )
    ).map(departmentRows.read);
  const doctorsWhere = async (where: Statement): Promise<readonly Doctor[]> =>
    (
      await rowsOf<Record<string, unknown>>(db, sql`SELECT ${doctorRows.columns} FROM doctor WHERE ${where}`)
    ).map(doctorRows.read);
  const roomsWhere = async (where: Statement): Promise<readonly Room[]> =>
    (await rowsOf<Record<string, unknown>>(db, sql`SELECT ${roomRows.columns} FROM room WHERE ${where}`)).map(
      roomRows.read,
    );
  const here = ({ tenantId, hospitalId }: TenantHospital): Statement =>
    sql`tenant_id = ${tenantId}::uuid AND hospital_id = ${hospitalId}::uuid`;
  const byName = sql`ORDER BY name COLLATE "C", id`;
  return {
    department: async (id) => (await departmentsWhere(sql`id = ${id}::uuid`))[0],
    doctor: async (id) => (await doctorsWhere(sql`id = ${id}::uuid`))[0],
    room: async (id) => (await roomsWhere(sql`id = ${id}::uuid`))[0],
    ofHospital: async (where) => ({
      departments: await departmentsWhere(sql`${here(where)} ${byName}`),
      doctors: await doctorsWhere(
        sql`department_id IN (SELECT id FROM department WHERE ${here(where)}) ${byName}`,
      ),
      rooms: await roomsWhere(sql`${here(where)} ${byName}`),
    }),
    async save(given) {
      if (given.departments?.length) await run(db, savedDepartments(given.departments));
      if (given.doctors?.length) await run(db, savedDoctors(given.doctors));
      if (given.rooms?.length) await run(db, savedRooms(given.rooms));
    },
  };
};
