import type { VisitClock } from './sandbox.js';

const NOTICED_MS = 60_000;

/** Somebody else moved the server's clock, so that deadlines of this story passed. */
export class ClockMovedByOthers extends Error {
  readonly type = 'ClockMovedByOthers';
  readonly zh: string;
  readonly en: string;

  constructor(told: { readonly type: string; readonly zh: string; readonly en: string }, cause: unknown) {
    super(`the clock was moved by somebody else: ${told.type}`, { cause });
    this.name = 'ClockMovedByOthers';
    this.zh = `期间有别的演示移动了服务器时钟，请单独重跑。（${told.type}：${told.zh}）`;
    this.en = `Another demo moved the server's clock meanwhile: run this one again, alone. (${told.type}: ${told.en})`;
  }
}

/** `clock`, which also knows whether it leapt other than by this story. */
export const watchedClock = (clock: VisitClock) => {
  let seen: { readonly serverMs: number; readonly hereMs: number } | undefined;
  let leapt = false;
  const look = (serverMs: number) => {
    seen = { serverMs, hereMs: performance.now() };
  };
  const now = async () => {
    const instant = await clock.now();
    const expectedMs = seen === undefined ? undefined : seen.serverMs + performance.now() - seen.hereMs;
    leapt ||= expectedMs !== undefined && instant.getTime() - expectedMs > NOTICED_MS;
    look(instant.getTime());
    return instant;
  };
  return {
    now,
    async reach(instant: Date): Promise<void> {
      const before = await now();
      await clock.reach(instant);
      if (before < instant) look(instant.getTime());
    },
    /** Looks once more and answers whether somebody else has moved it. */
    async wasMovedByOthers(): Promise<boolean> {
      await now().catch(() => undefined);
      return leapt;
    },
  };
};
