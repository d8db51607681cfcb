import type { JobQueue, Message, MessageHandler, StopSignal } from '../messaging/index.js';
import { stopSource } from './stop-source.js';
import { after } from './timer.js';

type Job = { readonly message: Message; readonly failures: number };
type Rules = Parameters<JobQueue['consume']>[1];

const withinDeadline = (run: (signal: StopSignal) => Promise<void>, deadlineMs: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const { signal, stop } = stopSource();
    const cancel = after(deadlineMs, () => {
      stop();
      reject(new Error(`a handler outlasted its deadline of ${deadlineMs} ms`));
    });
    run(signal).then(resolve, reject).finally(cancel);
  });

/** Jobs that wait, pause after a failure, or run; each id once. */
const backlog = () => {
  const waiting: Job[] = [];
  const known = new Set<string>();
  const pauses = new Set<() => void>();
  const listeners = new Set<() => void>();
  const wake = () => {
    for (const listener of [...listeners]) listener();
  };
  return {
    listeners,
    wake,
    next: () => waiting.shift(),
    add: (messages: readonly Message[]) => {
      for (const message of messages) {
        if (known.has(message.id)) continue;
        known.add(message.id);
        waiting.push({ message, failures: 0 });
      }
      wake();
    },
    addAfter: (job: Job, pauseMs: number) => {
      const cancel = after(pauseMs, () => {
        pauses.delete(cancel);
        waiting.push(job);
        wake();
      });
      pauses.add(cancel);
    },
    forget: ({ message }: Job) => known.delete(message.id),
    stop: () => {
      for (const cancel of pauses) cancel();
    },
  };
};

/** A loop in this process; what it holds is gone with it. */
export const inMemoryJobQueue = (): JobQueue => {
  const jobs = backlog();

  const attempt = async (job: Job, handler: MessageHandler, rules: Rules): Promise<void> => {
    try {
      await withinDeadline(async (signal) => handler(job.message, signal), rules.deadlineMs);
      jobs.forget(job);
    } catch (error) {
      const again = { ...job, failures: job.failures + 1 };
      const pauseMs = rules.firstPauseMs * 2 ** job.failures;
      if (again.failures < rules.attempts) return jobs.addAfter(again, pauseMs);
      await rules.onDead(job.message, error).then(
        () => jobs.forget(job),
        () => jobs.addAfter(job, pauseMs),
      );
    }
  };

  return {
    publish: async (messages) => jobs.add(messages),
    consume: async (handler, rules) => {
      const running = new Set<Promise<void>>();
      const take = () => {
        while (running.size < rules.concurrency && jobs.listeners.has(take)) {
          const job = jobs.next();
          if (!job) return;
          const run = attempt(job, handler, rules).finally(() => {
            running.delete(run);
            take();
          });
          running.add(run);
        }
      };
      jobs.listeners.add(take);
      take();
      return {
        close: async () => {
          jobs.listeners.delete(take);
          await Promise.all(running);
        },
      };
    },
    close: async () => {
      jobs.listeners.clear();
      jobs.stop();
    },
  };
};
