import type { HoldDesk } from '@banzhen/domain/clinics';
import type { Log } from './log.js';

/** The same desk, which says when a batch failed: its wishes are then taken one by one, and nobody would see what that costs. */
export const outspokenHoldDesk = (desk: HoldDesk, log: Pick<Log, 'error'>): HoldDesk => ({
  look: (inquiry) => desk.look(inquiry),
  known: (partner, wanted) => desk.known(partner, wanted),
  async hold(batch) {
    try {
      return await desk.hold(batch);
    } catch (cause) {
      log.error('hold.failed', { clinicSessionId: batch.sessionId, wishes: batch.wishes.length, cause });
      throw cause;
    }
  },
});
