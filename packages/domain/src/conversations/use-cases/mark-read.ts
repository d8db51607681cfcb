import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { OrderId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { ConversationCount } from '../conversation.js';
import type { ConversationDeps } from './deps.js';
import { countFor } from './read-conversation.js';
import { takePart } from './take-part.js';

/** Up to which place a side has read. */
export type MarkRead = { readonly orderId: OrderId; readonly seq: number };

/** Moves the mark of the caller's side forward, to the newest message at most. It never goes back. */
export const makeMarkRead =
  ({ unitOfWork, clock }: ConversationDeps) =>
  (actor: Person, { orderId, seq }: MarkRead): Promise<Result<ConversationCount, NotFound | NotAllowed>> =>
    unitOfWork.run<ConversationCount, NotFound | NotAllowed>(async (stores) => {
      const part = await takePart(stores, 'conversation.read', actor, orderId, clock.now());
      if (!part.ok) return part;
      const { lastSeq } = await countFor(stores, part.value);
      if (lastSeq > 0) await stores.readMarks.advance(orderId, part.value.reader, Math.min(seq, lastSeq));
      return ok(await countFor(stores, part.value));
    });
