import type { ClinicSessionId } from '../shared/ids.js';

/** Enough that the fixed costs of a transaction are shared, and few enough that nobody waits long for the others. */
const MOST_AT_ONCE = 256;

type Waiting<Wish, Answer> = {
  readonly wish: Wish;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (cause: unknown) => void;
};

export type SeatQueueOptions<Wish> = {
  /** Two wishes with the same mark never come in one batch: the second is to see what became of the first. */
  readonly markOf?: (wish: Wish) => string | undefined;
  readonly mostAtOnce?: number;
};

const nextBatch = <Wish, Answer>(
  waiting: Waiting<Wish, Answer>[],
  { markOf, mostAtOnce = MOST_AT_ONCE }: SeatQueueOptions<Wish>,
): readonly Waiting<Wish, Answer>[] => {
  const marks = new Set<string>();
  const batch: Waiting<Wish, Answer>[] = [];
  const later: Waiting<Wish, Answer>[] = [];
  for (const one of waiting.splice(0)) {
    const mark = markOf?.(one.wish);
    const isTwice = mark !== undefined && marks.has(mark);
    if (isTwice || batch.length === mostAtOnce) later.push(one);
    else batch.push(one);
    if (mark !== undefined) marks.add(mark);
  }
  waiting.push(...later);
  return batch;
};

/**
 * Gathers wishes for seats of a session while a batch of it is under way, and takes them together as soon as that has ended:
 * of each session one batch at a time in this process, so that nobody waits at its row (ADR 0018). Without a crowd each wish
 * goes at once and alone. A batch that fails is taken again one by one, so that nobody fails for another's fault.
 */
export const seatQueue = <Wish, Answer>(
  take: (sessionId: ClinicSessionId, wishes: readonly Wish[]) => Promise<readonly Answer[]>,
  options: SeatQueueOptions<Wish> = {},
): ((sessionId: ClinicSessionId, wish: Wish) => Promise<Answer>) => {
  const queues = new Map<ClinicSessionId, Waiting<Wish, Answer>[]>();

  const settle = async (
    sessionId: ClinicSessionId,
    batch: readonly Waiting<Wish, Answer>[],
  ): Promise<void> => {
    try {
      const answers = await take(
        sessionId,
        batch.map(({ wish }) => wish),
      );
      for (const [index, { resolve, reject }] of batch.entries()) {
        const answer = answers[index];
        if (answer === undefined) reject(new Error(`wish ${index} for ${sessionId} was not answered`));
        else resolve(answer);
      }
    } catch (cause) {
      if (batch.length === 1) batch[0]?.reject(cause);
      else for (const one of batch) await settle(sessionId, [one]);
    }
  };

  const drain = async (sessionId: ClinicSessionId, waiting: Waiting<Wish, Answer>[]): Promise<void> => {
    while (waiting.length > 0) await settle(sessionId, nextBatch(waiting, options));
    queues.delete(sessionId);
  };

  return (sessionId, wish) =>
    new Promise((resolve, reject) => {
      const running = queues.get(sessionId);
      const waiting = running ?? [];
      waiting.push({ wish, resolve, reject });
      if (running) return;
      queues.set(sessionId, waiting);
      void drain(sessionId, waiting);
    });
};
