import type { AccountId, TenantId } from '@banzhen/domain/shared/ids';
import type { KeptMembership, Standing } from '@banzhen/domain/shared/kept-membership';
import { instantOf } from '../sql-values.js';

/** A kept membership as json has it: instants are ISO 8601. */
export type KeptMembershipJson = {
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly keptAt: string;
  readonly standing:
    | { readonly kind: 'none' }
    | { readonly kind: 'frozen' | 'lapsed'; readonly since: string }
    | {
        readonly kind: 'active' | 'grace';
        readonly period: {
          readonly no: number;
          readonly level: number;
          readonly policyVersion: number;
          readonly startsAt: string;
        };
      };
};

const standingJson = (standing: Standing): KeptMembershipJson['standing'] => {
  if (standing.kind === 'none') return standing;
  if (standing.kind === 'frozen' || standing.kind === 'lapsed')
    return { kind: standing.kind, since: standing.since.toISOString() };
  const { kind, period } = standing;
  return { kind, period: { ...period, startsAt: period.startsAt.toISOString() } };
};

const standingOf = (json: KeptMembershipJson['standing']): Standing => {
  if (json.kind === 'none') return json;
  if ('since' in json) return { kind: json.kind, since: instantOf(json.since) };
  const { kind, period } = json;
  return { kind, period: { ...period, startsAt: instantOf(period.startsAt) } };
};

export const keptMembershipJson = (kept: KeptMembership | undefined): KeptMembershipJson | null =>
  kept ? { ...kept, keptAt: kept.keptAt.toISOString(), standing: standingJson(kept.standing) } : null;

/** As a field of what keeps it; none where nothing is kept. */
export const keptMembershipIn = (
  json: KeptMembershipJson | null,
): { readonly membership?: KeptMembership } =>
  json
    ? {
        membership: {
          tenantId: json.tenantId,
          accountId: json.accountId,
          keptAt: instantOf(json.keptAt),
          standing: standingOf(json.standing),
        },
      }
    : {};
