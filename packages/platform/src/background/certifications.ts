import type { Certifications, DueCertifications } from '@banzhen/domain/certification';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { Log } from '../log.js';
import { type Loop, type News, startLoop } from './loop.js';

const BATCH = 50;
/** Papers end at midnight: nobody waits for the second. */
const REST_MS = 30_000;

/** Ends what certifies an escort when their first paper runs out, and says so thirty days before (K6). */
export const startCertifications = ({
  dueCertifications,
  certifications,
  clock,
  log,
  news,
}: {
  readonly dueCertifications: DueCertifications;
  readonly certifications: Pick<Certifications, 'age'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly news: News | undefined;
}): Loop =>
  startLoop(
    'certifications',
    log,
    async () => {
      const due = await dueCertifications.due(clock.now(), BATCH);
      let failed = 0;
      for (const id of due)
        try {
          await certifications.age(id);
        } catch (cause) {
          failed += 1;
          log.error('certification.failed', { certificationId: id, cause });
        }
      return due.length >= BATCH && failed === 0 ? 'busy' : 'idle';
    },
    REST_MS,
    news,
  );
