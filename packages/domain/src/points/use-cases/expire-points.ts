import type { AccountId, TenantId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import { expireDue } from '../movement.js';
import type { AlreadyBooked } from '../ports.js';
import type { PointsDeps } from './deps.js';

export type ExpirePoints = { readonly tenantId: TenantId; readonly accountId: AccountId };

/**
 * T1 EXPIRE: writes off what has expired of an account, one entry for each lot, and answers how many points. However late
 * and however often it is asked for, a lot expires once: whoever comes second finds nothing left in it (JB6).
 */
export const makeExpirePoints =
  ({ platformUnitOfWork, clock }: PointsDeps) =>
  ({ tenantId, accountId }: ExpirePoints): Promise<Result<number, AlreadyBooked>> =>
    platformUnitOfWork.run<number, AlreadyBooked>(async ({ points }) => {
      const outcome = expireDue(await points.lock(tenantId, accountId), clock.now());
      const appended = await points.append(outcome);
      if (!appended.ok) return appended;
      return ok(outcome.movements.reduce((sum, { entry }) => sum - entry.points, 0));
    });
