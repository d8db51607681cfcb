import type { RoleGrantDto } from '@banzhen/contracts';

/** Roles that count now. Accounts live in the time of the machine, also where a demo moves its own clock. */
export const liveGrants = (grants: readonly RoleGrantDto[], nowMs = Date.now()): readonly RoleGrantDto[] =>
  grants.filter(
    ({ revokedAt, until }) => revokedAt === undefined && (until === undefined || Date.parse(until) > nowMs),
  );
