import {
  admit,
  authorize,
  type Denied,
  type NotFound,
  type OperationId,
  standingRelations,
} from '../../policy/index.js';
import type { ActorRef, Person } from '../../shared/actor.js';
import type { AccountId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { Account } from '../account.js';
import type { AccountStores } from '../stores.js';

/** In which capacity this person may do the operation, by what they are; with a fresh proof where the table asks for one. */
export const authorizeStanding = (
  operation: OperationId,
  actor: Person,
  now: Date,
): Result<ActorRef, Denied> => {
  const admitted = admit(operation, actor, now);
  return admitted.ok ? authorize(operation, actor, new Set(standingRelations(actor))) : admitted;
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
