import {
  byPerson,
  type Origin,
  recordDone,
  recordRefusal,
  type WordsRequired,
} from '../../accounts/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { type ConversationRevealId, idFrom } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { ConversationDeps } from './deps.js';
import { type ConversationPage, pageFor, type ReadConversation } from './read-conversation.js';
import { takePart } from './take-part.js';

export type RevealConversation = ReadConversation & {
  /** At least four characters; kept, sealed, with the reveal. */
  readonly reason: string;
};

type Refused = NotFound | NotAllowed | WordsRequired;

const SHORTEST_REASON = 4;

/**
 * The desk reads what was said about an order: with a reason, and never without a trace, page by page (AZ12). The audit has the
 * places that were shown and the id of the reveal, beside which the reason is sealed. What was shown counts as read by the desk.
 */
export const makeRevealConversation =
  (deps: ConversationDeps) =>
  (
    actor: Person,
    origin: Origin,
    { reason, ...asked }: RevealConversation,
  ): Promise<Result<ConversationPage, Refused>> => {
    const { orderId } = asked;
    const audited = byPerson('conversation.reveal', actor, origin, { kind: 'order', id: orderId });
    return recordRefusal<Result<ConversationPage, Refused>>(deps, audited, () =>
      deps.unitOfWork.run<ConversationPage, Refused>(async (stores) => {
        const at = deps.clock.now();
        const part = await takePart(stores, 'conversation.reveal', actor, orderId, at);
        if (!part.ok) return part;
        const why = reason.trim();
        if ([...why].length < SHORTEST_REASON) return err({ type: 'WordsRequired' });
        const { reader, by } = part.value;
        const { messages, ...page } = await pageFor(stores, part.value, actor, asked, at);
        const [firstSeq, lastSeq] = [messages[0]?.seq ?? 0, messages.at(-1)?.seq ?? 0];
        if (lastSeq > 0) await stores.readMarks.advance(orderId, reader, lastSeq);
        const id = idFrom<ConversationRevealId>(deps.ids.next());
        const { tenantId, accountId } = actor;
        const places = { firstSeq, lastSeq };
        const reveal = { id, tenantId, orderId, by: accountId, reason: why, ...places, at };
        await stores.conversationReveals.append(reveal);
        await recordDone(stores, { ...audited, actor: by }, at, { revealId: id, ...places });
        const { readSeq, unread } = await stores.conversations.count(orderId, reader);
        return ok({ ...page, readSeq, unread, messages });
      }),
    );
  };
