import { err, ok, type Result } from '../../shared/result.js';
import type { Account } from '../account.js';
import type { Ticket, TicketGone, TicketPurpose } from '../ticket.js';
import type { Totp } from '../totp.js';
import type { AccountDeps } from './deps.js';

export type OpenTicket = {
  readonly ticket: Ticket;
  readonly account: Account;
  readonly totp?: Totp;
};

/** Whose half-done sign-in this is; one guess is counted and committed by asking. */
export const openTicket = async (
  { unitOfWork, clock, secrets }: AccountDeps,
  token: string,
  purposes: readonly TicketPurpose[],
): Promise<Result<OpenTicket, TicketGone>> =>
  unitOfWork.run<OpenTicket, TicketGone>(async ({ tickets, accounts, credentials }) => {
    const taken = await tickets.takeGuess(secrets.tokenHash(token), purposes, clock.now());
    if (!taken.ok) return taken;
    const { accountId } = taken.value;
    const account = accountId && (await accounts.find(accountId));
    if (!account) return err({ type: 'TicketGone' });
    const totp = await credentials.totp(account.id);
    return ok({ ticket: taken.value, account, ...(totp ? { totp } : {}) });
  });
