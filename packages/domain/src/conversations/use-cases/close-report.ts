import {
  byPerson,
  type Origin,
  recordDone,
  recordRefusal,
  type WordsRequired,
} from '../../accounts/index.js';
import type { StaleVersion } from '../../orders/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { KeyReused } from '../../shared/idempotency.js';
import { idFrom, type OrderId, type ReportFindingId } from '../../shared/ids.js';
import { done, err, ok, type Result } from '../../shared/result.js';
import {
  closeReported,
  type NoOpenReport,
  type ReportFinding,
  type ReportOutcome,
} from '../reported-message.js';
import type { ConversationStores } from '../stores.js';
import type { ConversationDeps } from './deps.js';
import { type Part, takePart } from './take-part.js';

/** The desk says what it has found about a reported message. */
export type CloseReport = {
  readonly orderId: OrderId;
  readonly seq: number;
  readonly outcome: ReportOutcome;
  /** At least four characters; kept, sealed, and told to nobody. */
  readonly note: string;
  /** The version of the matter that was looked at. */
  readonly expectedVersion: number;
  /** A request with the same key finds once, however often it is sent. */
  readonly idempotencyKey: string;
};

export type ClosedReport = {
  readonly orderId: OrderId;
  readonly seq: number;
  readonly outcome: ReportOutcome;
  readonly at: Date;
};

/** Whoever closes it was never shown the message. */
export type MessageNotSeen = { readonly type: 'MessageNotSeen' };

/** Whoever closes it has said the message themselves, or has reported it. */
export type PartyToReport = { readonly type: 'PartyToReport' };

type Refused =
  | NotFound
  | NotAllowed
  | WordsRequired
  | StaleVersion
  | NoOpenReport
  | MessageNotSeen
  | PartyToReport
  | KeyReused;

const SHORTEST_NOTE = 4;

const answerOf = ({ orderId, seq, outcome, at }: ReportFinding): ClosedReport => ({
  orderId,
  seq,
  outcome,
  at,
});

/** Whether a finding is what this command asks for, opened text compared with opened text. */
const isSame = (finding: ReportFinding, { orderId, seq, outcome, note }: CloseReport): boolean =>
  finding.orderId === orderId &&
  finding.seq === seq &&
  finding.outcome === outcome &&
  finding.note === note.trim();

/** Judged by somebody who has read it, and who is no party to it. */
const permitJudging = async (
  { conversations, conversationReveals }: ConversationStores,
  { accountId }: Person,
  { orderId, seq }: CloseReport,
): Promise<Result<void, MessageNotSeen | PartyToReport>> => {
  const [message] = await conversations.page({ orderId, after: seq - 1, limit: 1 });
  if (message?.seq === seq && message.by === accountId) return err({ type: 'PartyToReport' });
  const isSeen = await conversationReveals.hasShown(orderId, seq, accountId);
  return isSeen ? done : err({ type: 'MessageNotSeen' });
};

const tell = (
  { outbox }: ConversationStores,
  { order }: Part,
  seq: number,
  reporters: readonly string[],
): Promise<void> =>
  outbox.append([
    {
      topic: 'conversation',
      aggregateId: order.id,
      type: 'MessageReportClosed',
      payload: { reporters, version: seq, tenantId: order.tenantId, cityCode: order.cityCode },
    },
  ]);

const close = async (
  { clock, ids }: ConversationDeps,
  stores: ConversationStores,
  actor: Person,
  command: CloseReport,
): Promise<Result<{ readonly finding: ReportFinding; readonly part?: Part }, Refused>> => {
  const { orderId, seq, outcome, idempotencyKey: key } = command;
  const now = clock.now();
  const part = await takePart(stores, 'conversation.close-report', actor, orderId, now);
  if (!part.ok) return part;
  const note = command.note.trim();
  if ([...note].length < SHORTEST_NOTE) return err({ type: 'WordsRequired' });
  const reported = await stores.reportedMessages.find(orderId, seq);
  const before = await stores.reportFindings.foundUnder(actor.accountId, key);
  if (before) return isSame(before, command) ? ok({ finding: before }) : err({ type: 'KeyReused', key });
  if (!reported) return err({ type: 'NoOpenReport' });
  if (reported.version !== command.expectedVersion)
    return err({ type: 'StaleVersion', currentVersion: reported.version });
  const closed = closeReported(reported, outcome, now);
  if (!closed.ok) return closed;
  const permitted = await permitJudging(stores, actor, command);
  if (!permitted.ok) return permitted;
  const reporters = await stores.reports.markLookedAt(orderId, seq, now);
  if (reporters.includes(actor.accountId)) return err({ type: 'PartyToReport' });
  const id = idFrom<ReportFindingId>(ids.next());
  const { tenantId, accountId: by } = actor;
  const finding = { id, tenantId, orderId, seq, outcome, by, note, at: now, key };
  if (!(await stores.reportFindings.append(finding))) return err({ type: 'KeyReused', key });
  await stores.reportedMessages.save(closed.value);
  await tell(stores, part.value, seq, reporters);
  return ok({ finding, part: part.value });
};

/**
 * Closes the reports of a message that wait, with a finding, by somebody of the desk who was shown the message (FX14). One that is
 * upheld is hidden from then on. The audit has the place and the outcome; the note is sealed beside them; whoever has reported is
 * told that it was looked at, and no more.
 */
export const makeCloseReport =
  (deps: ConversationDeps) =>
  (actor: Person, origin: Origin, command: CloseReport): Promise<Result<ClosedReport, Refused>> => {
    const object = { kind: 'order', id: command.orderId } as const;
    const audited = byPerson('conversation.close-report', actor, origin, object);
    return recordRefusal<Result<ClosedReport, Refused>>(deps, audited, () =>
      deps.unitOfWork.run<ClosedReport, Refused>(async (stores) => {
        const closed = await close(deps, stores, actor, command);
        if (!closed.ok) return closed;
        const { finding, part } = closed.value;
        const { id: findingId, seq, outcome, at } = finding;
        if (part) await recordDone(stores, { ...audited, actor: part.by }, at, { findingId, seq, outcome });
        return ok(answerOf(finding));
      }),
    );
  };
