import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import type { Sanction } from '../sanction.js';
import { authorizeStanding } from './authorize-staff.js';
import type { AccountDeps } from './deps.js';

/** Sanctions of the tenant against which an appeal waits for its answer, the oldest first. */
export const makeListAppeals =
  ({ unitOfWork, clock }: AccountDeps) =>
  async (actor: Person): Promise<Result<readonly Sanction[], Denied>> => {
    const by = authorizeStanding('appeal.list', actor, clock.now());
    if (!by.ok) return by;
    return unitOfWork.run<readonly Sanction[], never>(async ({ sanctions }) =>
      ok(await sanctions.withOpenAppeal(actor.tenantId)),
    );
  };
