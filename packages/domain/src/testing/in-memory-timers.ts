import type { DueTimers, TimerStore } from '../orders/index.js';
import type { InMemoryDatabase } from './in-memory-database.js';
import type { Tables, TimerRow } from './in-memory-tables.js';

export const inMemoryTimers = ({ timers, nextId }: Tables): TimerStore => ({
  async arm(orderId, wanted, armedVersion) {
    const old = timers.where(({ timer, doneAt }) => timer.orderId === orderId && !doneAt);
    for (const { timer } of old) timers.delete(timer.id);
    for (const one of wanted) {
      const id = nextId();
      timers.insert(id, { timer: { ...one, id, orderId, armedVersion }, attempts: 0 });
    }
  },
  async finish(timerId) {
    const row = timers.get(timerId);
    if (!row || row.doneAt) return false;
    timers.put(timerId, { ...row, doneAt: new Date() });
    return true;
  },
});

const readyAt = ({ timer, postponed }: TimerRow): number => (postponed?.until ?? timer.dueAt).getTime();

export const inMemoryDueTimers = (database: InMemoryDatabase): DueTimers => ({
  async due(now, limit) {
    return database
      .committed()
      .timers.where((row) => !row.doneAt && readyAt(row) <= now.getTime())
      .toSorted((left, right) => readyAt(left) - readyAt(right))
      .slice(0, limit)
      .map(({ timer }) => timer);
  },
  async postpone(timerId, retryAt, error) {
    await database.write(({ timers }) => {
      const row = timers.get(timerId);
      if (row && !row.doneAt)
        timers.put(timerId, { ...row, attempts: row.attempts + 1, postponed: { until: retryAt, error } });
    });
  },
});
