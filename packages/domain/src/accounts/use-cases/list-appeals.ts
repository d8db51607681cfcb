import type { Denied } from '../../policy/index.js';
import { maskPhone } from '../../privacy/index.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import type { Sanction } from '../sanction.js';
import { authorizeStanding } from './authorize-staff.js';
import type { AccountDeps } from './deps.js';

/** A sanction with the person who appeals against it. */
export type OpenAppeal = Sanction & {
  readonly name: string;
  /** Masked. */
  readonly phone: string;
};

/** Sanctions of the tenant against which an appeal waits for its answer, the oldest first. */
export const makeListAppeals =
  ({ unitOfWork, clock }: AccountDeps) =>
  async (actor: Person): Promise<Result<readonly OpenAppeal[], Denied>> => {
    const by = authorizeStanding('appeal.list', actor, clock.now());
    if (!by.ok) return by;
    return unitOfWork.run<readonly OpenAppeal[], never>(async ({ sanctions, accounts }) => {
      const waiting: OpenAppeal[] = [];
      for (const sanction of await sanctions.withOpenAppeal(actor.tenantId)) {
        const account = await accounts.find(sanction.accountId);
        if (account)
          waiting.push({ ...sanction, name: account.displayName, phone: maskPhone(account.phone) });
      }
      return ok(waiting);
    });
  };
