import { randomUUID } from 'node:crypto';
import type { JobQueue, Message } from '@banzhen/domain/messaging';

export const makeMessages = (count: number, type = 'OrderPaid'): readonly Message[] =>
  Array.from({ length: count }, () => ({
    id: randomUUID(),
    topic: 'orders',
    aggregateId: randomUUID(),
    type,
    payload: { orderId: randomUUID() },
  }));

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Stands for outbox and inbox: publishes again what was not acknowledged, and counts the effects of each message. */
export const sweepingRelay = (queue: JobQueue, outbox: readonly Message[]) => {
  const effects = new Map<string, number>();
  const refusals: unknown[] = [];
  let stopped = false;
  const sweep = async () => {
    while (!stopped) {
      const waiting = outbox.filter(({ id }) => !effects.has(id));
      await queue.publish(waiting).catch((error: unknown) => refusals.push(error));
      await pause(200);
    }
  };
  const sweeping = sweep();
  return {
    refusals,
    effects,
    /** The effect with its inbox mark, in one step: a second delivery changes nothing. */
    handle: async (message: Message) => {
      await pause(2);
      if (!effects.has(message.id)) effects.set(message.id, 1);
    },
    stop: async () => {
      stopped = true;
      await sweeping;
    },
  };
};
