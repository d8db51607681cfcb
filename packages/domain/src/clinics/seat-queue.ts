import type { ClinicSessionId } from '../shared/ids.js';
import type { Pause } from '../shared/pause.js';

/** Enough that the fixed costs of a transaction are shared, and few enough that nobody waits long for the others. */
const MOST_AT_ONCE = 256;
/** One is judged while the other is written; a third would only wait. */
const BATCHES_UNDER_WAY = 2;
/** So few go together: two halves of them would cost more than they save. */
const FEW = 8;

type Waiting<Wish, Answer> = {
  readonly wish: Wish;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (cause: unknown) => void;
};

export type SeatQueueOptions<Wish> = {
  /** A wish with a mark of one that is under way waits for its answer: the second is to see what became of the first. */
  readonly marksOf?: (wish: Wish) => readonly string[];
  readonly mostAtOnce?: number;
  /** Ends when whoever came at the same moment has been heard. */
  readonly pause: Pause;
};

type Line<Wish, Answer> = {
  waiting: Waiting<Wish, Answer>[];
  /** How many wishes each batch has that is under way. */
  readonly underWay: Set<{ readonly size: number }>;
  /** Of the wishes under way. */
  readonly marks: Set<string>;
  isGathering: boolean;
};

/** Takes the first who wait out of the line, but for those whose mark is under way. */
const nextBatch = <Wish, Answer>(
  line: Line<Wish, Answer>,
  most: number,
  marksOf: (wish: Wish) => readonly string[],
): readonly Waiting<Wish, Answer>[] => {
  const batch: Waiting<Wish, Answer>[] = [];
  const later: Waiting<Wish, Answer>[] = [];
  let seen = 0;
  for (const one of line.waiting) {
    if (batch.length === most) break;
    seen += 1;
    const marks = marksOf(one.wish);
    if (marks.some((mark) => line.marks.has(mark))) {
      later.push(one);
      continue;
    }
    batch.push(one);
    for (const mark of marks) line.marks.add(mark);
  }
  const rest = line.waiting.slice(seen);
  line.waiting = later.length === 0 ? rest : [...later, ...rest];
  return batch;
};

/**
 * How many of those who wait go now: of a crowd one half is judged while the other half is written, so a second batch goes only
 * when it is no smaller than the first, and leaves as many behind.
 */
const howManyGo = (waiting: number, underWay: readonly { readonly size: number }[]): number => {
  if (waiting === 0 || underWay.length >= BATCHES_UNDER_WAY) return 0;
  const before = underWay.reduce((sum, { size }) => sum + size, 0);
  return waiting < before ? 0 : Math.max(FEW, Math.ceil((waiting + before) / BATCHES_UNDER_WAY));
};

/**
 * Gathers wishes for seats of a session while batches of it are under way, and takes them together: of each session at most two
 * batches at a time in this process, so that nobody else waits at its row (ADR 0018). Without a crowd each wish goes at once and
 * alone. A batch that fails is taken again one by one, so that nobody fails for another's fault.
 */
export const seatQueue = <Wish, Answer>(
  take: (sessionId: ClinicSessionId, wishes: readonly Wish[]) => Promise<readonly Answer[]>,
  { marksOf = () => [], mostAtOnce = MOST_AT_ONCE, pause }: SeatQueueOptions<Wish>,
): ((sessionId: ClinicSessionId, wish: Wish) => Promise<Answer>) => {
  const lines = new Map<ClinicSessionId, Line<Wish, Answer>>();

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

  const go = async (
    sessionId: ClinicSessionId,
    line: Line<Wish, Answer>,
    batch: readonly Waiting<Wish, Answer>[],
  ): Promise<void> => {
    const own = { size: batch.length };
    line.underWay.add(own);
    await settle(sessionId, batch);
    line.underWay.delete(own);
    for (const { wish } of batch) for (const mark of marksOf(wish)) line.marks.delete(mark);
    await gather(sessionId, line);
  };

  const gather = async (sessionId: ClinicSessionId, line: Line<Wish, Answer>): Promise<void> => {
    if (line.isGathering) return;
    line.isGathering = true;
    await pause();
    line.isGathering = false;
    for (;;) {
      const most = howManyGo(line.waiting.length, [...line.underWay]);
      const batch = nextBatch(line, Math.min(most, mostAtOnce), marksOf);
      if (batch.length === 0) break;
      void go(sessionId, line, batch);
    }
    if (line.waiting.length === 0 && line.underWay.size === 0) lines.delete(sessionId);
  };

  return (sessionId, wish) =>
    new Promise((resolve, reject) => {
      const line = lines.get(sessionId) ?? {
        waiting: [],
        underWay: new Set(),
        marks: new Set(),
        isGathering: false,
      };
      lines.set(sessionId, line);
      line.waiting.push({ wish, resolve, reject });
      void gather(sessionId, line);
    });
};
