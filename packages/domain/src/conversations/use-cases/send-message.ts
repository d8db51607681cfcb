import type { TooManyRequests } from '../../limits/index.js';
import type { NotYetAvailable } from '../../orders/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { KeyReused } from '../../shared/idempotency.js';
import { type ConversationMessageId, idFrom, type OrderId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { auditAct } from '../../visits/index.js';
import { type ContactNotAllowed, withoutContact } from '../contact.js';
import type { ConversationMessage } from '../conversation.js';
import { type ConversationClosed, type ConversationNotOpen, permitWriting } from '../conversation-life.js';
import { type MessageTextUnfit, messageText } from '../message-text.js';
import { paceFrom, permitPace } from '../pace.js';
import type { ConversationStores } from '../stores.js';
import type { ConversationDeps } from './deps.js';
import { type Part, takePart } from './take-part.js';

export const messageKinds = ['text', 'voice', 'image'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** Something to say about an order. To whom follows from the order (S12). */
export type SendMessage = {
  readonly orderId: OrderId;
  readonly text: string;
  /** Text unless told otherwise; voice and pictures wait for a place where they are kept and looked at. */
  readonly kind?: MessageKind;
  /** A request with the same key is said once, however often it is sent. */
  readonly idempotencyKey?: string;
};

export type SentMessage = {
  readonly messageId: ConversationMessageId;
  readonly seq: number;
  readonly at: Date;
};

type Unfit = MessageTextUnfit | ContactNotAllowed | NotYetAvailable;
type Refused =
  | NotFound
  | NotAllowed
  | Unfit
  | ConversationNotOpen
  | ConversationClosed
  | TooManyRequests
  | KeyReused;

/** Both are said in the name of a side; only what the desk says is audited. */
type Operation = 'conversation.write' | 'conversation.answer';

const WAITS_FOR = 'media-storage';

const wordsOf = ({ text, kind = 'text' }: SendMessage): Result<string, Unfit> => {
  if (kind !== 'text') return err({ type: 'NotYetAvailable', needs: WAITS_FOR });
  const words = messageText(text);
  if (!words.ok) return words;
  const clean = withoutContact(words.value);
  return clean.ok ? words : clean;
};

const sent = ({ id, seq, at }: ConversationMessage): SentMessage => ({ messageId: id, seq, at });

/** The message that this key stands for already, unless it stands for another one. */
const repeated = async (
  { conversations }: ConversationStores,
  { by, reader, order }: Part,
  key: string | undefined,
  text: string,
): Promise<Result<ConversationMessage | undefined, KeyReused>> => {
  if (key === undefined || by.accountId === undefined) return ok(undefined);
  const before = await conversations.saidUnder(by.accountId, key);
  const isSame = before?.orderId === order.id && before.side === reader.side && before.text === text;
  return !before || isSame ? ok(before) : err({ type: 'KeyReused', key });
};

const tell = ({ outbox }: ConversationStores, { order }: Part, { id, seq, side }: ConversationMessage) =>
  outbox.append([
    {
      topic: 'conversation',
      aggregateId: order.id,
      type: 'MessageSent',
      payload: { messageId: id, side, version: seq, tenantId: order.tenantId, cityCode: order.cityCode },
    },
  ]);

const permitSaying = async (
  { conversations }: ConversationStores,
  { order, by }: Part,
  lastSeq: number,
  now: Date,
): Promise<Result<void, ConversationNotOpen | ConversationClosed | TooManyRequests>> => {
  const writable = permitWriting(order, lastSeq, now);
  if (!writable.ok || by.accountId === undefined) return writable;
  return permitPace(await conversations.saidAfter(order.id, by.accountId, paceFrom(now)), now);
};

const say = async (
  { clock, ids }: ConversationDeps,
  stores: ConversationStores,
  operation: Operation,
  actor: Person,
  command: SendMessage,
): Promise<Result<SentMessage, Refused>> => {
  const now = clock.now();
  const { orderId, idempotencyKey: key } = command;
  const known = await takePart(stores, operation, actor, orderId, now);
  if (!known.ok) return known;
  const words = wordsOf(command);
  if (!words.ok) return words;
  const lastSeq = await stores.conversations.open(orderId);
  // Whoever was released meanwhile takes no part any more.
  const part = await takePart(stores, operation, actor, orderId, now);
  if (!part.ok) return part;
  const before = await repeated(stores, part.value, key, words.value);
  if (!before.ok) return before;
  if (before.value) return ok(sent(before.value));
  const permitted = await permitSaying(stores, part.value, lastSeq, now);
  if (!permitted.ok) return permitted;
  const { reader, by, order } = part.value;
  const message: ConversationMessage = {
    id: idFrom<ConversationMessageId>(ids.next()),
    orderId,
    seq: lastSeq + 1,
    side: reader.side,
    by: actor.accountId,
    at: now,
    text: words.value,
    ...(key === undefined ? {} : { key }),
  };
  if (!(await stores.conversations.append(message))) return err({ type: 'KeyReused', key: key ?? '' });
  await tell(stores, part.value, message);
  await auditAct(stores, {
    operation,
    by,
    at: now,
    order,
    facts: { messageId: message.id, seq: message.seq },
  });
  return ok(sent(message));
};

const makeSay =
  (operation: Operation) =>
  (deps: ConversationDeps) =>
  (actor: Person, command: SendMessage): Promise<Result<SentMessage, Refused>> =>
    deps.unitOfWork.run<SentMessage, Refused>((stores) => say(deps, stores, operation, actor, command));

/** B24, B87: the family or the escort says something about their order. */
export const makeSendMessage = makeSay('conversation.write');

/** The desk says something under the platform's name; who it was stands in the audit. */
export const makeAnswerAsDesk = makeSay('conversation.answer');
