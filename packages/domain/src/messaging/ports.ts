/** The part of an `AbortSignal` that is needed here. */
export type StopSignal = {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
};

/** A message that was written in the same transaction as the change it tells of. Ids only, never names or phones. */
export type Message = {
  readonly id: string;
  readonly topic: string;
  readonly aggregateId: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** The write side, inside a unit of work. */
export interface Outbox {
  append(messages: readonly Omit<Message, 'id'>[]): Promise<void>;
}

/** The relay's side: at least once, by a done flag and skip-locked claims, never by a cursor over ids (JB1). */
export interface OutboxRelaySource {
  /** Hands out up to `limit` messages that nobody else has claimed, and claims them until `claimedUntil`. */
  claim(limit: number, now: Date, claimedUntil: Date): Promise<readonly Message[]>;
  markPublished(ids: readonly string[], now: Date): Promise<void>;
  /** Published messages that no consumer acknowledged since `before` become claimable again; answers how many (JB3). */
  republishUnacknowledged(before: Date): Promise<number>;
  /** Waits until new messages may be there or `timeoutMs` have passed; a hint only. */
  waitForNews(timeoutMs: number, signal: StopSignal): Promise<void>;
}

/** A consumer's memory, inside a unit of work: the mark commits together with the effect that it stands for (JB2). */
export interface Inbox {
  /**
   * True the first time that `consumer` marks this message, false ever after. A second delivery waits until the first
   * one's transaction has ended, and may then take the place of one that was rolled back.
   */
  markConsumed(consumer: string, messageId: string): Promise<boolean>;
}

/** What became of a published message. Both may be said again without harm. */
export interface Deliveries {
  /** The message has been dealt with by every consumer. */
  acknowledge(messageId: string, now: Date): Promise<void>;
  /** After too many failures a message is set aside for an operator, and others flow on (JB4). */
  bury(messageId: string, error: string, now: Date): Promise<void>;
}

export type MessageHandler = (message: Message, signal: StopSignal) => Promise<void>;

/** Carries messages from the relay to workers: BullMQ on Redis, or a loop in this process. A hint, never the truth. */
export interface JobQueue {
  /** Publishing an id that is already waiting does nothing. */
  publish(messages: readonly Message[]): Promise<void>;
  /** Whether it would take a message now. */
  isReady(): Promise<boolean>;
  /**
   * Calls `handler` for each message, again with growing pauses when it throws or outlasts `deadlineMs`, up to
   * `attempts` times; then calls `onDead` and goes on (JB4, JB5).
   */
  consume(
    handler: MessageHandler,
    options: {
      readonly concurrency: number;
      readonly attempts: number;
      readonly firstPauseMs: number;
      readonly deadlineMs: number;
      readonly onDead: (message: Message, error: unknown) => Promise<void>;
    },
  ): Promise<{ close(): Promise<void> }>;
  close(): Promise<void>;
}

/** Tells every process at once that something changed, for live screens; lossy by nature. */
export interface LiveFeed {
  publish(message: Message): Promise<void>;
  subscribe(listener: (message: Message) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
