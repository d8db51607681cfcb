import type { Denied, NotFound } from '../../policy/index.js';
import { maskPhone } from '../../privacy/index.js';
import type { Person } from '../../shared/actor.js';
import type { AccountId } from '../../shared/ids.js';
import type { PhoneNumber } from '../../shared/phone-number.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { Sanction } from '../sanction.js';
import type { StaffGrant } from '../staff-grant.js';
import { authorizeStanding } from './authorize-staff.js';
import type { AccountDeps, Origin } from './deps.js';
import { byPerson, recordDone, recordRefusal } from './record-refusal.js';

export type PersonFound = {
  readonly accountId: AccountId;
  readonly name: string;
  /** Masked. */
  readonly phone: string;
  readonly createdAt: Date;
  readonly lastSignInAt?: Date;
  readonly grants: readonly StaffGrant[];
  readonly sanctions: readonly Sanction[];
};

/** Finds a person of the tenant by their whole phone number: there is no search by a part of it (C15, PR2). */
export const makeFindPerson =
  (deps: AccountDeps) =>
  (
    actor: Person,
    origin: Origin,
    { phone }: { readonly phone: PhoneNumber },
  ): Promise<Result<PersonFound, Denied>> => {
    const audited = byPerson('person.find', actor, origin);
    return recordRefusal(deps, audited, async () => {
      const by = authorizeStanding('person.find', actor, deps.clock.now());
      if (!by.ok) return by;
      const now = deps.clock.now();
      return deps.unitOfWork.run<PersonFound, NotFound>(async (stores) => {
        const account = await stores.accounts.findByPhone(actor.tenantId, phone);
        if (!account) return err({ type: 'NotFound' });
        const { id, displayName, createdAt, lastSignInAt } = account;
        const person: PersonFound = {
          accountId: id,
          name: displayName,
          phone: maskPhone(phone),
          createdAt,
          ...(lastSignInAt ? { lastSignInAt } : {}),
          grants: await stores.staffGrants.ofAccount(id),
          sanctions: await stores.sanctions.ofAccount(id),
        };
        await recordDone(stores, { ...audited, actor: by.value, object: { kind: 'account', id } }, now);
        return ok(person);
      });
    });
  };
