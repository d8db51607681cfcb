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
  createdAt: instant,
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
    }),
  ),
  /** What a key can be for. */
  operations: list(z.string()),
});
export type PartnersDto = Answer<typeof partners>;

export const registeredPartner = z.object({ partnerId: id });
/** The key itself, told this once. */
export const createdKey = z.object({ keyId: id, key: z.string(), expiresAt: instant });
export type CreatedKeyDto = Answer<typeof createdKey>;
