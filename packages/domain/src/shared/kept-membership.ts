import type { AccountId, TenantId } from './ids.js';

/** The period whose privileges count. */
export type StandingPeriod = {
  /** Counts the periods of an account, so that quotas of one are never taken for those of another. */
  readonly no: number;
  readonly level: number;
  readonly policyVersion: number;
  readonly startsAt: Date;
};

/** What a membership is worth at an instant, as the clock says: no timer has to have fired first. */
export type Standing =
  | { readonly kind: 'none' }
  | { readonly kind: 'active' | 'grace'; readonly period: StandingPeriod }
  | { readonly kind: 'frozen'; readonly since: Date }
  | { readonly kind: 'lapsed'; readonly since: Date };

/** What an order keeps of its member: the same answers for its whole life, whatever becomes of the membership (M4). */
export type KeptMembership = {
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly keptAt: Date;
  readonly standing: Standing;
};
