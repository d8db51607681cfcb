import type { HolidayRule, HolidayRules } from '@banzhen/domain/schedules';
import { type Database, rowsOf, run } from '../database.js';
import { holidayRules } from '../schema/index.js';
import { present } from '../sql-values.js';
import { sql } from '../statement.js';
import { tableRows } from '../table-rows.js';

const rows = tableRows(holidayRules);

const fromRow = ({ visitOn, kind, weekday }: typeof holidayRules.$inferSelect): HolidayRule =>
  kind === 'off'
    ? { date: visitOn, kind }
    : { date: visitOn, kind, weekday: present(weekday, 'holiday_rule.weekday') };

/** What a tenant has decided about single dates. */
export const postgresHolidayRules = (db: Database): HolidayRules => ({
  async of(tenantId, { from, until }) {
    const found = await rowsOf<Record<string, unknown>>(
      db,
      sql`SELECT ${rows.columns} FROM holiday_rule
        WHERE tenant_id = ${tenantId}::uuid AND ${from}::date <= visit_on AND visit_on < ${until}::date
        ORDER BY visit_on`,
    );
    return found.map((row) => fromRow(rows.read(row)));
  },
  async save(tenantId, rule) {
    const weekday = rule.kind === 'as-weekday' ? rule.weekday : null;
    await run(
      db,
      sql`INSERT INTO holiday_rule (tenant_id, visit_on, kind, weekday)
        VALUES (${tenantId}::uuid, ${rule.date}::date, ${rule.kind}, ${weekday}::smallint)
        ON CONFLICT (tenant_id, visit_on) DO UPDATE SET kind = excluded.kind, weekday = excluded.weekday`,
    );
  },
  remove: (tenantId, date) =>
    run(db, sql`DELETE FROM holiday_rule WHERE tenant_id = ${tenantId}::uuid AND visit_on = ${date}::date`),
});
