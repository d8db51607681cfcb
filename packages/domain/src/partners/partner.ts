import type { AccountId, PartnerId, TenantId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';

export const partnerKinds = ['clinic', 'insurer'] as const;

/** Whose organisation it is: one that runs clinics, or one that insures patients. */
export type PartnerKind = (typeof partnerKinds)[number];

/** An organisation whose systems work with a tenant (A8). What they do is done under an account of its own, with which nobody signs in. */
export type Partner = {
  readonly id: PartnerId;
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly kind: PartnerKind;
  /** One of a kind within the tenant, 1 to 80 characters. */
  readonly name: string;
  readonly createdAt: Date;
};

/** The tenant has a partner of this name. */
export type PartnerKnown = { readonly type: 'PartnerKnown' };
/** A name is missing or longer than `limit` characters. */
export type PartnerNameUnfit = { readonly type: 'PartnerNameUnfit'; readonly limit: number };

const LONGEST_NAME = 80;

/** The name as it is kept. */
export const partnerName = (given: string): Result<string, PartnerNameUnfit> => {
  const name = given.trim();
  const isFit = name.length > 0 && name.length <= LONGEST_NAME;
  return isFit ? ok(name) : err({ type: 'PartnerNameUnfit', limit: LONGEST_NAME });
};
