import { minutesAfter } from '../shared/clock.js';
import type { AccountId } from '../shared/ids.js';

export const ticketPurposes = ['totp', 'enrol-totp', 'attach-wechat', 'set-up-staff'] as const;

/**
 * What a half-done sign-in still needs: the code of the authenticator app, an authenticator app, a phone number for a
 * WeChat identity; or, for the first administrator, everything.
 */
export type TicketPurpose = (typeof ticketPurposes)[number];

/** Those whose other half is an authenticator app. */
export const signInTickets: readonly TicketPurpose[] = ['totp', 'enrol-totp'];

/** A half-done sign-in. Its token is as secret as a session's, and worth nothing without the other half. */
export type Ticket = {
  readonly tokenHash: string;
  readonly purpose: TicketPurpose;
  readonly accountId?: AccountId;
  /** The identity that is to be attached, as in `IdentityLink`. */
  readonly identityHash?: string;
  readonly expiresAt: Date;
  readonly guesses: number;
  readonly usedAt?: Date;
};

export const MOST_TICKET_GUESSES = 5;

const validMinutes: Record<TicketPurpose, number> = {
  totp: 5,
  'enrol-totp': 15,
  'attach-wechat': 15,
  'set-up-staff': 24 * 60,
};

/** The ticket has expired or was used: sign in from the start. */
export type TicketGone = { readonly type: 'TicketGone' };

export const newTicket = (
  given: Pick<Ticket, 'tokenHash' | 'purpose' | 'accountId' | 'identityHash'>,
  now: Date,
): Ticket => ({ ...given, expiresAt: minutesAfter(now, validMinutes[given.purpose]), guesses: 0 });

/** Whether a guess may be taken with it; adapters ask the same in the statement that counts it. */
export const mayUseTicket = (ticket: Ticket, purposes: readonly TicketPurpose[], now: Date): boolean =>
  purposes.includes(ticket.purpose) &&
  ticket.usedAt === undefined &&
  ticket.guesses < MOST_TICKET_GUESSES &&
  now < ticket.expiresAt;
