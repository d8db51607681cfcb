import { admit, type Denied, isEverAudited, type OperationId } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import type { AccountDeps, Origin } from './deps.js';
import { byPerson, recordRefusal } from './record-refusal.js';

/** What was asked for, as the request names it: nobody has looked yet whether it is there. */
export type AskedFor = Parameters<typeof byPerson>[3];

/**
 * The door of every operation (AZ3): lets in whom the authorization table might allow it. Who is turned away from what is
 * audited is audited too (C27), with what was asked for where that is known.
 */
export const makeEnter =
  (deps: AccountDeps) =>
  async (
    actor: Person,
    origin: Origin,
    operation: OperationId,
    about?: AskedFor,
  ): Promise<Result<void, Denied>> => {
    const admitted = admit(operation, actor, deps.clock.now());
    if (admitted.ok || !isEverAudited(operation)) return admitted;
    return recordRefusal(deps, byPerson(operation, actor, origin, about), async () => admitted);
  };
