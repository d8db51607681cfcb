import {
  afterReport,
  type ConversationMessage,
  type ConversationReveal,
  type ConversationRevealStore,
  type ConversationStore,
  type ConversationStores,
  type MessageReportStore,
  type Reader,
  type ReadMarkStore,
  type ReportedMessageStore,
  type ReportFindingStore,
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
  talk: { conversations, messages, marks, reports, reported },
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
          .map(({ by, cause, lookedAt }) => ({ by, cause, isLookedAt: lookedAt !== undefined })),
        isHidden: reported.get(at(orderId, message.seq))?.status === 'upheld',
      })),
  async count(orderId, reader, from) {
    const readSeq = marks.get(markOf(orderId, reader)) ?? 0;
    const seen = messages.where((one) => one.orderId === orderId && isFor(one, from));
    return {
      lastSeq: conversations.get(orderId) ?? 0,
      readSeq,
      unread: seen.filter(({ seq, side }) => seq > readSeq && side !== reader.side).length,
      reported: reported.where((one) => one.orderId === orderId && one.status === 'open').length,
    };
  },
});

const inMemoryReadMarks = ({ talk: { marks } }: Tables): ReadMarkStore => ({
  async advance(orderId, reader, seq) {
    const key = markOf(orderId, reader);
    marks.put(key, Math.max(seq, marks.get(key) ?? 0));
  },
});

const inMemoryReports = ({ talk: { reports, reported } }: Tables): MessageReportStore => ({
  async insert(report) {
    const place = at(report.orderId, report.seq);
    const key = `${place}/${report.by}`;
    if (reports.has(key)) return false;
    reports.insert(key, report);
    reported.put(place, afterReport(reported.get(place), report));
    return true;
  },
  async markLookedAt(orderId, seq, lookedAt) {
    const waiting = reports.where(
      (one) => one.orderId === orderId && one.seq === seq && one.lookedAt === undefined,
    );
    for (const report of waiting) reports.put(`${at(orderId, seq)}/${report.by}`, { ...report, lookedAt });
    return waiting.map(({ by }) => by);
  },
});

const inMemoryReported = ({ talk: { reported } }: Tables): ReportedMessageStore => ({
  find: async (orderId, seq) => reported.get(at(orderId, seq)),
  async save(matter) {
    const place = at(matter.orderId, matter.seq);
    if (reported.get(place)?.version !== matter.version - 1)
      throw new Error(`the reported message ${place} has changed`);
    reported.put(place, matter);
  },
});

const inMemoryFindings = ({ talk: { findings } }: Tables): ReportFindingStore => ({
  async append(finding) {
    if (findings.where(({ by, key }) => by === finding.by && key === finding.key).length > 0) return false;
    findings.insert(finding.id, finding);
    return true;
  },
  foundUnder: async (by, key) => findings.where((one) => one.by === by && one.key === key)[0],
});

const isShownBy = ({ firstSeq, lastSeq }: ConversationReveal, seq: number): boolean =>
  firstSeq <= seq && seq <= lastSeq;

const inMemoryConversationReveals = ({ talk: { reveals } }: Tables): ConversationRevealStore => ({
  append: async (reveal) => reveals.insert(reveal.id, reveal),
  hasShown: async (orderId, seq, by) =>
    reveals.where((one) => one.orderId === orderId && one.by === by && isShownBy(one, seq)).length > 0,
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
  reportedMessages: inMemoryReported(tables),
  reportFindings: inMemoryFindings(tables),
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
