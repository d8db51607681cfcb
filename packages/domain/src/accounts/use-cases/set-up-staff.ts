import { err, ok, type Result } from '../../shared/result.js';
import { checkPassword, type PasswordUnfit } from '../password.js';
import { newTicket, type TicketGone } from '../ticket.js';
import { NO_STEP, totpUri } from '../totp.js';
import type { HashingDeps, Origin } from './deps.js';
import type { TotpOffer } from './enrol-totp.js';
import { openTicket } from './open-ticket.js';
import { byAnybody, recordDone, recordRefusal } from './record-refusal.js';

export type SetUpStaff = { readonly token: string; readonly password: string };

/**
 * Gives an administrator whom the command line made a password and an authenticator app, for the one-time token that it
 * printed. Whatever the account had before is gone; go on with `confirmTotp`.
 */
export const makeSetUpStaff =
  (deps: HashingDeps) =>
  (
    origin: Origin,
    { token, password }: SetUpStaff,
  ): Promise<Result<TotpOffer, TicketGone | PasswordUnfit>> => {
    const audited = byAnybody('staff.set-up', origin);
    return recordRefusal(deps, audited, async () => {
      const { unitOfWork, clock, secrets, hashing, passwordList } = deps;
      const opened = await openTicket(deps, token, ['set-up-staff']);
      if (!opened.ok) return opened;
      const { account, ticket: held } = opened.value;
      const fit = checkPassword(password, account.phone, passwordList.isCommon);
      if (!fit.ok) return fit;
      const hash = await hashing.hash(fit.value);
      const now = clock.now();
      const ticket = secrets.token();
      const secret = secrets.totpSecret();
      return unitOfWork.run<TotpOffer, TicketGone>(async (stores) => {
        if (!(await stores.tickets.use(held.tokenHash, now))) return err({ type: 'TicketGone' });
        await stores.credentials.setPasswordHash(account.id, hash, now);
        await stores.credentials.setTotp({ accountId: account.id, secret, lastStep: NO_STEP });
        await stores.sessions.endAll(account.id, 'password-changed', now);
        const tokenHash = secrets.tokenHash(ticket);
        await stores.tickets.insert(
          newTicket({ tokenHash, purpose: 'enrol-totp', accountId: account.id }, now),
        );
        const object = { kind: 'account', id: account.id };
        await recordDone(stores, { ...audited, tenantId: account.tenantId, object }, now);
        return ok({ ticket, secret, uri: totpUri(secret, account.displayName) });
      });
    });
  };
