import type { Caller } from '@banzhen/domain/shared/actor';
import type { AccountId, EscortId, HospitalId, TenantId } from '@banzhen/domain/shared/ids';

/**
 * For whom a transaction works, as row-level security sees it: the platform itself (jobs, callbacks, sign-in), staff of a
 * tenant, a person with what concerns them, a partner's system with the hospitals of its key, or nobody, who sees nothing. Coarse on purpose: times, states and fields are the
 * policy table's (A25).
 */
export type Asker =
  | { readonly power: 'platform' | 'nobody' }
  | {
      readonly power: 'tenant' | 'person';
      readonly tenantId: TenantId;
      readonly accountId: AccountId;
      readonly escortId?: EscortId;
    }
  | {
      readonly power: 'partner';
      readonly tenantId: TenantId;
      readonly accountId: AccountId;
      readonly hospitalIds: readonly HospitalId[];
    };

export const platformAsker: Asker = { power: 'platform' };
export const nobody: Asker = { power: 'nobody' };

/** Staff see their tenant, partners the hospitals of their key; everybody else what concerns them. */
export const askerOf = (caller: Caller): Asker => {
  const { tenantId, accountId } = caller;
  if (caller.kind === 'partner')
    return { power: 'partner', tenantId, accountId, hospitalIds: caller.hospitalIds };
  const { escortId, staffRoles } = caller;
  const power = staffRoles.length > 0 ? 'tenant' : 'person';
  return { power, tenantId, accountId, ...(escortId ? { escortId } : {}) };
};

/** For the length of a transaction: a setting of the session would stay on a pooled connection for the next one (AZ11). */
export const SAY_WHO_ASKS = `SELECT set_config('app.power', $1, true), set_config('app.tenant', $2, true),
  set_config('app.account', $3, true), set_config('app.escort', $4, true), set_config('app.hospitals', $5, true),
  set_config('role', $6, true)`;

/** The parameters of `SAY_WHO_ASKS`; the roles are those of 0011-row-security.sql. */
export const whoAsks = (asker: Asker): string[] => {
  const role = asker.power === 'platform' ? 'banzhen_platform' : 'banzhen_people';
  if (!('accountId' in asker)) return [asker.power, '', '', '', '', role];
  const who = [asker.power, asker.tenantId, asker.accountId];
  return 'hospitalIds' in asker
    ? [...who, '', `{${asker.hospitalIds.join(',')}}`, role]
    : [...who, asker.escortId ?? '', '', role];
};
