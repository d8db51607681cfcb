import { recordDone } from '../../accounts/index.js';
import type { CertificationId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import { certificationPolicy, noShowsCountFrom } from '../certification-policy.js';
import { certificationTable } from '../certification-table.js';
import { liftedAt, suspend } from '../measures.js';
import type { CertificationDeps } from './deps.js';
import { keepMeasure } from './keep-measure.js';

const { noShowsThatSuspend, noShowDays } = certificationPolicy;

/** Read by the escort and by officers, whatever their language. */
const words = {
  reason: `${noShowDays} 天内 ${noShowsThatSuspend} 次未到岗，系统按规则暂停 / ${noShowsThatSuspend} visits missed within ${noShowDays} days; suspended by rule`,
  condition: '完成培训后由审核人员恢复 / until an officer records that training was done',
};

/**
 * K7 by the system's rule: two visits missed within thirty days, counted anew after each suspension that was lifted. Judged again
 * here on the locked submission, so any number of workers may try at once.
 */
export const makeSuspendByRule =
  (deps: CertificationDeps) =>
  (id: CertificationId): Promise<Result<'SUSPENDED' | 'nothing due', never>> =>
    deps.platformUnitOfWork.run<'SUSPENDED' | 'nothing due', never>(async (stores) => {
      const now = deps.clock.now();
      const certification = await stores.certifications.find(id);
      if (!certification || !certificationTable.suspend.includes(certification.status))
        return ok('nothing due');
      const { tenantId, accountId } = certification;
      const since = noShowsCountFrom(now, liftedAt(await stores.measures.ofAccount(accountId)));
      const missed = await stores.missedVisits.countSince(accountId, since);
      if (missed < noShowsThatSuspend) return ok('nothing due');
      const suspended = suspend(certification, words, { now });
      if (!suspended.ok) throw new Error(`the rule cannot suspend ${id}: ${suspended.error.type}`);
      await keepMeasure(deps, stores, certification, suspended.value, { reason: words.reason, at: now });
      const object = { kind: 'certification', id } as const;
      const operation = 'certification.suspend-by-rule';
      await recordDone(stores, { actor: { as: 'SYS' }, tenantId, operation, object }, now, { missed });
      return ok('SUSPENDED');
    });
