import { authorizeStanding, byOwner, type Origin, recordRefusal } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { err, type Result } from '../../shared/result.js';
import type { NothingPaid } from '../ending.js';
import { type MemberRefused, permitMember } from '../permit.js';
import type { MembershipDeps } from './deps.js';
import { memberOfAccount } from './member-seen.js';

/** What a paid plan has left cannot go back by itself: payments know orders only, so finance pays it back by hand. */
export type PlanRefundUnavailable = { readonly type: 'PlanRefundUnavailable' };

type Refused = Denied | MemberRefused | NothingPaid | PlanRefundUnavailable;

/**
 * M6: the member gives up a paid plan. Refused with `NothingPaid` where none is running, and with `PlanRefundUnavailable`
 * where one is, while payments know orders only: nobody loses a membership whose money cannot go back.
 */
export const makeCancelMembership =
  (deps: MembershipDeps) =>
  (actor: Person, origin: Origin): Promise<Result<never, Refused>> =>
    recordRefusal(deps, byOwner('membership.cancel', actor, origin), async () => {
      const by = authorizeStanding('membership.cancel', actor, deps.sessionClock.now());
      if (!by.ok) return by;
      const now = deps.clock.now();
      return deps.unitOfWork.run<never, Refused>(async (stores) => {
        const member = await memberOfAccount(stores, actor);
        const row = permitMember(member.status, 'cancel', { now, by: by.value });
        if (!row.ok) return row;
        const isPaid = 'purchases' in member && member.purchases.some(({ during }) => now < during.endsAt);
        return err({ type: isPaid ? 'PlanRefundUnavailable' : 'NothingPaid' });
      });
    });
