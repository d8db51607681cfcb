import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { OrderId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { ReportCause } from '../conversation.js';
import type { ConversationDeps } from './deps.js';
import { takePart } from './take-part.js';

export type ReportMessage = {
  readonly orderId: OrderId;
  readonly seq: number;
  readonly cause: ReportCause;
};

/** The desk is told of a message that the caller can read (FX14). Reported again by the same account it stays as it was. */
export const makeReportMessage =
  ({ unitOfWork, clock }: ConversationDeps) =>
  (
    actor: Person,
    { orderId, seq, cause }: ReportMessage,
  ): Promise<Result<{ readonly seq: number }, NotFound | NotAllowed>> =>
    unitOfWork.run<{ readonly seq: number }, NotFound | NotAllowed>(async (stores) => {
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
      if (message?.seq !== seq) return err({ type: 'NotFound' });
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
