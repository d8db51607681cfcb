import { earliest, minutesAfter } from '../shared/clock.js';
import type { AccountId, InvitationId, PatientId, TenantId } from '../shared/ids.js';
import type { PhoneNumber } from '../shared/phone-number.js';
import { err, ok, type Result } from '../shared/result.js';
import type { EmptyTimeRange } from '../shared/time-range.js';
import type { ProxyGrant } from './patient.js';

/** What a proxy may do: see, or see and book. */
export type ProxyScope = 'view' | 'book';

/**
 * A proxy grant that waits for the owner of a phone. It is made for any number, whether somebody has signed up with it or
 * not, so that the answer tells nobody who has.
 */
export type Invitation = {
  readonly id: InvitationId;
  readonly tenantId: TenantId;
  readonly patientId: PatientId;
  readonly phone: PhoneNumber;
  readonly scope: ProxyScope;
  /** Until when the grant will last. */
  readonly until: Date;
  readonly invitedBy: AccountId;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

export const INVITATION_DAYS = 14;
export const LONGEST_PROXY_DAYS = 366;
export const MOST_INVITATIONS = 10;

const DAY_MINUTES = 24 * 60;

/** A proxy lasts no longer than this; it can be granted again. */
export type ProxyTooLong = { readonly type: 'ProxyTooLong'; readonly mostDays: number };

/** So many invitations for one patient wait already. */
export type TooManyInvitations = { readonly type: 'TooManyInvitations'; readonly most: number };

/** The invitation has been answered, withdrawn, or has run out. */
export type InvitationGone = { readonly type: 'InvitationGone' };

/** A new invitation, open for 14 days and never longer than what it promises. */
export const newInvitation = (
  given: Omit<Invitation, 'createdAt' | 'expiresAt'>,
  now: Date,
): Result<Invitation, EmptyTimeRange | ProxyTooLong> => {
  if (given.until <= now) return err({ type: 'EmptyTimeRange' });
  if (given.until > minutesAfter(now, LONGEST_PROXY_DAYS * DAY_MINUTES))
    return err({ type: 'ProxyTooLong', mostDays: LONGEST_PROXY_DAYS });
  const expiresAt = earliest(minutesAfter(now, INVITATION_DAYS * DAY_MINUTES), given.until);
  return ok({ ...given, createdAt: now, expiresAt });
};

export const isOpenInvitation = ({ expiresAt }: Pick<Invitation, 'expiresAt'>, now: Date): boolean =>
  now < expiresAt;

/** What the invitation becomes once its owner accepts. */
export const grantOf = (
  { scope, until }: Pick<Invitation, 'scope' | 'until'>,
  accountId: AccountId,
  now: Date,
): ProxyGrant => ({
  accountId,
  scopes: scope === 'book' ? ['view', 'book'] : ['view'],
  from: now,
  until,
});
