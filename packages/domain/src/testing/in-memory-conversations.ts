import type {
  ConversationMessage,
  ConversationRevealStore,
  ConversationStore,
  ConversationStores,
  MessageReportStore,
  Reader,
  ReadMarkStore,
} from '../conversations/index.js';
import type { OrderId } from '../shared/ids.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { ConversationFixture } from './contracts/conversation-fixture.js';
import { inMemoryDatabase } from './in-memory-database.js';
import { inMemoryPlatform, visitStoresOver } from './in-memory-platform.js';
import type { Tables } from './in-memory-tables.js';

const at = (orderId: OrderId, seq: number): string => `${orderId}/${seq}`;
const markOf = (orderId: OrderId, reader: Reader): string =>
  `${orderId}/${reader.side === 'escort' ? reader.escortId : reader.side}`;

const isFor = ({ at: said }: ConversationMessage, from: Date | undefined): boolean =>
  from === undefined || said >= from;

const inMemoryConversationStore = ({
  talk: { conversations, messages, marks, reports },
}: Tables): ConversationStore => ({
  async open(orderId) {
    const last = conversations.get(orderId);
    if (last === undefined) conversations.put(orderId, 0);
    return last ?? 0;
  },
  async append(message) {
    const { orderId, seq, by, key } = message;
    if (conversations.get(orderId) !== seq - 1)
      throw new Error(`conversations: ${at(orderId, seq)} is not next`);
    if (key !== undefined && messages.where((one) => one.by === by && one.key === key).length > 0)
      return false;
    messages.insert(at(orderId, seq), message);
    conversations.put(orderId, seq);
    return true;
  },
  saidUnder: async (by, key) => messages.where((one) => one.by === by && one.key === key)[0],
  saidAfter: async (orderId, by, after) =>
    messages
      .where((one) => one.orderId === orderId && one.by === by && one.at > after)
      .map((one) => one.at)
      .toSorted((left, right) => left.getTime() - right.getTime()),
  page: async ({ orderId, after, from, limit }) =>
    messages
      .where((one) => one.orderId === orderId && one.seq > after && isFor(one, from))
      .toSorted((left, right) => left.seq - right.seq)
      .slice(0, limit)
      .map((message) => ({
        ...message,
        reported: reports
          .where((one) => one.orderId === orderId && one.seq === message.seq)
          .map(({ cause }) => cause),
      })),
  async count(orderId, reader, from) {
    const readSeq = marks.get(markOf(orderId, reader)) ?? 0;
    const seen = messages.where((one) => one.orderId === orderId && isFor(one, from));
    return {
      lastSeq: conversations.get(orderId) ?? 0,
      readSeq,
      unread: seen.filter(({ seq, side }) => seq > readSeq && side !== reader.side).length,
      reported: new Set(reports.where((one) => one.orderId === orderId).map(({ seq }) => seq)).size,
    };
  },
});

const inMemoryReadMarks = ({ talk: { marks } }: Tables): ReadMarkStore => ({
  async advance(orderId, reader, seq) {
    const key = markOf(orderId, reader);
    marks.put(key, Math.max(seq, marks.get(key) ?? 0));
  },
});

const inMemoryReports = ({ talk: { reports } }: Tables): MessageReportStore => ({
  async insert(report) {
    const key = `${at(report.orderId, report.seq)}/${report.by}`;
    if (reports.has(key)) return false;
    reports.insert(key, report);
    return true;
  },
});

const inMemoryConversationReveals = ({ talk: { reveals } }: Tables): ConversationRevealStore => ({
  append: async (reveal) => reveals.insert(reveal.id, reveal),
  ofOrder: async (orderId) =>
    reveals
      .where((one) => one.orderId === orderId)
      .toSorted((left, right) => right.at.getTime() - left.at.getTime()),
});

/** Every store of a conversation over these tables. */
const conversationStoresOver = (tables: Tables): ConversationStores => ({
  ...visitStoresOver(tables),
  conversations: inMemoryConversationStore(tables),
  readMarks: inMemoryReadMarks(tables),
  reports: inMemoryReports(tables),
  conversationReveals: inMemoryConversationReveals(tables),
});

/** Transactions about conversations on the state of an in-memory platform. */
export const inMemoryConversationUnitOfWork = (
  database = inMemoryDatabase(),
): UnitOfWork<ConversationStores> => ({
  run: (work) => database.transaction((tables) => work(conversationStoresOver(tables))),
});

/** The in-memory adapter of conversations, as the contract suite wants it. */
export const inMemoryConversations = (database = inMemoryDatabase()): ConversationFixture => ({
  visits: inMemoryPlatform(database),
  unitOfWork: inMemoryConversationUnitOfWork(database),
});
