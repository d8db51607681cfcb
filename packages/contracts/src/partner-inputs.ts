import { z } from 'zod';
import { id, idempotencyKey, text } from './primitives.js';

export const registerPartnerInput = z.strictObject({
  name: text(200),
  kind: z.enum(['clinic', 'insurer']),
});

export const createPartnerKeyInput = z.strictObject({
  partnerId: id,
  hospitalIds: z.array(id).max(200),
  operations: z.array(z.string().max(100)).max(100),
  /** CIDR ranges such as 203.0.113.0/24; none for anywhere. */
  networks: z.array(z.string().max(60)).max(100),
  /** Requests a UTC day. */
  dailyQuota: z.int(),
  /** Whole days. */
  days: z.int(),
  /** An Ed25519 public key, PEM or its base64. */
  signingKey: z.string().min(1).max(1_000).optional(),
});

export const partnerKeyInput = z.strictObject({ keyId: id });

export const partnerInput = z.strictObject({ partnerId: id });

/** Whole fen; how much it may be at most is the domain's. */
export const creditLimitInput = z.strictObject({ partnerId: id, limitFen: z.int().nonnegative() });

/** Whole fen; what fits of amount, day and reference is the domain's. */
export const recordSettlementInput = z.strictObject({
  partnerId: id,
  amountFen: z.int(),
  /** By the clinics' calendar. */
  receivedOn: z.string().max(10),
  bankReference: z.string().max(200),
  idempotencyKey,
});

export const reverseSettlementInput = z.strictObject({
  partnerId: id,
  settlementId: id,
  cause: z.enum(['wrong-partner', 'wrong-amount', 'wrong-details', 'returned']),
  idempotencyKey,
});

const LARGEST_PAGE = 100;

/** A page of a partner's events after a place in the feed; from its beginning where none is given. */
export const partnerEventsInput = z.strictObject({
  partnerId: id,
  after: z.strictObject({ xid: z.string().regex(/^(?:0|[1-9]\d{0,18})$/), id }).optional(),
  limit: z.int().min(1).max(LARGEST_PAGE).default(50),
});
