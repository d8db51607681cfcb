import type { ClinicErrand, ClinicErrands } from '@banzhen/domain/appointments';
import { type Database, rowsOf } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { at } from '../sql-values.js';
import { sql } from '../statement.js';

type ErrandRow = {
  readonly appointment_id: ClinicErrand['appointmentId'];
  readonly known: ClinicErrand['known'];
  readonly attempts: number;
};

/** Errands for processes, by the function of 0035. */
export const postgresClinicErrands = (db: Database): ClinicErrands =>
  withSafeErrors<ClinicErrands>({
    async claim({ now, until, limit, perSystem }) {
      const rows = await rowsOf<ErrandRow>(
        db,
        sql`SELECT appointment_id, known, attempts
          FROM clinic_errand_claim(${at(now)}, ${at(until)}, ${limit}::integer, ${perSystem}::integer)`,
      );
      return rows.map((row) => ({
        appointmentId: row.appointment_id,
        known: row.known,
        attempts: row.attempts,
      }));
    },

    async settle({ appointmentId, attempts }, { known, judgedVersion, dueAt, fault, isOver }) {
      const kept = await rowsOf(
        db,
        sql`UPDATE clinic_errand SET known = ${known}, judged_version = ${judgedVersion}::integer,
            due_at = ${dueAt ? at(dueAt) : null}, fault = ${fault ?? null}, is_over = ${isOver}, lease_until = NULL
          WHERE appointment_id = ${appointmentId} AND attempts = ${attempts}::integer RETURNING appointment_id`,
      );
      return kept.length === 1;
    },
  });
