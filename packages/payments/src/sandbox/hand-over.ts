import type { Clock } from '@banzhen/domain/shared/clock';
import { forgeNotice, writeNotice } from './notice-writing.js';
import type { SandboxBehaviour } from './sandbox-behaviour.js';
import type { SandboxKeys } from './sandbox-keys.js';
import type { StoredNotice } from './stored-notice.js';
import type { WireNotice } from './wire.js';
import type { PaymentWords, RefundWords } from './wire-words.js';

const LIMIT_MS = 10_000;

const statusWithin = async (limitMs: number, deliver: () => Promise<number>): Promise<number> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<number>((resolve) => {
    timer = setTimeout(() => resolve(504), limitMs);
  });
  const status = (async () => deliver())().catch(() => 502);
  return Promise.race([status, late]).finally(() => clearTimeout(timer));
};

/** One delivery as the behaviour wants it: lost on the way, with a forged notice before it, or plainly. True: accepted. */
export const handingOver =
  (clock: Clock, keys: SandboxKeys, deliver: (notice: WireNotice) => Promise<number>) =>
  async (
    { eventId, deliveries }: StoredNotice,
    words: PaymentWords | RefundWords,
    { noticesLost, forge }: SandboxBehaviour,
  ): Promise<boolean> => {
    if (deliveries < noticesLost) return false;
    const send = (notice: WireNotice) => statusWithin(LIMIT_MS, () => deliver(notice));
    if (forge !== 'nothing' && deliveries === 0)
      await send(forgeNotice(forge, eventId, words, keys, clock.now()));
    const status = await send(writeNotice(eventId, words, keys, clock.now()));
    return status >= 200 && status < 300;
  };
