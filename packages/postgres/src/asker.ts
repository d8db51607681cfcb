import type { Person } from '@banzhen/domain/shared/actor';
import type { AccountId, EscortId, TenantId } from '@banzhen/domain/shared/ids';

/**
 * For whom a transaction works, as row-level security sees it: the platform itself (jobs, callbacks, sign-in), staff of a
 * tenant, a person with what concerns them, or nobody, who sees nothing. Coarse on purpose: times, states and fields are the
 * policy table's (A25).
 */
export type Asker =
  | { readonly power: 'platform' | 'nobody' }
  | {
      readonly power: 'tenant' | 'person';
      readonly tenantId: TenantId;
      readonly accountId: AccountId;
      readonly escortId?: EscortId;
    };

export const platformAsker: Asker = { power: 'platform' };
export const nobody: Asker = { power: 'nobody' };

/** Staff see their tenant; everybody else what concerns them. */
export const askerOf = ({ tenantId, accountId, escortId, staffRoles }: Person): Asker => ({
  power: staffRoles.length > 0 ? 'tenant' : 'person',
  tenantId,
  accountId,
  ...(escortId ? { escortId } : {}),
});

/** For the length of a transaction: a setting of the session would stay on a pooled connection for the next one (AZ11). */
export const SAY_WHO_ASKS = `SELECT set_config('app.power', $1, true), set_config('app.tenant', $2, true),
  set_config('app.account', $3, true), set_config('app.escort', $4, true), set_config('role', $5, true)`;

/** The parameters of `SAY_WHO_ASKS`; the roles are those of 0011-row-security.sql. */
export const whoAsks = (asker: Asker): string[] => {
  const { tenantId, accountId, escortId = '' } = 'accountId' in asker ? asker : noPerson;
  const role = asker.power === 'platform' ? 'banzhen_platform' : 'banzhen_people';
  return [asker.power, tenantId, accountId, escortId, role];
};

const noPerson = { tenantId: '', accountId: '', escortId: '' };
