import type { EscortProfile, RosterWindow } from '@banzhen/domain/dispatch';
import type { PatientId } from '@banzhen/domain/shared/ids';
import type { TimeRange } from '@banzhen/domain/shared/time-range';
import { placeOf } from '../place-row.js';
import { escorts } from '../schema/index.js';
import { instantOf, optional } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';

/** Start and end in seconds: a thousand escorts have tens of thousands of them. */
export type RangeJson = readonly [startsAt: number, endsAt: number];

const dateOf = (seconds: number): Date => new Date(Math.round(seconds * 1000));

/** Earliest first, whatever the database found first. */
export const rangesOf = (rows: readonly RangeJson[] | null | undefined): readonly TimeRange[] =>
  (rows ?? [])
    .toSorted(([left], [right]) => left - right)
    .map(([startsAt, endsAt]) => ({ startsAt: dateOf(startsAt), endsAt: dateOf(endsAt) }));

/** The aggregate that `rangesOf` reads. */
export const rangesJson = (startsAt: string, endsAt: string): Statement =>
  sql.raw(`array_to_json(array_agg(ARRAY[date_part('epoch', ${startsAt}), date_part('epoch', ${endsAt})]))`);

const escortRows = tableRows(escorts);

/** What `profileOf` reads: the escort's row and, each as one column, everything that belongs to it. */
export const profileColumns = sql`${escortRows.columns},
  (SELECT json_agg(c ORDER BY c.kind) FROM escort_credential c WHERE c.escort_id = escort.id) AS credentials,
  (SELECT json_agg(json_build_array(r.weekday, r.from_minute, r.to_minute) ORDER BY r.weekday, r.from_minute)
    FROM escort_roster r WHERE r.escort_id = escort.id) AS roster,
  (SELECT ${rangesJson('l.starts_at', 'l.ends_at')} FROM escort_leave l WHERE l.escort_id = escort.id) AS leaves,
  (SELECT json_agg(d.patient_id ORDER BY d.patient_id) FROM escort_do_not_match d WHERE d.escort_id = escort.id)
    AS do_not_match,
  (SELECT min(CASE s.kind WHEN 'banned' THEN 'BANNED' ELSE 'RESTRICTED' END) FROM sanction s
    WHERE s.account_id = escort.account_id AND s.lifted_at IS NULL AND s.valid_from <= now()
      AND (s.valid_until IS NULL OR s.valid_until > now()) AND (s.kind = 'banned' OR 'work' = ANY (s.functions)))
    AS sanctioned`;

export type ProfileRow = Readonly<Record<string, unknown>> & {
  readonly credentials: readonly { readonly kind: string; readonly valid_until: string }[] | null;
  readonly roster: readonly (readonly [number, number, number])[] | null;
  readonly leaves: readonly RangeJson[] | null;
  readonly do_not_match: readonly PatientId[] | null;
  /** What live sanctions make of the account; a ban before all else. */
  readonly sanctioned: 'BANNED' | 'RESTRICTED' | null;
};

const windowOf = ([weekday, fromMinute, toMinute]: readonly [number, number, number]): RosterWindow => ({
  weekday,
  fromMinute,
  toMinute,
});

export const profileOf = (row: ProfileRow): EscortProfile => {
  const escort = escortRows.read(row);
  return {
    id: escort.id,
    accountId: escort.accountId,
    tenantId: escort.tenantId,
    cityCode: escort.cityCode,
    gender: escort.gender,
    account: row.sanctioned ?? escort.accountState,
    certification: escort.certification,
    credentials: (row.credentials ?? []).map(({ kind, valid_until }) => ({
      kind,
      validUntil: instantOf(valid_until),
    })),
    isAccepting: escort.isAccepting,
    skills: escort.skills,
    services: escort.services,
    hospitals: escort.hospitalIds,
    roster: (row.roster ?? []).map(windowOf),
    leaves: rangesOf(row.leaves),
    doNotMatch: row.do_not_match ?? [],
    ...optional(
      'base',
      placeOf({ longitude: escort.baseLongitude, latitude: escort.baseLatitude, datum: escort.baseDatum }),
    ),
    rating: {
      hundredths: escort.ratingCount === 0 ? 0 : Math.round(escort.ratingSum / escort.ratingCount),
      count: escort.ratingCount,
    },
  };
};
