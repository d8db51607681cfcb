import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Denied, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { PatientId } from '../../shared/ids.js';
import type { PhoneNumber } from '../../shared/phone-number.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { PatientDeps } from './deps.js';

/** A patient for whom a family books, as whoever acts for the family on the phone chooses them. */
export type PatientFound = {
  readonly patientId: PatientId;
  readonly name: string;
  readonly isRealNamed: boolean;
};

/**
 * The patients for whom the account with this whole phone number may book now, of the caller's tenant: there is no search by a
 * part of it, nor by a name, and each search is audited (C15). `NotFound` where nobody of the tenant has the number.
 */
export const makeFindPatients =
  (deps: PatientDeps) =>
  (
    actor: Person,
    origin: Origin,
    { phone }: { readonly phone: PhoneNumber },
  ): Promise<Result<readonly PatientFound[], Denied>> => {
    const audited = byPerson('patient.find', actor, origin);
    return recordRefusal(deps, audited, async () => {
      const by = authorizeStanding('patient.find', actor, deps.sessionClock.now());
      if (!by.ok) return by;
      const now = deps.clock.now();
      return deps.unitOfWork.run<readonly PatientFound[], NotFound>(async (stores) => {
        const account = await stores.accounts.findByPhone(actor.tenantId, phone);
        if (!account) return err({ type: 'NotFound' });
        const object = { kind: 'account', id: account.id } as const;
        await recordDone(stores, { ...audited, actor: by.value, object }, now);
        const patients: PatientFound[] = [];
        for (const { id, isRealNamed } of await stores.register.bookableBy(actor.tenantId, account.id, now))
          patients.push({ patientId: id, name: await stores.register.name(id), isRealNamed });
        return ok(patients);
      });
    });
  };
