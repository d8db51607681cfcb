import type { StopSignal } from '../messaging/index.js';

/** A signal and the function that aborts it. */
export const stopSource = (): { readonly signal: StopSignal; stop(): void } => {
  const listeners = new Set<() => void>();
  let aborted = false;
  return {
    signal: {
      get aborted() {
        return aborted;
      },
      addEventListener: (_, listener) => {
        listeners.add(listener);
      },
    },
    stop: () => {
      aborted = true;
      for (const listener of listeners) listener();
    },
  };
};
