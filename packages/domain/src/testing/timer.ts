declare const setTimeout: (callback: () => void, ms: number) => unknown;
declare const clearTimeout: (timer: unknown) => void;

/** Calls `callback` after `ms` milliseconds of real time, unless the answered function was called before. */
export const after = (ms: number, callback: () => void): (() => void) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/** Resolves after `ms` milliseconds of real time. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => after(ms, resolve));
