import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { CreditLine } from '../../ledger/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { PartnerId } from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { PartnerDeps } from './deps.js';

export type SetCreditLimit = { readonly partnerId: PartnerId; readonly limitFen: number };

/** A credit limit is a whole number of fen from 0 to `mostFen`. */
export type CreditLimitUnfit = { readonly type: 'CreditLimitUnfit'; readonly mostFen: number };

/** A hundred million yuan: far from where sums of fen lose their exactness. */
const MOST_FEN = 10_000_000_000;

/**
 * How much a partner may owe, in fen, from now on; 0 ends its orders on account. What it owes beyond a lower limit stays owed. The
 * audit keeps what it was before, so it tells which limit held when (A8).
 */
export const makeSetCreditLimit =
  (deps: PartnerDeps) =>
  (
    actor: Person,
    origin: Origin,
    { partnerId, limitFen }: SetCreditLimit,
  ): Promise<Result<CreditLine, Denied | CreditLimitUnfit>> => {
    const operation = 'partner-credit.set';
    const audited = byPerson(operation, actor, origin, { kind: 'partner', id: partnerId });
    return recordRefusal<Result<CreditLine, Denied | CreditLimitUnfit>>(deps, audited, async () => {
      const now = deps.clock.now();
      const by = authorizeStanding(operation, actor, now);
      if (!by.ok) return by;
      if (!Number.isInteger(limitFen) || limitFen < 0 || limitFen > MOST_FEN)
        return err({ type: 'CreditLimitUnfit', mostFen: MOST_FEN });
      return deps.unitOfWork.run<CreditLine, Denied>(async (stores) => {
        const partner = await stores.partners.find(partnerId);
        if (partner?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
        const before = await stores.creditLines.setLimit(partner.accountId, fen(limitFen));
        const facts = { fromFen: before.limitFen, toFen: limitFen };
        await recordDone(stores, { ...audited, actor: by.value }, now, facts);
        return ok({ ...before, limitFen: fen(limitFen) });
      });
    });
  };
