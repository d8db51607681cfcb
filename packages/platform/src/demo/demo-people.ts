import type { Person } from '@banzhen/domain/shared/actor';
import type { AccountId, TenantId } from '@banzhen/domain/shared/ids';
import { type DemoAccount, demoFamilies, demoStaff, demoTenant } from './demo-city.js';

/** What a sketch of the demo names and the city must have. */
export const required = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('the demo city lacks what its sketches name');
  return found;
};

/** Somebody of the demo who acts, in the demo city unless told otherwise. */
export const personOf = ({ id, staffRoles }: DemoAccount, tenantId: TenantId = demoTenant): Person => ({
  kind: 'person',
  accountId: id,
  tenantId,
  staffRoles,
});

/** The family that an account of the demo city is. */
export const familyOf = (accountId: AccountId | undefined): Person =>
  personOf(required(demoFamilies.find(({ id }) => id === accountId)));

/** Who dispatches in the demo city. */
export const demoDispatcher = (): Person =>
  personOf(required(demoStaff.find(({ staffRoles }) => staffRoles.includes('dispatcher'))));
