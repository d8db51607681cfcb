import type { Person } from '../shared/actor.js';
import type { EscortId, TenantId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import { type AccountBanned, banIn, restrictedIn, type SanctionEffect } from './sanction.js';
import { isLiveSession, type Session } from './session.js';
import { roleScopesOf, type StaffGrant } from './staff-grant.js';

/** Everything that says who sent a request, as one read finds it. */
export type SignedIn = {
  readonly session: Session;
  readonly tenantId: TenantId;
  readonly escortId?: EscortId;
  /** Of the account, whether they still count or not. */
  readonly grants: readonly StaffGrant[];
  /** Those that nobody has lifted. */
  readonly sanctions: readonly SanctionEffect[];
};

/** The session has ended. */
export type SessionOver = { readonly type: 'SessionOver' };

/**
 * The person behind a session at `now`. Roles of staff count only where password and authenticator app were shown; bans,
 * grants and ends act at once, because nothing of this is kept between requests (AU9).
 */
export const personOf = (found: SignedIn, now: Date): Result<Person, SessionOver | AccountBanned> => {
  const { session, tenantId, escortId, grants, sanctions } = found;
  if (!isLiveSession(session, now)) return err({ type: 'SessionOver' });
  const ban = banIn(sanctions, now);
  if (ban) return err(ban);
  const roleScopes =
    session.kind === 'staff' && session.authLevel === 'password+totp' ? roleScopesOf(grants, now) : [];
  return ok({
    kind: 'person',
    accountId: session.accountId,
    tenantId,
    ...(escortId ? { escortId } : {}),
    staffRoles: [...new Set(roleScopes.map(({ role }) => role))],
    roleScopes,
    sessionId: session.id,
    authLevel: session.authLevel,
    ...(session.steppedUpAt ? { steppedUpAt: session.steppedUpAt } : {}),
    restricted: restrictedIn(sanctions, now),
  });
};
