import {
  type AccountId,
  type DoctorId,
  type HospitalId,
  idFrom,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import type { CalendarStoresFixture } from '@banzhen/domain/testing/contracts';
import { postgresCalendarReader } from '../calendars/postgres-calendar-reader.js';
import { postgresCalendarUnitOfWork } from '../calendars/postgres-calendar-unit-of-work.js';
import { run } from '../database.js';
import type { OpenDatabase } from '../open-database.js';
import { sql } from '../statement.js';
import { uuidv7 } from '../uuidv7.js';

/** The adapters of calendars as their contract suite wants them. */
export const calendarStoresFixture = ({ db, close }: OpenDatabase): CalendarStoresFixture => ({
  unitOfWork: postgresCalendarUnitOfWork(db),
  reader: postgresCalendarReader(db),
  async doctor() {
    const [tenantId, accountId, hospitalId, departmentId, doctorId] = [
      idFrom<TenantId>(uuidv7()),
      idFrom<AccountId>(uuidv7()),
      idFrom<HospitalId>(uuidv7()),
      uuidv7(),
      idFrom<DoctorId>(uuidv7()),
    ];
    await run(
      db,
      sql`INSERT INTO city (code, name_zh, name_en, zone, is_open)
        VALUES ('calendars', '日历城', 'Calendars', 'Asia/Shanghai', true) ON CONFLICT DO NOTHING`,
    );
    await run(
      db,
      sql`INSERT INTO account (id, tenant_id, display_name) VALUES (${accountId}, ${tenantId}, 'C')`,
    );
    await run(
      db,
      sql`INSERT INTO hospital (id, city_code, code, name) VALUES (${hospitalId}, 'calendars', ${hospitalId}, '市一院')`,
    );
    await run(
      db,
      sql`INSERT INTO department (id, tenant_id, hospital_id, name) VALUES (${departmentId}, ${tenantId}, ${hospitalId}, '内科')`,
    );
    await run(
      db,
      sql`INSERT INTO doctor (id, tenant_id, department_id, name, title, introduction)
        VALUES (${doctorId}, ${tenantId}, ${departmentId}, '李医生', '', '')`,
    );
    return { tenantId, accountId, doctorId };
  },
  close,
});
