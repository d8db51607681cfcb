import { setTimeout as pause } from 'node:timers/promises';
import type { Network } from '@banzhen/cli/demo';

const REST_MS = 100;
const BUSY = 503;

/** A line that asks again for so long while nobody answers or the server says that it is busy, as phones do. */
export const patientNetwork =
  (patienceMs: number): Network =>
  async (input, init) => {
    const giveUpAt = performance.now() + patienceMs;
    for (;;) {
      const answer = await fetch(input, init).catch((cause: unknown) => {
        if (performance.now() >= giveUpAt) throw cause;
        return undefined;
      });
      if (answer && (answer.status !== BUSY || performance.now() >= giveUpAt)) return answer;
      await answer?.arrayBuffer().catch(() => undefined);
      await pause(REST_MS);
    }
  };
