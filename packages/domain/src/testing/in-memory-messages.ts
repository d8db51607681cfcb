import type { Deliveries, Inbox, Outbox, OutboxRelaySource, StopSignal } from '../messaging/index.js';
import type { InMemoryDatabase } from './in-memory-database.js';
import type { MessageRow, Tables } from './in-memory-tables.js';
import { after } from './timer.js';

export const inMemoryOutbox = ({ messages, nextId }: Tables): Outbox => ({
  async append(added) {
    for (const message of added) {
      const id = nextId();
      messages.insert(id, { message: { ...message, id } });
    }
  },
});

const isNew = ({ claimedUntil, publishedAt, burial }: MessageRow): boolean =>
  !claimedUntil && !publishedAt && !burial;

const isClaimable = ({ claimedUntil, publishedAt, burial }: MessageRow, now: Date): boolean =>
  !publishedAt && !burial && (claimedUntil === undefined || claimedUntil <= now);

const isForgotten = ({ publishedAt, acknowledgedAt, burial }: MessageRow, before: Date): boolean =>
  publishedAt !== undefined && publishedAt < before && !acknowledgedAt && !burial;

const change = ({ messages }: Tables, id: string, patch: Partial<MessageRow>): void => {
  const row = messages.get(id);
  if (row) messages.put(id, { ...row, ...patch });
};

const waitForCommit = (database: InMemoryDatabase, timeoutMs: number, signal: StopSignal): Promise<void> =>
  new Promise((resolve) => {
    const stops: (() => void)[] = [];
    const end = () => {
      for (const stop of stops) stop();
      resolve();
    };
    stops.push(after(timeoutMs, end), database.onCommit(end));
    signal.addEventListener('abort', end, { once: true });
  });

export const inMemoryRelay = (database: InMemoryDatabase): OutboxRelaySource => ({
  claim: (limit, now, claimedUntil) =>
    database.write((tables) => {
      const claimed = tables.messages.where((row) => isClaimable(row, now)).slice(0, limit);
      for (const { message } of claimed) change(tables, message.id, { claimedUntil });
      return claimed.map(({ message }) => message);
    }),
  markPublished: (ids, now) =>
    database.write((tables) => {
      for (const id of ids) change(tables, id, { publishedAt: now });
    }),
  republishUnacknowledged: (before) =>
    database.write(({ messages }) => {
      const forgotten = messages.where((row) => isForgotten(row, before));
      for (const { message } of forgotten) messages.put(message.id, { message });
      return forgotten.length;
    }),
  async waitForNews(timeoutMs, signal) {
    if (signal.aborted || database.committed().messages.where(isNew).length > 0) return;
    await waitForCommit(database, timeoutMs, signal);
  },
});

export const inMemoryInbox = ({ consumed }: Tables): Inbox => ({
  async markConsumed(consumer, messageId) {
    const key = `${consumer}/${messageId}`;
    if (consumed.has(key)) return false;
    consumed.insert(key, { messageId, at: new Date() });
    return true;
  },
});

export const inMemoryDeliveries = (database: InMemoryDatabase): Deliveries => ({
  acknowledge: (messageId, now) =>
    database.write((tables) => change(tables, messageId, { acknowledgedAt: now })),
  bury: (messageId, error, now) =>
    database.write((tables) => change(tables, messageId, { burial: { error, at: now } })),
});
