import {
  type Candidate,
  dutyWindow,
  type EscortPool,
  type Need,
  type Workload,
} from '@banzhen/domain/dispatch';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import type { EscortId } from '@banzhen/domain/shared/ids';
import { eq, type SQL, sql } from 'drizzle-orm';
import { type Database, rowsOf } from '../database.js';
import { escorts } from '../schema/index.js';
import { at } from '../sql-values.js';
import { profileColumns, profileOf, type RangeJson, rangeOf } from './escort-profile.js';

const RECENT_DAYS = 30;

type WorkRow = {
  readonly escort_id: EscortId;
  readonly blocks: readonly RangeJson[] | null;
  readonly duties: readonly RangeJson[] | null;
  readonly recent_shifts: number | null;
  readonly visits_with_patient: number | null;
};

const rangeJson = (startsAt: SQL, endsAt: SQL): SQL =>
  sql`json_agg(json_build_array(extract(epoch FROM ${startsAt}) * 1000, extract(epoch FROM ${endsAt}) * 1000)
    ORDER BY ${startsAt})`;

/** The work of `who` (a condition on escort_id) around a need, other orders only, one row for each who has any. */
const workStatement = (who: SQL, need: Need, now: Date): SQL => {
  const { startsAt, endsAt } = dutyWindow(need.during);
  const other = sql`order_id IS DISTINCT FROM ${need.orderId ?? null}::uuid`;
  return sql`
    WITH blocks AS (
      SELECT escort_id, ${rangeJson(sql`lower(during)`, sql`upper(during)`)} AS blocks FROM escort_block
      WHERE active AND ${who} AND during && tstzrange(${at(startsAt)}, ${at(endsAt)}) AND ${other}
        AND (until IS NULL OR until > ${at(now)})
      GROUP BY escort_id
    ), duties AS (
      SELECT escort_id, ${rangeJson(sql`shift.starts_at`, sql`shift.ends_at`)} AS duties
      FROM order_shift shift JOIN escort_order ON escort_order.id = shift.order_id
      WHERE shift.cover = 'accepted' AND ${who} AND ${other}
        AND shift.starts_at < ${at(endsAt)} AND shift.starts_at > ${at(startsAt)}::timestamptz - interval '7 days'
        AND shift.ends_at > ${at(startsAt)} AND escort_order.status NOT IN ('CANCELLED', 'NO_SHOW')
      GROUP BY escort_id
    ), done AS (
      SELECT escort_id,
        count(*) FILTER (WHERE escort_order.finished_at > ${at(new Date(now.getTime() - RECENT_DAYS * DAY_MS))})::integer
          AS recent_shifts,
        (count(DISTINCT order_id) FILTER (WHERE escort_order.patient_id = ${need.patientId}))::integer
          AS visits_with_patient
      FROM order_shift shift JOIN escort_order ON escort_order.id = shift.order_id
      WHERE escort_order.status = 'FINISHED' AND shift.cover = 'accepted' AND ${who} AND ${other}
        AND (escort_order.patient_id = ${need.patientId}
          OR shift.starts_at > ${at(new Date(now.getTime() - 2 * RECENT_DAYS * DAY_MS))})
      GROUP BY escort_id
    )
    SELECT escort_id, blocks, duties, recent_shifts, visits_with_patient
    FROM blocks FULL JOIN duties USING (escort_id) FULL JOIN done USING (escort_id)`;
};

const workloadOf = (row: WorkRow | undefined): Workload => ({
  blocks: (row?.blocks ?? []).map(rangeOf),
  duties: (row?.duties ?? []).map(rangeOf),
  recentShifts: row?.recent_shifts ?? 0,
  visitsWithPatient: row?.visits_with_patient ?? 0,
});

/** The escorts as dispatch sees them: two statements in one flight, whatever their number. */
export const postgresEscortPool = (db: Database): EscortPool => {
  const candidatesWhere = async (
    escort: SQL,
    who: SQL,
    need: Need,
    now: Date,
  ): Promise<readonly Candidate[]> => {
    const [profiles, work] = await Promise.all([
      db.select(profileColumns).from(escorts).where(escort),
      rowsOf<WorkRow>(db, workStatement(who, need, now)),
    ]);
    const workOf = new Map(work.map((row) => [row.escort_id, row]));
    return profiles.map((row) => ({
      profile: profileOf(row),
      workload: workloadOf(workOf.get(row.escort.id)),
    }));
  };
  return {
    async profile(id) {
      const [row] = await db.select(profileColumns).from(escorts).where(eq(escorts.id, id));
      return row && profileOf(row);
    },
    async candidate(id, need, now) {
      const [candidate] = await candidatesWhere(sql`id = ${id}`, sql`escort_id = ${id}`, need, now);
      return candidate;
    },
    candidates: (need, now) =>
      candidatesWhere(
        sql`city_code = ${need.cityCode}`,
        sql`escort_id IN (SELECT id FROM escort WHERE city_code = ${need.cityCode})`,
        need,
        now,
      ),
  };
};
