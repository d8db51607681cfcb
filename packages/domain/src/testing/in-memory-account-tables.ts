import type {
  Account,
  Challenge,
  IdentityLink,
  Sanction,
  Session,
  StaffGrant,
  Ticket,
  Totp,
} from '../accounts/index.js';
import { type Table, table } from './in-memory-table.js';

export type QuotaRow = { readonly startsAt: Date; readonly count: number };

/** Everything that the in-memory platform knows of accounts. */
export type AccountTables = {
  readonly accounts: Table<Account>;
  readonly passwordHashes: Table<string>;
  readonly totps: Table<Totp>;
  readonly challenges: Table<Challenge>;
  readonly tickets: Table<Ticket>;
  readonly sessions: Table<Session>;
  readonly staffGrants: Table<StaffGrant>;
  readonly sanctions: Table<Sanction>;
  readonly identityLinks: Table<IdentityLink>;
  readonly quotas: Table<QuotaRow>;
};

export const emptyAccountTables = (): AccountTables => ({
  accounts: table('accounts'),
  passwordHashes: table('password hashes'),
  totps: table('authenticator apps'),
  challenges: table('challenges'),
  tickets: table('tickets'),
  sessions: table('sessions'),
  staffGrants: table('staff grants'),
  sanctions: table('sanctions'),
  identityLinks: table('identity links'),
  quotas: table('quotas'),
});

export const copyOfAccounts = (tables: AccountTables): AccountTables => ({
  accounts: tables.accounts.copy(),
  passwordHashes: tables.passwordHashes.copy(),
  totps: tables.totps.copy(),
  challenges: tables.challenges.copy(),
  tickets: tables.tickets.copy(),
  sessions: tables.sessions.copy(),
  staffGrants: tables.staffGrants.copy(),
  sanctions: tables.sanctions.copy(),
  identityLinks: tables.identityLinks.copy(),
  quotas: tables.quotas.copy(),
});
