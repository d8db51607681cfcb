import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { OrderId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { ReportCause, StoredMessage } from '../conversation.js';
import type { ConversationDeps } from './deps.js';
import { countFor } from './read-conversation.js';
import { takePart } from './take-part.js';

/** Nothing that the caller can read stands at this place of the conversation. */
export type NoSuchMessage = { readonly type: 'NoSuchMessage'; readonly lastSeq: number };

export type ReportMessage = {
  readonly orderId: OrderId;
  readonly seq: number;
  readonly cause: ReportCause;
};

type Refused = NotFound | NotAllowed | NoSuchMessage;

/** What is hidden from the caller is not there to be reported. */
const isThere = (message: StoredMessage | undefined, seq: number, { accountId }: Person): boolean =>
  message?.seq === seq && (!message.isHidden || message.by === accountId);

/** The desk is told of a message that the caller can read (FX14). Reported again by the same account it stays as it was. */
export const makeReportMessage =
  ({ unitOfWork, clock }: ConversationDeps) =>
  (
    actor: Person,
    { orderId, seq, cause }: ReportMessage,
  ): Promise<Result<{ readonly seq: number }, Refused>> =>
    unitOfWork.run<{ readonly seq: number }, Refused>(async (stores) => {
      const now = clock.now();
      const part = await takePart(stores, 'conversation.report', actor, orderId, now);
      if (!part.ok) return part;
      const { order, from } = part.value;
      const [message] = await stores.conversations.page({
        orderId,
        after: seq - 1,
        limit: 1,
        ...(from ? { from } : {}),
      });
      if (!isThere(message, seq, actor))
        return err({ type: 'NoSuchMessage', lastSeq: (await countFor(stores, part.value)).lastSeq });
      const report = { orderId, seq, by: actor.accountId, cause, at: now };
      if (await stores.reports.insert(report))
        await stores.outbox.append([
          {
            topic: 'conversation',
            aggregateId: orderId,
            type: 'MessageReported',
            payload: { cause, version: seq, tenantId: order.tenantId, cityCode: order.cityCode },
          },
        ]);
      return ok({ seq });
    });
