import {
  type ExceptionStore,
  exceptionStart,
  type ScheduleException,
  type StoredException,
} from '@banzhen/domain/schedules';
import { done, err } from '@banzhen/domain/shared/result';
import { type Database, rowsOf } from '../database.js';
import { scheduleExceptions } from '../schema/index.js';
import { json, present, uuidArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';

const rows = tableRows(scheduleExceptions);

type Row = typeof scheduleExceptions.$inferSelect;

const exceptionOf = ({ visitOn, kind, fromMinute, plan }: Row): ScheduleException => {
  const date = visitOn;
  const minute = () => present(fromMinute, 'schedule_exception.from_minute');
  const planned = () => present(plan, 'schedule_exception.plan');
  if (kind === 'leave') return { date, kind };
  if (kind === 'extra') return { date, kind, plan: planned() };
  if (kind === 'cancelled') return { date, kind, fromMinute: minute() };
  return { date, kind, fromMinute: minute(), plan: planned() };
};

const fromRow = (row: Row): StoredException => ({
  id: row.id,
  tenantId: row.tenantId,
  templateId: row.templateId,
  exception: exceptionOf(row),
});

/** Dates on which a template does not hold; that there is one for a date and a start is a unique index. */
export const postgresExceptions = (db: Database): ExceptionStore => {
  const those = async (where: Statement): Promise<readonly StoredException[]> => {
    const found = await rowsOf<Record<string, unknown>>(
      db,
      sql`SELECT ${rows.columns} FROM schedule_exception WHERE ${where}`,
    );
    return found.map((row) => fromRow(rows.read(row)));
  };
  return {
    find: async (id) => (await those(sql`id = ${id}::uuid`))[0],

    async insert({ id, tenantId, templateId, exception }) {
      const { date, kind } = exception;
      const fromMinute = exceptionStart(exception);
      const plan = 'plan' in exception ? json(exception.plan) : null;
      const written = await rowsOf(
        db,
        sql`INSERT INTO schedule_exception (id, tenant_id, template_id, visit_on, kind, from_minute, plan)
          VALUES (${id}::uuid, ${tenantId}::uuid, ${templateId}::uuid, ${date}::date, ${kind},
            ${fromMinute ?? null}::integer, ${plan})
          ON CONFLICT (template_id, visit_on, coalesce(from_minute, -1)) DO NOTHING RETURNING id`,
      );
      if (written.length === 1) return done;
      return err({ type: 'ExceptionThere', date, ...(fromMinute === undefined ? {} : { fromMinute }) });
    },

    async remove(id) {
      const removed = await rowsOf(
        db,
        sql`DELETE FROM schedule_exception WHERE id = ${id}::uuid RETURNING id`,
      );
      return removed.length === 1;
    },

    ofTemplates: (ids, { from, until }) =>
      those(sql`template_id = ANY (${uuidArray(ids)}) AND ${from}::date <= visit_on AND visit_on < ${until}::date
        ORDER BY visit_on, id`),
  };
};
