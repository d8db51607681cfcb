import { err, type Result } from '../../shared/result.js';
import type { TooManyTries } from '../quota.js';
import type { AccountBanned } from '../sanction.js';
import { signInTickets, type TicketGone } from '../ticket.js';
import type { TotpWrong } from '../totp.js';
import type { AccountDeps, Origin } from './deps.js';
import { openSession, type SignIn } from './open-session.js';
import { openTicket } from './open-ticket.js';
import { proveTotp } from './prove-totp.js';
import { byAnybody, recordRefusal } from './record-refusal.js';

export type ConfirmTotp = { readonly ticket: string; readonly code: string };
type Refused = TicketGone | AccountBanned;

const operation = 'sign-in.totp';

/** Second half of the sign-in of staff. The first code of a new app confirms it and ends every other session (7.4.3). */
export const makeConfirmTotp =
  (deps: AccountDeps) =>
  (
    origin: Origin,
    { ticket, code }: ConfirmTotp,
  ): Promise<Result<SignIn, Refused | TotpWrong | TooManyTries>> =>
    recordRefusal(deps, byAnybody(operation, origin), async () => {
      const opened = await openTicket(deps, ticket, signInTickets);
      if (!opened.ok) return opened;
      const { account, totp, ticket: held } = opened.value;
      const isNew = held.purpose === 'enrol-totp';
      if (!totp || isNew !== (totp.confirmedAt === undefined)) return err({ type: 'TicketGone' });
      const proven = await proveTotp(deps, totp, code);
      if (!proven.ok) return proven;
      const now = deps.clock.now();
      return deps.unitOfWork.run<SignIn, Refused>(async (stores) => {
        if (!(await stores.tickets.use(held.tokenHash, now))) return err({ type: 'TicketGone' });
        if (isNew) await stores.sessions.endAll(account.id, 'factor-changed', now);
        const authLevel = 'password+totp';
        return openSession(stores, deps, { account, kind: 'staff', authLevel, origin, operation });
      });
    });
