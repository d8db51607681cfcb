import { type AccountId, idFrom, type StaffGrantId } from '../../shared/ids.js';
import type { PhoneNumber } from '../../shared/phone-number.js';
import { ok, type Result } from '../../shared/result.js';
import { mayHold, type RolesExclude } from '../staff-grant.js';
import { newTicket } from '../ticket.js';
import type { AccountDeps } from './deps.js';
import { findOrOpenAccount } from './find-or-open-account.js';
import { recordDone } from './record-refusal.js';

export type CreateFirstAdmin = { readonly phone: PhoneNumber; readonly name: string };
export type FirstAdmin = {
  readonly accountId: AccountId;
  /** One-time, good for a day: `setUpStaff` takes it. */
  readonly setUpToken: string;
  readonly expiresAt: Date;
};

/**
 * Makes the owner of `phone` an administrator, for whoever can run commands beside the database: there is no default
 * account (AU14). Run again for an administrator who has lost password or app.
 */
export const makeCreateFirstAdmin =
  (deps: AccountDeps) =>
  ({ phone, name }: CreateFirstAdmin): Promise<Result<FirstAdmin, RolesExclude>> =>
    deps.unitOfWork.run<FirstAdmin, RolesExclude>(async (stores) => {
      const { clock, ids, secrets, homeTenant: tenantId } = deps;
      const now = clock.now();
      const { id: accountId } = await findOrOpenAccount(stores, deps, phone, name);
      const fits = mayHold(await stores.staffGrants.ofAccount(accountId), { role: 'admin' }, now);
      if (!fits.ok && fits.error.type === 'RolesExclude') return { ok: false, error: fits.error };
      if (fits.ok) {
        const id = idFrom<StaffGrantId>(ids.next());
        await stores.staffGrants.insert({ id, tenantId, accountId, role: 'admin', from: now });
      }
      const setUpToken = secrets.token();
      const tokenHash = secrets.tokenHash(setUpToken);
      const ticket = newTicket({ tokenHash, purpose: 'set-up-staff', accountId }, now);
      await stores.tickets.insert(ticket);
      const object = { kind: 'account', id: accountId };
      await recordDone(stores, { actor: { as: 'SYS' }, tenantId, operation: 'admin.create', object }, now);
      return ok({ accountId, setUpToken, expiresAt: ticket.expiresAt });
    });
