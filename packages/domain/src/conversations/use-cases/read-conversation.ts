import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { ConversationMessageId, OrderId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { ConversationCount, ReportCause, Side, StoredMessage } from '../conversation.js';
import { closesAt, permitWriting } from '../conversation-life.js';
import type { ConversationStores } from '../stores.js';
import type { ConversationDeps } from './deps.js';
import { type Part, takePart } from './take-part.js';

/** A page of the conversation of an order: what stands after a place, the oldest first. */
export type ReadConversation = {
  readonly orderId: OrderId;
  /** The place after which the page begins; 0 from the start. */
  readonly after?: number;
  /** 1 to 100. */
  readonly limit?: number;
};

/** A message as a side sees it: who of a side has said it is told to nobody. */
export type ShownMessage = {
  readonly messageId: ConversationMessageId;
  readonly seq: number;
  readonly side: Side;
  readonly isOwn: boolean;
  readonly at: Date;
  /** 已删除 once the patient was erased; empty where it is hidden from whoever reads. */
  readonly text: string;
  /** A report of it was upheld. */
  readonly isHidden: boolean;
  /** Why it was reported; the desk alone is told. */
  readonly reported: readonly ReportCause[];
  /** What became of the reader's own report: it waits, or the desk has looked at it. What was found is not told. */
  readonly ownReport?: 'open' | 'looked-at';
};

/** Whether something may be said now, and until when as far as is known. */
export type Writable = { readonly isWritable: boolean; readonly closesAt?: Date };

export type ConversationPage = ConversationCount &
  Writable & {
    readonly messages: readonly ShownMessage[];
    /** The place after which the next page begins; absent at the end. */
    readonly next?: number;
  };

const PAGE = 50;
const LONGEST_PAGE = 100;

const shown = (message: StoredMessage, { accountId }: Person, isDesk: boolean): ShownMessage => {
  const { isHidden } = message;
  const isOwn = message.by === accountId;
  const own = message.reported.find(({ by }) => by === accountId);
  return {
    messageId: message.id,
    seq: message.seq,
    side: message.side,
    isOwn,
    at: message.at,
    text: isHidden && !isOwn && !isDesk ? '' : message.text,
    isHidden,
    reported: isDesk ? message.reported.map(({ cause }) => cause) : [],
    ...(own ? { ownReport: own.isLookedAt ? 'looked-at' : 'open' } : {}),
  };
};

export const writableOf = ({ order }: Part, lastSeq: number, now: Date): Writable => {
  const until = closesAt(order);
  return {
    isWritable: permitWriting(order, lastSeq, now).ok,
    ...(until ? { closesAt: until } : {}),
  };
};

/** How far it has come for whoever takes part; of reports the desk alone is told. */
export const countFor = async (
  { conversations }: ConversationStores,
  { order, reader, from }: Part,
): Promise<ConversationCount> => {
  const count = await conversations.count(order.id, reader, from);
  return reader.side === 'desk' ? count : { ...count, reported: 0 };
};

/** The page for whoever takes part, in this transaction. */
export const pageFor = async (
  stores: ConversationStores,
  part: Part,
  actor: Person,
  { orderId, after = 0, limit = PAGE }: ReadConversation,
  now: Date,
): Promise<ConversationPage> => {
  const { reader, from } = part;
  const wanted = Math.min(limit, LONGEST_PAGE);
  const found = await stores.conversations.page({
    orderId,
    after,
    limit: wanted + 1,
    ...(from ? { from } : {}),
  });
  const messages = found.slice(0, wanted).map((one) => shown(one, actor, reader.side === 'desk'));
  const last = messages.at(-1);
  const count = await countFor(stores, part);
  return {
    ...count,
    ...writableOf(part, count.lastSeq, now),
    messages,
    ...(found.length > wanted && last ? { next: last.seq } : {}),
  };
};

/** The family and the escort read what was said about their order; an escort from their own acceptance on. */
export const makeReadConversation =
  ({ unitOfWork, clock }: ConversationDeps) =>
  (actor: Person, asked: ReadConversation): Promise<Result<ConversationPage, NotFound | NotAllowed>> =>
    unitOfWork.run<ConversationPage, NotFound | NotAllowed>(async (stores) => {
      const now = clock.now();
      const part = await takePart(stores, 'conversation.read', actor, asked.orderId, now);
      return part.ok ? ok(await pageFor(stores, part.value, actor, asked, now)) : part;
    });
