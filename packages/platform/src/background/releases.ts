import type { Schedules } from '@banzhen/domain/clinics';
import { type Log, wordOf } from '../log.js';
import { type Loop, startLoop } from './loop.js';

const BATCH = 32;
const REST_MS = 250;

type Deps = { readonly schedules: Pick<Schedules, 'releaseDueSessions'>; readonly log: Log };

/** Puts seats on sale when their release is due 放号 (C35); after a downtime everything that was missed, batch by batch. */
export const startReleases = ({ schedules, log }: Deps): Loop =>
  startLoop(
    'releases',
    log,
    async () => {
      const { refused, isMore } = await schedules.releaseDueSessions(BATCH);
      for (const { clinicSessionId, refusal } of refused)
        log.error('session.not-released', { clinicSessionId, refusal: wordOf(refusal.type) });
      return isMore ? 'busy' : 'idle';
    },
    REST_MS,
  );
