import { setImmediate as letOthersGoOn } from 'node:timers/promises';
import {
  type Candidate,
  dutyWindow,
  type EscortPool,
  hullOf,
  type Needs,
  type Workload,
} from '@banzhen/domain/dispatch';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import type { EscortId } from '@banzhen/domain/shared/ids';
import { type Database, rowsOf } from '../database.js';
import { at } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import {
  type ProfileRow,
  profileColumns,
  profileOf,
  type RangeJson,
  rangesJson,
  rangesOf,
} from './escort-profile.js';

/** Escorts that are read out of their rows before other work of this process has its turn. */
const AT_ONCE = 100;
const RECENT_DAYS = 30;
/** Lets the index on starts find shifts that began before the window. */
const LONGEST_SHIFT_MS = 31 * DAY_MS;
/** No service begins or ends further than this from its plan. */
const FURTHEST_OFF_PLAN_MS = DAY_MS;

/** A shift that was not begun is duty as it was planned. */
const dutyFrom = 'coalesce(duty_starts_at, starts_at)';
const dutyTo = 'coalesce(duty_ends_at, ends_at)';

type WorkRow = {
  readonly escort_id: EscortId;
  readonly blocks: readonly RangeJson[] | null;
  readonly duties: readonly RangeJson[] | null;
  readonly recent_shifts: number | null;
  readonly visits_with_patient: number | null;
};

/** The work of `who` (a condition on escort_id) around needs, other orders only, one row for each who has any. */
const workStatement = (who: Statement, needs: Needs, now: Date): Statement => {
  const [need] = needs;
  const { occupied } = needs.at(-1) ?? need;
  const { startsAt, endsAt } = dutyWindow(hullOf(needs));
  const recently = new Date(now.getTime() - RECENT_DAYS * DAY_MS);
  const ofOther = sql`order_id IS DISTINCT FROM ${need.orderId ?? null}::uuid`;
  return sql`
    WITH blocks AS (
      SELECT escort_id, ${rangesJson('lower(during)', 'upper(during)')} AS blocks FROM escort_block
      WHERE active AND ${who} AND during && tstzrange(${at(need.occupied.startsAt)}, ${at(occupied.endsAt)})
        AND ${ofOther} AND (until IS NULL OR until > ${at(now)})
      GROUP BY escort_id
    ), duties AS (
      SELECT escort_id, ${rangesJson(dutyFrom, dutyTo)} AS duties FROM order_shift
      WHERE cover = 'accepted' AND is_duty AND ${who} AND ${ofOther}
        AND ${sql.raw(dutyFrom)} < ${at(endsAt)} AND ${sql.raw(dutyTo)} > ${at(startsAt)}
        AND starts_at < ${at(new Date(endsAt.getTime() + FURTHEST_OFF_PLAN_MS))}
        AND ends_at > ${at(new Date(startsAt.getTime() - FURTHEST_OFF_PLAN_MS))}
        AND starts_at > ${at(new Date(startsAt.getTime() - LONGEST_SHIFT_MS))}
      GROUP BY escort_id
    ), recent AS (
      SELECT escort_id, count(*)::integer AS recent_shifts FROM order_shift
      WHERE cover = 'accepted' AND finished_at > ${at(recently)} AND ${who} AND ${ofOther}
      GROUP BY escort_id
    ), known AS (
      SELECT escort_id, count(DISTINCT order_id)::integer AS visits_with_patient FROM order_shift
      WHERE cover = 'accepted' AND finished_at IS NOT NULL AND patient_id = ${need.patientId} AND ${who} AND ${ofOther}
      GROUP BY escort_id
    )
    SELECT escort_id, blocks, duties, recent_shifts, visits_with_patient FROM blocks
    FULL JOIN duties USING (escort_id) FULL JOIN recent USING (escort_id) FULL JOIN known USING (escort_id)`;
};

const workloadOf = (row: WorkRow | undefined): Workload => ({
  blocks: rangesOf(row?.blocks),
  duties: rangesOf(row?.duties),
  recentShifts: row?.recent_shifts ?? 0,
  visitsWithPatient: row?.visits_with_patient ?? 0,
});

/** The escorts as dispatch sees them: two statements in one flight, whatever their number. */
export const postgresEscortPool = (db: Database): EscortPool => {
  const candidatesWhere = async (
    escort: Statement,
    who: Statement,
    needs: Needs,
    now: Date,
  ): Promise<readonly Candidate[]> => {
    const [profiles, work] = await Promise.all([
      rowsOf<ProfileRow>(db, sql`SELECT ${profileColumns} FROM escort WHERE ${escort}`),
      rowsOf<WorkRow>(db, workStatement(who, needs, now)),
    ]);
    const workOf = new Map(work.map((row) => [row.escort_id, row]));
    const candidates: Candidate[] = [];
    for (const row of profiles) {
      const profile = profileOf(row);
      candidates.push({ profile, workload: workloadOf(workOf.get(profile.id)) });
      if (candidates.length % AT_ONCE === 0) await letOthersGoOn();
    }
    return candidates;
  };
  return {
    async profile(id) {
      const [row] = await rowsOf<ProfileRow>(db, sql`SELECT ${profileColumns} FROM escort WHERE id = ${id}`);
      return row && profileOf(row);
    },
    async candidate(id, needs, now) {
      const [candidate] = await candidatesWhere(sql`id = ${id}`, sql`escort_id = ${id}`, needs, now);
      return candidate;
    },
    candidates: (needs, now) =>
      candidatesWhere(
        sql`city_code = ${needs[0].cityCode}`,
        sql`escort_id IN (SELECT id FROM escort WHERE city_code = ${needs[0].cityCode})`,
        needs,
        now,
      ),
  };
};
