import type { Schedules } from '@banzhen/domain/clinics';
import { type Log, wordOf } from '../log.js';
import { type Loop, startLoop } from './loop.js';

const BATCH = 32;
const REST_MS = 250;
/** Nobody waits for what is only put in order. */
const SLOW_REST_MS = 30_000;

type Deps = {
  readonly schedules: Pick<Schedules, 'releaseDueSessions' | 'closeEndedSessions'>;
  readonly log: Log;
};

type Step = (limit: number) => ReturnType<Schedules['releaseDueSessions'] | Schedules['closeEndedSessions']>;

/**
 * Puts seats on sale when their release is due 放号, and closes what is over (6.8, C35); after a downtime everything that was
 * missed, batch by batch.
 */
export const startSessions = ({ schedules, log }: Deps): Loop => {
  const loop = (
    name: string,
    step: Step,
    event: 'session.not-released' | 'session.not-closed',
    rest: number,
  ) =>
    startLoop(
      `sessions.${name}`,
      log,
      async () => {
        const { refused, isMore } = await step(BATCH);
        for (const { clinicSessionId, refusal } of refused)
          log.error(event, { clinicSessionId, refusal: wordOf(refusal.type) });
        return isMore ? 'busy' : 'idle';
      },
      rest,
    );
  const loops = [
    loop('releases', schedules.releaseDueSessions, 'session.not-released', REST_MS),
    loop('closings', schedules.closeEndedSessions, 'session.not-closed', SLOW_REST_MS),
  ];
  return {
    async stop() {
      await Promise.all(loops.map((one) => one.stop()));
    },
  };
};
