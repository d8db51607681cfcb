import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from './engine.js';
import { LocalServiceError } from './local-service-error.js';

/** Whether a server on the port of 127.0.0.1 answers `greeting` with bytes that `accepts`. */
export function answers(
  port: number,
  greeting: Buffer,
  accepts: (answer: Buffer) => boolean,
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(greeting));
    const finish = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(1_000, () => finish(false));
    socket.once('data', (answer) => finish(accepts(answer)));
    socket.once('error', () => finish(false));
    socket.once('close', () => resolve(false));
  });
}

/**
 * Starts the engine and waits up to 60 s until `isReady`. A server that ends by itself is started again: after a
 * kill, what is left of the old one may hold its files for a moment. Throws `LocalServiceError`.
 */
export async function startUntilReady(
  program: string,
  engine: Engine,
  isReady: () => Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + 60_000;
  let starts = 0;
  while (Date.now() < deadline && starts < 100) {
    if (!engine.isRunning()) {
      starts += 1;
      engine.start();
    }
    await sleep(50);
    if (engine.isRunning() && (await isReady())) return;
  }
  const log = engine.log();
  throw new LocalServiceError(
    'ServerDidNotStart',
    program,
    `${program} 启动失败，请按其日志处理：\n${log}`,
    `${program} did not start; act on its log:\n${log}`,
  );
}
