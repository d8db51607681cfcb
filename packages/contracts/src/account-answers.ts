import { z } from 'zod';
import { type Answer, count, id, instant, list } from './answer.js';
import { staffRole } from './people-answers.js';

/** Signed in: the token is told once, and goes into `Authorization: Bearer` or the cookie. */
export const signIn = z.object({
  token: z.string(),
  accountId: id,
  sessionId: id,
  /** The latest that the session can end; unused it ends sooner. */
  endsAt: instant,
});
export type SignInDto = Answer<typeof signIn>;

export const requestedCode = z.object({ challengeId: id, expiresAt: instant });
export type RequestedCodeDto = Answer<typeof requestedCode>;

/** The first half is done; `ticket` goes with the second. */
export const secondFactor = z.object({ needs: z.enum(['totp', 'enrol-totp']), ticket: z.string() });

/** Signed in; or the WeChat identity is new here, and a phone is to be proven with `ticket`. */
export const wechatSignIn = z.union([signIn, z.object({ needs: z.literal('phone'), ticket: z.string() })]);

/** What an authenticator app is to be given. */
export const totpOffer = z.object({ ticket: z.string(), secret: z.string(), uri: z.string() });

export const session = z.object({
  sessionId: id,
  kind: z.enum(['family', 'escort', 'staff']),
  authLevel: z.enum(['code', 'wechat', 'password', 'password+totp']),
  device: z.string(),
  startedAt: instant,
  lastSeenAt: instant,
  isCurrent: z.boolean(),
});
export type SessionDto = Answer<typeof session>;

export const endedSessions = z.object({ ended: count });
export const steppedUp = z.object({ until: instant });

const appeal = z.object({
  text: z.string(),
  at: instant,
  answer: z.object({ granted: z.boolean(), text: z.string(), at: instant }).exactOptional(),
});

export const sanction = z.object({
  sanctionId: id,
  accountId: id,
  kind: z.enum(['warned', 'restricted', 'banned']),
  functions: list(z.enum(['book', 'work', 'review', 'chat'])),
  cause: z.string(),
  reason: z.string(),
  from: instant,
  until: instant.exactOptional(),
  lifted: z.object({ at: instant, reason: z.string() }).exactOptional(),
  appeal: appeal.exactOptional(),
});
export type SanctionDto = Answer<typeof sanction>;
/** A sanction with the person who appeals against it. */
export const openAppeal = sanction.extend({
  name: z.string(),
  /** Masked. */
  phone: z.string(),
});
export type OpenAppealDto = Answer<typeof openAppeal>;
export const imposedSanction = z.object({ sanctionId: id });

export const roleGrant = z.object({
  grantId: id,
  role: staffRole,
  cityCode: z.string().exactOptional(),
  from: instant,
  until: instant.exactOptional(),
  revokedAt: instant.exactOptional(),
});
export type RoleGrantDto = Answer<typeof roleGrant>;
export const grantedRole = z.object({ grantId: id });

export const staffMember = z.object({
  accountId: id,
  name: z.string(),
  /** Masked. */
  phone: z.string(),
  grants: list(roleGrant),
});
export type StaffMemberDto = Answer<typeof staffMember>;

export const personFound = staffMember.extend({
  createdAt: instant,
  lastSignInAt: instant.exactOptional(),
  sanctions: list(sanction),
});
export type PersonFoundDto = Answer<typeof personFound>;
