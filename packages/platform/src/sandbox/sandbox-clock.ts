import type { Clock } from '@banzhen/domain/shared/clock';
import type { SandboxRecord, SandboxStore } from '@banzhen/payments';

const KEY = 'clock';
const REREAD_MS = 200;

/** A clock that runs with the machine's and can be moved forward, for demos and tests: never in production. */
export type SandboxClock = Clock & {
  /** Moves to `instant`, never back, for every process that shares the store; answers the new now. */
  moveTo(instant: Date): Promise<Date>;
  stop(): void;
};

type Surroundings = {
  readonly machineClock: Clock;
  readonly isAlone: boolean;
  readonly onMoved: () => void;
};

const offsetIn = (record: SandboxRecord | undefined): number =>
  typeof record?.offsetMs === 'number' ? record.offsetMs : 0;

/** Opens the clock with the offset that is stored; other processes' moves are seen within a fraction of a second. */
export const openSandboxClock = async (
  store: SandboxStore,
  { machineClock, isAlone, onMoved }: Surroundings,
): Promise<SandboxClock> => {
  let offsetMs = offsetIn(await store.get(KEY));
  const now = () => new Date(machineClock.now().getTime() + offsetMs);
  const reread = () =>
    store.get(KEY).then(
      (record) => {
        offsetMs = Math.max(offsetMs, offsetIn(record));
      },
      () => undefined,
    );
  const rereading = isAlone ? undefined : setInterval(reread, REREAD_MS);
  rereading?.unref();
  const move = async (instant: Date): Promise<Date> => {
    const record = await store.get(KEY);
    const wanted = Math.max(offsetIn(record), instant.getTime() - machineClock.now().getTime());
    const isKept = await store.put(KEY, { revision: (record?.revision ?? 0) + 1, offsetMs: wanted });
    if (!isKept) return move(instant);
    offsetMs = Math.max(offsetMs, wanted);
    onMoved();
    return now();
  };
  return { now, moveTo: move, stop: () => clearInterval(rereading) };
};
