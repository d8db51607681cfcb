import type { Relation } from '@banzhen/domain/policy';
import { standingRelations } from '@banzhen/domain/policy';
import type { Person } from '@banzhen/domain/shared/actor';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { ESCORT_ACCESS_MINUTES } from '@banzhen/domain/visits';
import { at, textArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

const never = sql.raw('false');

const holdsGrant = (scope: 'view' | 'book', { accountId }: Person, now: Date): Statement =>
  sql`EXISTS (SELECT FROM patient_grant held WHERE held.patient_id = escort_order.patient_id
    AND held.account_id = ${accountId} AND ${scope} = ANY (held.scopes)
    AND held.valid_from <= ${at(now)} AND (held.valid_until IS NULL OR held.valid_until > ${at(now)}))`;

const holdsShift = (cover: 'offered' | 'accepted', { escortId }: Person): Statement =>
  escortId
    ? sql`EXISTS (SELECT FROM order_shift held WHERE held.order_id = escort_order.id
        AND held.escort_id = ${escortId} AND held.cover = ${cover})`
    : never;

/** Staff of the whole tenant, or of the cities that their roles name (A9). */
const isStaffAs = (relation: Relation, actor: Person): Statement => {
  if (!standingRelations(actor).includes(relation)) return never;
  const cities = [...new Set((actor.roleScopes ?? []).flatMap(({ cityCode }) => cityCode ?? []))];
  const isWithin = (cityCode: string) => standingRelations(actor, cityCode).includes(relation);
  return isWithin('')
    ? sql.raw('true')
    : sql`escort_order.city_code = ANY (${textArray(cities.filter(isWithin))})`;
};

const overAt = sql.raw(
  'coalesce(escort_order.finished_at, escort_order.cancelled_at, escort_order.no_show_at)',
);

const predicateOf = (relation: Relation, actor: Person, now: Date): Statement => {
  switch (relation) {
    case 'booker':
      return sql`escort_order.booked_by = ${actor.accountId}`;
    case 'proxy-view':
      return holdsGrant('view', actor, now);
    case 'proxy-book':
      return holdsGrant('book', actor, now);
    case 'assigned-escort': {
      const since = minutesAfter(now, -ESCORT_ACCESS_MINUTES);
      return sql`(${holdsShift('accepted', actor)} AND (${overAt} IS NULL OR ${overAt} > ${at(since)}))`;
    }
    case 'offered-escort':
      return sql`(${holdsShift('offered', actor)} AND ${overAt} IS NULL)`;
    case 'escort':
      return actor.escortId ? sql.raw('true') : never;
    case 'dispatcher':
    case 'finance':
    case 'quality':
    case 'support':
    case 'admin':
    case 'auditor':
      return isStaffAs(relation, actor);
    // To a patient or an account, or of no person at all.
    case 'clinic':
    case 'clinic-desk':
    case 'anyone':
    case 'keeper':
    case 'partner':
    case 'partner-booker':
    case 'self':
    case 'system':
    case 'provider':
      return never;
  }
};

/**
 * The orders to which `actor` stands in one of `relations` at `now`: the SQL of what `relationsToOrder` says of one order,
 * for lists, so that a list never shows what a single read would refuse (AZ9).
 */
export const ordersRelatedTo = (actor: Person, relations: readonly Relation[], now: Date): Statement =>
  sql`(escort_order.tenant_id = ${actor.tenantId}
    AND (${relations.reduce((sum, relation) => sql`${sum} OR ${predicateOf(relation, actor, now)}`, never)}))`;
