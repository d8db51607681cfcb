import type { Certifications, DueCertifications } from '@banzhen/domain/certification';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { CertificationId } from '@banzhen/domain/shared/ids';
import type { Log } from '../log.js';
import { type Loop, type News, startLoop } from './loop.js';

const BATCH = 50;
/** Papers end at midnight: nobody waits for the second. */
const REST_MS = 30_000;

/** Ends what certifies an escort when their first paper runs out, says so thirty days before (K6), and suspends who misses visits (K7). */
export const startCertifications = ({
  dueCertifications,
  certifications,
  clock,
  log,
  news,
}: {
  readonly dueCertifications: DueCertifications;
  readonly certifications: Pick<Certifications, 'age' | 'suspendByRule'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly news: News | undefined;
}): Loop =>
  startLoop(
    'certifications',
    log,
    async () => {
      const now = clock.now();
      const due = await dueCertifications.due(now, BATCH);
      const missing = await dueCertifications.missing(now, BATCH);
      let failed = 0;
      const attempt = async (certificationId: CertificationId, work: () => Promise<unknown>) => {
        try {
          await work();
        } catch (cause) {
          failed += 1;
          log.error('certification.failed', { certificationId, cause });
        }
      };
      for (const id of due) await attempt(id, () => certifications.age(id));
      for (const id of missing) await attempt(id, () => certifications.suspendByRule(id));
      return Math.max(due.length, missing.length) >= BATCH && failed === 0 ? 'busy' : 'idle';
    },
    REST_MS,
    news,
  );
