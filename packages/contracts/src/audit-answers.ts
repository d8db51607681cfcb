import { z } from 'zod';
import { type Answer, count, id, instant, list } from './answer.js';

/** An id, a word of an enumeration, an instant, a whole number, or yes or no. */
export const auditFact = z.union([z.string(), z.number(), z.boolean(), list(z.string())]);
export type AuditFactDto = Answer<typeof auditFact>;

/** Who did what to which thing, and what came of it. `stream` and `seq` name the entry. */
export const auditEntry = z.object({
  stream: count,
  seq: z.int().positive(),
  at: instant,
  as: z.string(),
  accountId: id.exactOptional(),
  operation: z.string(),
  object: z.object({ kind: z.string(), id: z.string() }).exactOptional(),
  outcome: z.enum(['done', 'refused']),
  reason: z.string().exactOptional(),
  requestId: z.string().exactOptional(),
  facts: z.record(z.string(), auditFact).exactOptional(),
});
export type AuditEntryDto = Answer<typeof auditEntry>;

export const auditPage = z.object({ rows: list(auditEntry), nextCursor: z.string().exactOptional() });
export type AuditPageDto = Answer<typeof auditPage>;

/**
 * The first thing that is wrong with a stream, or with the checkpoints. What was `rewritten` begins with one of `seq` to
 * `until`; where rows are `truncated`, those before are vouched for up to `vouchedSeq`.
 */
export const auditFault = z.union([
  z.object({
    what: z.enum(['edited', 'deleted', 'inserted', 'reordered', 'forked', 'truncated', 'rewritten']),
    stream: count,
    seq: count,
    until: count.exactOptional(),
    vouchedSeq: count.exactOptional(),
  }),
  z.object({
    what: z.enum(['checkpoint-forged', 'checkpoint-missing', 'checkpoints-rolled-back']),
    no: z.int(),
  }),
]);
export type AuditFaultDto = Answer<typeof auditFault>;

export const auditVerdict = z.object({
  /** Rows that are in order. */
  rows: count,
  /** Signed checkpoints that they were held against; without any, rows cut off at the end are not missed. */
  checkpoints: count,
  vouchedAt: instant.exactOptional(),
  /** Empty: nothing is wrong. */
  faults: list(auditFault),
});
export type AuditVerdictDto = Answer<typeof auditVerdict>;
