import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import type { Sanction } from '../sanction.js';
import type { AccountDeps } from './deps.js';

/** Every sanction of the person who asks, the newest first, with what became of an appeal. */
export const makeListOwnSanctions =
  ({ unitOfWork }: AccountDeps) =>
  (actor: Person): Promise<Result<readonly Sanction[], never>> =>
    unitOfWork.run<readonly Sanction[], never>(async ({ sanctions }) =>
      ok(await sanctions.ofAccount(actor.accountId)),
    );
