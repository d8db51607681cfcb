import {
  authorize,
  type NotAllowed,
  type NotFound,
  type OperationId,
  standingRelations,
} from '../../policy/index.js';
import type { ActorRef, Person } from '../../shared/actor.js';
import type { AccountId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { Account } from '../account.js';
import { hasSteppedUp, type StepUpNeeded } from '../session.js';
import type { AccountStores } from '../stores.js';

/** In which capacity this person may do the operation, by what they are. */
export const authorizeStanding = (
  operation: OperationId,
  actor: Person,
): Result<ActorRef, NotFound | NotAllowed> => authorize(operation, actor, new Set(standingRelations(actor)));

/** As `authorizeStanding`, for what needs a fresh proof (AU14). */
export const authorizeSteppedUp = (
  operation: OperationId,
  actor: Person,
  now: Date,
): Result<ActorRef, NotFound | NotAllowed | StepUpNeeded> => {
  const by = authorizeStanding(operation, actor);
  return by.ok && !hasSteppedUp(actor, now) ? err({ type: 'StepUpNeeded' }) : by;
};

/** The account that staff want to do something to; one of another tenant is not there. */
export const findInTenant = async (
  { accounts }: AccountStores,
  { tenantId }: Person,
  accountId: AccountId,
): Promise<Result<Account, NotFound>> => {
  const account = await accounts.find(accountId);
  return account?.tenantId === tenantId ? ok(account) : err({ type: 'NotFound' });
};
