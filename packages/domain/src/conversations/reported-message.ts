import type { AccountId, OrderId, ReportFindingId, TenantId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import type { MessageReport } from './conversation.js';

export const reportOutcomes = ['upheld', 'not-upheld'] as const;

/** What the desk has found about a reported message. One that is upheld is hidden from all but who said it and the desk. */
export type ReportOutcome = (typeof reportOutcomes)[number];

/** A message that was reported: one matter for the desk, however many have reported it. */
export type ReportedMessage = {
  readonly orderId: OrderId;
  readonly seq: number;
  readonly status: 'open' | ReportOutcome;
  /** Since when it waits for the desk, or when the desk closed it. */
  readonly since: Date;
  /** Grows with each report and with each finding: nobody closes what they have not seen whole. */
  readonly version: number;
};

/** What somebody of the desk has found; the note is sealed like the conversation itself, and told to nobody. */
export type ReportFinding = {
  readonly id: ReportFindingId;
  readonly tenantId: TenantId;
  readonly orderId: OrderId;
  readonly seq: number;
  readonly outcome: ReportOutcome;
  readonly by: AccountId;
  readonly note: string;
  readonly at: Date;
  /** The key that its request carried, with which it is found once. */
  readonly key: string;
};

/** Nothing about this message waits for the desk. */
export type NoOpenReport = { readonly type: 'NoOpenReport' };

/**
 * The matter after one more report. What was found not upheld waits again; what is upheld stays so, because nobody but its author
 * could have read it.
 */
export const afterReport = (
  before: ReportedMessage | undefined,
  { orderId, seq, at }: MessageReport,
): ReportedMessage => {
  if (!before) return { orderId, seq, status: 'open', since: at, version: 1 };
  const version = before.version + 1;
  return before.status === 'not-upheld'
    ? { ...before, status: 'open', since: at, version }
    : { ...before, version };
};

/** The matter with its finding, while it waits for one. */
export const closeReported = (
  reported: ReportedMessage,
  outcome: ReportOutcome,
  at: Date,
): Result<ReportedMessage, NoOpenReport> =>
  reported.status === 'open'
    ? ok({ ...reported, status: outcome, since: at, version: reported.version + 1 })
    : err({ type: 'NoOpenReport' });
