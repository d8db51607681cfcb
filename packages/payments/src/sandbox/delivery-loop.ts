/** Repeats `round` until stopped: every `everyMs`, and at once when woken. */
export const deliveryLoop = (
  round: () => Promise<unknown>,
  everyMs: number,
  onTrouble: (error: unknown) => void,
) => {
  let stopped = false;
  let news = false;
  let wakeUp: () => void = () => undefined;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    while (!stopped) {
      news = false;
      await round().catch(onTrouble);
      if (!news && !stopped) await pause();
    }
  };
  const running = run();
  const wake = () => {
    news = true;
    wakeUp();
  };
  return {
    wake,
    async stop(): Promise<void> {
      stopped = true;
      wake();
      await running;
    },
  };
};
