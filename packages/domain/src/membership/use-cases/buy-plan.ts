import { authorizeStanding } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { err, type Result } from '../../shared/result.js';
import type { PlanClosed } from '../joining.js';
import type { MembershipDeps } from './deps.js';

/** Plans cannot be paid for online: payments know orders only. Staff can give a membership instead. */
export type PlanPurchaseUnavailable = { readonly type: 'PlanPurchaseUnavailable'; readonly planCode: string };

/** M1, M2, M4 by purchase, which also renews: refused with `PlanPurchaseUnavailable` while payments know orders only. */
export const makeBuyPlan =
  ({ unitOfWork, clock, sessionClock }: MembershipDeps) =>
  async (
    actor: Person,
    { planCode }: { readonly planCode: string },
  ): Promise<Result<never, Denied | PlanClosed | PlanPurchaseUnavailable>> => {
    const by = authorizeStanding('membership.buy', actor, sessionClock.now());
    if (!by.ok) return by;
    return unitOfWork.run<never, PlanClosed | PlanPurchaseUnavailable>(async ({ membershipPolicies }) => {
      const { plans } = await membershipPolicies.current(clock.now());
      const isSold = plans.some(({ code, isOpen }) => code === planCode && isOpen);
      return err({ type: isSold ? 'PlanPurchaseUnavailable' : 'PlanClosed', planCode });
    });
  };
