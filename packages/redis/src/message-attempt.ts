import type { Message, MessageHandler } from '@banzhen/domain/messaging';

/** A handler outlasted its deadline. It was told by its signal, and whatever it still does counts for nothing (JB5). */
export class DeadlinePassed extends Error {
  override name = 'DeadlinePassed';
}

/** Runs the handler once; rejects with its error, or with `DeadlinePassed` after `deadlineMs` whether it has ended or not. */
export const attemptMessage = async (
  handler: MessageHandler,
  message: Message,
  deadlineMs: number,
): Promise<void> => {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DeadlinePassed(`a handler of ${message.topic} took longer than ${deadlineMs} ms`));
      stop.abort();
    }, deadlineMs);
  });
  try {
    // A handler may also throw before its first promise.
    await Promise.race([(async () => handler(message, stop.signal))(), deadline]);
  } finally {
    clearTimeout(timer);
  }
};

const LONGEST_PAUSE_MS = 5 * 60_000;

/** How long to wait after so many failed attempts (1, 2, …): twice as long each time, at most five minutes. */
export const pauseAfterMs = (failedAttempts: number, firstPauseMs: number): number =>
  Math.min(LONGEST_PAUSE_MS, firstPauseMs * 2 ** Math.min(failedAttempts - 1, 30));
