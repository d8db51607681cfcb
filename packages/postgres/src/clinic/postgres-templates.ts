import type { StoredTemplate, TemplateStore } from '@banzhen/domain/schedules';
import { done, err } from '@banzhen/domain/shared/result';
import { type Database, rowsOf } from '../database.js';
import { weeklyTemplates } from '../schema/index.js';
import { json, optional } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';

const rows = tableRows(weeklyTemplates);

const fromRow = ({ effectiveUntil, ...row }: typeof weeklyTemplates.$inferSelect): StoredTemplate => ({
  ...row,
  ...optional('effectiveUntil', effectiveUntil),
});

const inserted = (template: StoredTemplate): Statement => sql`
  INSERT INTO weekly_template (id, tenant_id, hospital_id, department_id, doctor_id, zone, from_on, until_on, week,
    version)
  VALUES (${template.id}::uuid, ${template.tenantId}::uuid, ${template.hospitalId}::uuid, ${template.departmentId}::uuid,
    ${template.doctorId}::uuid, ${template.zone}, ${template.effectiveFrom}::date, ${template.effectiveUntil ?? null}::date,
    ${json(template.week)}, 1)
  ON CONFLICT DO NOTHING RETURNING id`;

const updated = ({ id, effectiveFrom, effectiveUntil, week, version }: StoredTemplate): Statement => sql`
  UPDATE weekly_template SET from_on = ${effectiveFrom}::date, until_on = ${effectiveUntil ?? null}::date,
    week = ${json(week)}, version = ${version}::integer
  WHERE id = ${id}::uuid AND version = ${version - 1}::integer RETURNING id`;

/** Weekly templates; of two writers of one version the second changes nothing (6.0.1). */
export const postgresTemplates = (db: Database): TemplateStore => {
  const those = async (where: Statement): Promise<readonly StoredTemplate[]> => {
    const found = await rowsOf<Record<string, unknown>>(
      db,
      sql`SELECT ${rows.columns} FROM weekly_template WHERE ${where}`,
    );
    return found.map((row) => fromRow(rows.read(row)));
  };
  return {
    find: async (id) => (await those(sql`id = ${id}::uuid`))[0],

    async save(template) {
      const written = await rowsOf(db, template.version === 1 ? inserted(template) : updated(template));
      if (written.length === 1) return done;
      const [there] = await those(sql`id = ${template.id}::uuid`);
      return err({ type: 'StaleVersion', ...(there ? { currentVersion: there.version } : {}) });
    },

    inForce: ({ tenantId, hospitalId }, { from, until }) =>
      those(sql`hospital_id = ${hospitalId}::uuid AND tenant_id = ${tenantId}::uuid
        AND from_on < ${until}::date AND (until_on IS NULL OR until_on > ${from}::date)
        ORDER BY doctor_id, from_on, id`),
  };
};
