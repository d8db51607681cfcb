import {
  type AccountStore,
  type AccountStores,
  type ChallengeStore,
  type CredentialStore,
  type IdentityLinkStore,
  isLiveGrant,
  isLiveSession,
  MOST_GUESSES,
  mayGuess,
  mayUseTicket,
  type QuotaStore,
  type SanctionStore,
  type Session,
  type SessionReader,
  type SessionStore,
  type StaffGrantStore,
  signInTickets,
  type TicketStore,
  windowStart,
} from '../accounts/index.js';
import type { TenantId } from '../shared/ids.js';
import type { PhoneNumber } from '../shared/phone-number.js';
import { done, err, ok } from '../shared/result.js';
import type { AccountTables } from './in-memory-account-tables.js';
import { inMemoryAuditTrail } from './in-memory-audit.js';
import type { InMemoryDatabase } from './in-memory-database.js';
import { inMemoryErasure } from './in-memory-erasure.js';
import type { Tables } from './in-memory-tables.js';

const byPhone = ({ accounts }: AccountTables, tenantId: TenantId, phone: PhoneNumber) =>
  accounts.where((one) => one.tenantId === tenantId && one.phone === phone)[0];

const accountStore = (tables: AccountTables): AccountStore => ({
  find: async (id) => tables.accounts.get(id),
  findByPhone: async (tenantId, phone) => byPhone(tables, tenantId, phone),
  async insert(account) {
    if (byPhone(tables, account.tenantId, account.phone)) return err({ type: 'PhoneTaken' });
    tables.accounts.insert(account.id, account);
    return done;
  },
  async changePhone(id, phone) {
    const account = tables.accounts.get(id);
    if (!account) return done;
    const other = byPhone(tables, account.tenantId, phone);
    if (other && other.id !== id) return err({ type: 'PhoneTaken' });
    tables.accounts.put(id, { ...account, phone });
    return done;
  },
  async noteSignIn(id, at) {
    const account = tables.accounts.get(id);
    if (account) tables.accounts.put(id, { ...account, lastSignInAt: at });
  },
});

const credentialStore = ({ passwordHashes, totps }: AccountTables): CredentialStore => ({
  passwordHash: async (id) => passwordHashes.get(id),
  async setPasswordHash(id, hash, _at, instead) {
    if (instead === undefined || passwordHashes.get(id) === instead) passwordHashes.put(id, hash);
  },
  totp: async (id) => totps.get(id),
  async setTotp(totp) {
    totps.put(totp.accountId, totp);
  },
  async takeTotpStep(id, step, at) {
    const totp = totps.get(id);
    if (!totp || step <= totp.lastStep) return false;
    totps.put(id, { ...totp, lastStep: step, confirmedAt: totp.confirmedAt ?? at });
    return true;
  },
  async removeTotp(id) {
    totps.delete(id);
  },
});

const challengeStore = ({ challenges }: AccountTables): ChallengeStore => ({
  insert: async (challenge) => challenges.insert(challenge.id, challenge),
  async takeGuess(claim, now) {
    const challenge = challenges.get(claim.id);
    if (!challenge || !mayGuess(challenge, claim, now)) return err({ type: 'CodeGone' });
    const guesses = challenge.guesses + 1;
    challenges.put(claim.id, { ...challenge, guesses });
    return ok({ codeHash: challenge.codeHash, guessesLeft: MOST_GUESSES - guesses });
  },
  async use(id, now) {
    const challenge = challenges.get(id);
    if (!challenge || challenge.usedAt) return false;
    challenges.put(id, { ...challenge, usedAt: now });
    return true;
  },
});

const ticketStore = ({ tickets }: AccountTables): TicketStore => ({
  insert: async (ticket) => tickets.insert(ticket.tokenHash, ticket),
  async takeGuess(tokenHash, purposes, now) {
    const ticket = tickets.get(tokenHash);
    if (!ticket || !mayUseTicket(ticket, purposes, now)) return err({ type: 'TicketGone' });
    const counted = { ...ticket, guesses: ticket.guesses + 1 };
    tickets.put(tokenHash, counted);
    return ok(counted);
  },
  async use(tokenHash, now) {
    const ticket = tickets.get(tokenHash);
    if (!ticket || ticket.usedAt) return false;
    tickets.put(tokenHash, { ...ticket, usedAt: now });
    return true;
  },
  async voidSignIns(accountId, now) {
    const own = tickets.where((one) => one.accountId === accountId && signInTickets.includes(one.purpose));
    for (const ticket of own) tickets.put(ticket.tokenHash, { ...ticket, usedAt: now });
  },
});

const sessionStore = ({ sessions }: AccountTables): SessionStore => {
  const liveOf = (accountId: Session['accountId'], now: Date) =>
    sessions.where((one) => one.accountId === accountId && isLiveSession(one, now));
  return {
    insert: async (session) => sessions.insert(session.id, session),
    ofAccount: async (accountId, now) =>
      liveOf(accountId, now).toSorted(
        (left, right) => right.lastSeenAt.getTime() - left.lastSeenAt.getTime(),
      ),
    async end(accountId, id, ended) {
      const session = liveOf(accountId, ended.at).find((one) => one.id === id);
      if (session) sessions.put(id, { ...session, ended });
      return session !== undefined;
    },
    async endAll(accountId, why, now, except) {
      const ending = liveOf(accountId, now).filter(({ id }) => id !== except);
      for (const session of ending) sessions.put(session.id, { ...session, ended: { at: now, why } });
      return ending.length;
    },
    async stepUp(id, at) {
      const session = sessions.get(id);
      if (!session || !isLiveSession(session, at)) return false;
      sessions.put(id, { ...session, steppedUpAt: at });
      return true;
    },
  };
};

const staffGrantStore = ({ staffGrants }: AccountTables): StaffGrantStore => {
  const ofTenant = (tenantId: TenantId, now: Date) =>
    staffGrants.where((grant) => grant.tenantId === tenantId && isLiveGrant(grant, now));
  return {
    insert: async (grant) => staffGrants.insert(grant.id, grant),
    find: async (id) => staffGrants.get(id),
    ofAccount: async (accountId) => staffGrants.where((grant) => grant.accountId === accountId),
    ofTenant: async (tenantId, now) => ofTenant(tenantId, now),
    lockAdmins: async (tenantId, now) => ofTenant(tenantId, now).filter(({ role }) => role === 'admin'),
    async revoke(id, revoked) {
      const grant = staffGrants.get(id);
      if (!grant || grant.revoked) return false;
      staffGrants.put(id, { ...grant, revoked });
      return true;
    },
  };
};

const sanctionStore = ({ sanctions, accounts }: AccountTables): SanctionStore => ({
  insert: async (sanction) => sanctions.insert(sanction.id, sanction),
  find: async (id) => sanctions.get(id),
  ofAccount: async (accountId) =>
    sanctions
      .where((one) => one.accountId === accountId)
      .toSorted((left, right) => right.from.getTime() - left.from.getTime()),
  withOpenAppeal: async (tenantId) =>
    sanctions
      .where(({ accountId, appeal }) => {
        const isOpen = appeal !== undefined && appeal.answer === undefined;
        return isOpen && accounts.get(accountId)?.tenantId === tenantId;
      })
      .toSorted((left, right) => Number(left.appeal?.at) - Number(right.appeal?.at)),
  async update(sanction) {
    if (sanctions.get(sanction.id)?.version !== sanction.version - 1) return false;
    sanctions.put(sanction.id, sanction);
    return true;
  },
});

const identityLinkStore = ({ identityLinks }: AccountTables): IdentityLinkStore => ({
  accountOf: async (identityHash) => identityLinks.get(identityHash)?.accountId,
  async insert(link) {
    const known = identityLinks.get(link.identityHash);
    if (known && known.accountId !== link.accountId) return err({ type: 'IdentityTaken' });
    if (!known) identityLinks.insert(link.identityHash, link);
    return done;
  },
});

const quotaStore = ({ quotas }: AccountTables): QuotaStore => {
  const keyOf = (name: string, subject: object) => `${name} ${JSON.stringify(subject)}`;
  return {
    async take(quota, subject, now) {
      const key = keyOf(quota.name, subject);
      const startsAt = windowStart(quota, now);
      const row = quotas.get(key);
      const count = row && row.startsAt >= startsAt ? row.count : 0;
      if (count >= quota.most) return false;
      quotas.put(key, { startsAt, count: count + 1 });
      return true;
    },
    async clear({ name }, subject) {
      quotas.delete(keyOf(name, subject));
    },
  };
};

export const accountStoresOver = (tables: Tables): AccountStores => ({
  accounts: accountStore(tables.signIns),
  credentials: credentialStore(tables.signIns),
  challenges: challengeStore(tables.signIns),
  tickets: ticketStore(tables.signIns),
  sessions: sessionStore(tables.signIns),
  staffGrants: staffGrantStore(tables.signIns),
  sanctions: sanctionStore(tables.signIns),
  identityLinks: identityLinkStore(tables.signIns),
  quotas: quotaStore(tables.signIns),
  erasure: inMemoryErasure(tables),
  audit: inMemoryAuditTrail(tables),
});

export const inMemorySessionReader = (database: InMemoryDatabase): SessionReader => ({
  async find(tokenHash) {
    const { signIns, escorts } = database.committed();
    const session = signIns.sessions.where((one) => one.tokenHash === tokenHash)[0];
    const account = session && signIns.accounts.get(session.accountId);
    if (!account) return undefined;
    const escort = escorts.where(({ accountId }) => accountId === account.id)[0];
    return {
      session,
      tenantId: account.tenantId,
      ...(escort ? { escortId: escort.id } : {}),
      grants: signIns.staffGrants.where(({ accountId }) => accountId === account.id),
      sanctions: signIns.sanctions.where(({ accountId, lifted }) => accountId === account.id && !lifted),
    };
  },
  noteSeen: (id, seen) =>
    database.write(({ signIns: { sessions } }) => {
      const session = sessions.get(id);
      if (session) sessions.put(id, { ...session, ...seen });
    }),
});
