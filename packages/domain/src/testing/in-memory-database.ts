import type { Result } from '../shared/result.js';
import { checkAtCommit } from './in-memory-commit-checks.js';
import { copyOf, emptyTables, type Tables } from './in-memory-tables.js';

/** One shared state with transactions that run one after the other. */
export type InMemoryDatabase = {
  /** The committed state. Never changed in place: a transaction works on its own copy. */
  committed(): Tables;
  /**
   * Runs `work` on a copy that becomes the committed state when it answers ok; otherwise it is thrown away. Calling this
   * from within `work` would wait for itself.
   */
  transaction<T, E>(work: (tables: Tables) => Promise<Result<T, E>>): Promise<Result<T, E>>;
  /** One change that is its own transaction. */
  write<T>(change: (tables: Tables) => T): Promise<T>;
  /** Calls `listener` after each commit until the answered function is called. */
  onCommit(listener: () => void): () => void;
};

export const inMemoryDatabase = (): InMemoryDatabase => {
  let committed = emptyTables();
  let queue: Promise<unknown> = Promise.resolve();
  const listeners = new Set<() => void>();

  const commit = (working: Tables): void => {
    checkAtCommit(committed, working);
    committed = working;
    for (const listener of [...listeners]) listener();
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  return {
    committed: () => committed,
    transaction: (work) =>
      inTurn(async () => {
        const working = copyOf(committed);
        const result = await work(working);
        // What the work still writes after its end changes nothing any more.
        if (result.ok) commit(copyOf(working));
        return result;
      }),
    write: (change) =>
      inTurn(async () => {
        const working = copyOf(committed);
        const answer = change(working);
        commit(working);
        return answer;
      }),
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
