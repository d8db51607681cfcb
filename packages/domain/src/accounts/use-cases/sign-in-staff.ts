import type { PhoneNumber } from '../../shared/phone-number.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type AccountBanned, banIn } from '../sanction.js';
import { isLiveGrant } from '../staff-grant.js';
import { newTicket } from '../ticket.js';
import type { HashingDeps, Origin } from './deps.js';
import { type PasswordError, provePassword, type SignInFailed, stillProven } from './prove-password.js';
import { byAnybody, recordRefusal } from './record-refusal.js';

export type SignInStaff = { readonly phone: PhoneNumber; readonly password: string };

/** The password was right. With the ticket go on to `confirmTotp`, or first to `enrolTotp` where there is no app yet. */
export type SecondFactorNeeded = { readonly needs: 'totp' | 'enrol-totp'; readonly ticket: string };

const operation = 'sign-in.staff';

/** First half of the sign-in of staff (AU14). Whoever holds no role gets the answer of a wrong password. */
export const makeSignInStaff =
  (deps: HashingDeps) =>
  (origin: Origin, given: SignInStaff): Promise<Result<SecondFactorNeeded, PasswordError | AccountBanned>> =>
    recordRefusal(deps, byAnybody(operation, origin), async () => {
      const { unitOfWork, clock, secrets } = deps;
      const proven = await provePassword(deps, origin, { tenantId: deps.homeTenant, ...given });
      if (!proven.ok) return proven;
      const { id: accountId } = proven.value.account;
      const now = clock.now();
      return unitOfWork.run<SecondFactorNeeded, SignInFailed | AccountBanned>(async (stores) => {
        const still = await stillProven(stores, proven.value);
        if (!still.ok) return still;
        const grants = await stores.staffGrants.ofAccount(accountId);
        if (!grants.some((grant) => isLiveGrant(grant, now))) return err({ type: 'SignInFailed' });
        const ban = banIn(await stores.sanctions.ofAccount(accountId), now);
        if (ban) return err(ban);
        const totp = await stores.credentials.totp(accountId);
        const needs = totp?.confirmedAt ? 'totp' : 'enrol-totp';
        const ticket = secrets.token();
        const tokenHash = secrets.tokenHash(ticket);
        await stores.tickets.insert(newTicket({ tokenHash, purpose: needs, accountId }, now));
        return ok({ needs, ticket });
      });
    });
