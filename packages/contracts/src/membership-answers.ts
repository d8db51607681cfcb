import { z } from 'zod';
import { type Answer, count, fen, id, instant, list, title, version } from './answer.js';

export const memberStatus = z.enum(['NONE', 'ACTIVE', 'GRACE', 'FROZEN', 'EXPIRED', 'CANCELLED']);
export type MemberStatusDto = Answer<typeof memberStatus>;

/** What a privilege is worth; rates are basis points. */
export const privilegeValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('flag'), isOn: z.boolean() }),
  z.object({ kind: z.literal('number'), number: z.int() }),
  z.object({ kind: z.literal('rate'), rate: count }),
  z.object({ kind: z.literal('quota'), most: count, everyDays: count }),
]);
export type PrivilegeValueDto = Answer<typeof privilegeValue>;

const level = z.object({ level: count, name: title });

const memberEvent = z.object({
  type: z.string(),
  from: memberStatus,
  to: memberStatus,
  version,
  at: instant,
  /** In which capacity it was done; never a name. */
  as: z.string(),
  cause: z.string().exactOptional(),
  level: count.exactOptional(),
  growth: count.exactOptional(),
});

/** A membership with what it is worth now. */
export const membership = z.object({
  accountId: id,
  status: memberStatus,
  growth: count,
  /** For the next command; 0 before there is a membership. */
  version: count,
  level: level.exactOptional(),
  period: z.object({ policyVersion: version, startsAt: instant, endsAt: instant }).exactOptional(),
  graceUntil: instant.exactOptional(),
  frozenAt: instant.exactOptional(),
  endedAt: instant.exactOptional(),
  /** Those that hold now; `left` is what a quota still has in its window. */
  privileges: list(z.object({ code: z.string(), value: privilegeValue, left: count.exactOptional() })),
  history: list(memberEvent),
});
export type MembershipDto = Answer<typeof membership>;

/** The same for staff: names are empty once the account is erased. */
export const memberFound = membership.extend({
  name: z.string(),
  /** Masked. */
  phone: z.string(),
});
export type MemberFoundDto = Answer<typeof memberFound>;

export const memberPage = z.object({
  rows: list(
    z.object({
      accountId: id,
      name: z.string(),
      /** Masked. */
      phone: z.string(),
      status: memberStatus,
      growth: count,
      level: level.exactOptional(),
      /** When the period, or the grace after it, ends. */
      until: instant.exactOptional(),
    }),
  ),
  nextCursor: id.exactOptional(),
});
export type MemberPageDto = Answer<typeof memberPage>;

export const memberAnswer = z.object({ accountId: id, status: memberStatus, version });

export const membershipPolicy = z.object({
  version,
  periodDays: count,
  graceDays: count,
  growthPerYuan: count,
  points: z.object({ perYuan: count, lifetimeDays: count, restoredForDays: count }),
  levels: list(
    z.object({
      level: count,
      name: title,
      growthThreshold: count,
      keepLine: count,
      privileges: list(z.object({ code: z.string(), value: privilegeValue, isKeptInGrace: z.boolean() })),
    }),
  ),
  plans: list(z.object({ code: z.string(), level: count, priceFen: fen, days: count, isOpen: z.boolean() })),
});
export type MembershipPolicyDto = Answer<typeof membershipPolicy>;

export const publishedPolicy = z.object({
  policy: membershipPolicy,
  inForceFrom: instant,
  /** Whether new periods begin with it now. */
  isInForce: z.boolean(),
});
export type PublishedPolicyDto = Answer<typeof publishedPolicy>;

/** The first thing that publishing would refuse, if there is one, and how many members have which level now. */
export const membershipPolicyPreview = z.object({
  members: list(z.object({ level: count, members: count })),
  wrong: z.object({ at: z.string(), why: z.string() }).exactOptional(),
});
export type MembershipPolicyPreviewDto = Answer<typeof membershipPolicyPreview>;

/** Points of an account with a page of what happened to them, the newest first. */
export const pointsBook = z.object({
  accountId: id,
  /** The sum of all entries: negative by what is owed. */
  balance: z.int(),
  spendable: count,
  debt: count,
  lots: list(z.object({ no: count, left: count, expiresAt: instant })),
  entries: list(
    z.object({
      seq: version,
      kind: z.enum(['EARN', 'SPEND', 'RESTORE', 'CLAWBACK', 'EXPIRE', 'ADJUST']),
      points: z.int(),
      leftAfter: count,
      debtAfter: count,
      at: instant,
      as: z.string(),
      cause: z.string().exactOptional(),
      /** The order that it was for. */
      orderId: id.exactOptional(),
    }),
  ),
  nextCursor: count.exactOptional(),
});
export type PointsBookDto = Answer<typeof pointsBook>;

export const pointsAdjusted = z.object({ accountId: id, points: z.int(), balance: z.int() });
