import { z } from 'zod';
import { type Answer, count, id, instant, list } from './answer.js';

export const partnerKey = z.object({
  keyId: id,
  hospitalIds: list(id),
  /** Rows of the policy table. */
  operations: list(z.string()),
  /** CIDR ranges; from anywhere where there are none. */
  networks: list(z.string()),
  dailyQuota: count,
  /** Whether what changes something has to be signed. */
  isSigned: z.boolean(),
  createdAt: instant,
  /** The account of the administrator who gave it. */
  madeBy: id,
  expiresAt: instant,
  /** To the minute. */
  lastUsedAt: instant.exactOptional(),
  /** Why it counts no more. */
  over: z.enum(['expired', 'revoked']).exactOptional(),
});
export type PartnerKeyDto = Answer<typeof partnerKey>;

export const partners = z.object({
  partners: list(
    z.object({
      partnerId: id,
      kind: z.enum(['clinic', 'insurer']),
      name: z.string(),
      createdAt: instant,
      keys: list(partnerKey),
      /** Whether it may be given one more key. */
      hasRoomForKey: z.boolean(),
      /** Whose events some live key may follow: its endpoints are told of no others. */
      followedHospitalIds: list(id),
    }),
  ),
  /** What a key can be for. */
  operations: list(z.string()),
});
export type PartnersDto = Answer<typeof partners>;

/** The last thirty UTC days, the oldest first. */
export const partnerUsage = z.object({
  days: list(z.object({ day: z.iso.date(), requests: count, quota: count })),
});
export type PartnerUsageDto = Answer<typeof partnerUsage>;

/** A place in the feed of events: the transaction in which something happened, and the message of it. */
export const feedPlace = z.object({ xid: z.string(), id });

/** What `/v1/events` tells keys of a partner, the oldest first. */
export const partnerEvents = z.object({
  /** Whether some live key may follow events at all. */
  isFollowed: z.boolean(),
  events: list(
    z.object({
      eventId: id,
      type: z.string(),
      about: z.enum(['appointment', 'session', 'escort-order']),
      subjectId: id,
      hospitalId: id,
      version: count,
      /** What is still to be put on account for an escort order after it, in fen. */
      dueFen: count.exactOptional(),
      at: instant,
    }),
  ),
  /** Where to go on; nothing more happened so far where the page is not full. */
  next: feedPlace,
});
export type PartnerEventsDto = Answer<typeof partnerEvents>;

/** What a partner owes and how much it may owe, in fen; what it has paid in advance is owed to it, which is negative. */
export const partnerCredit = z.object({ owedFen: z.int(), limitFen: count });
export type PartnerCreditDto = Answer<typeof partnerCredit>;

/** The last fifty payments of a partner for its account, what was recorded last first. */
export const partnerSettlements = z.object({
  settlements: list(
    z.object({
      settlementId: id,
      amountFen: count,
      receivedOn: z.iso.date(),
      bankReference: z.string(),
      recordedAt: instant,
      /** The account of who booked it. */
      recordedBy: id,
      reversal: z
        .object({
          cause: z.enum(['wrong-partner', 'wrong-amount', 'wrong-details', 'returned']),
          reversedAt: instant,
          reversedBy: id,
        })
        .exactOptional(),
    }),
  ),
  /** The account of the ledger that they are on. */
  account: z.string(),
});
export type PartnerSettlementsDto = Answer<typeof partnerSettlements>;

/** What the partner owes with that payment. */
export const recordedSettlement = z.object({ settlementId: id, owedFen: z.int() });
export const reversedSettlement = z.object({ reversalId: id, owedFen: z.int() });

export const registeredPartner = z.object({ partnerId: id });
/** The key itself, told this once. */
export const createdKey = z.object({ keyId: id, key: z.string(), expiresAt: instant });
export type CreatedKeyDto = Answer<typeof createdKey>;
