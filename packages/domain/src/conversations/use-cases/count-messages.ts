import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { OrderId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { ConversationCount } from '../conversation.js';
import type { ConversationDeps } from './deps.js';
import { countFor, type Writable, writableOf } from './read-conversation.js';
import { takePart } from './take-part.js';

/** The desk looks whether something was said about an order, or reported: numbers, and not a word of it. */
export const makeCountMessages =
  ({ unitOfWork, clock }: ConversationDeps) =>
  (
    actor: Person,
    { orderId }: { readonly orderId: OrderId },
  ): Promise<Result<ConversationCount & Writable, NotFound | NotAllowed>> =>
    unitOfWork.run<ConversationCount & Writable, NotFound | NotAllowed>(async (stores) => {
      const now = clock.now();
      const part = await takePart(stores, 'conversation.count', actor, orderId, now);
      if (!part.ok) return part;
      const count = await countFor(stores, part.value);
      return ok({ ...count, ...writableOf(part.value, count.lastSeq, now) });
    });
