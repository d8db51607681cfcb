import type { AuthLevel } from '../../shared/actor.js';
import { type AccountId, idFrom, type SessionId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { Account } from '../account.js';
import { type AccountBanned, banIn } from '../sanction.js';
import { newSession, type SessionKind } from '../session.js';
import type { AccountStores } from '../stores.js';
import type { AccountDeps, Origin } from './deps.js';
import { type Audited, recordDone } from './record-refusal.js';

/** What somebody gets who has signed in. The token is told once and kept nowhere. */
export type SignIn = {
  readonly token: string;
  readonly sessionId: SessionId;
  readonly accountId: AccountId;
  readonly kind: SessionKind;
  readonly endsAt: Date;
};

export type Opening = {
  readonly account: Account;
  readonly kind: SessionKind;
  readonly authLevel: AuthLevel;
  readonly origin: Origin;
  /** What the audit calls it. */
  readonly operation: string;
};

/** Signs a proven person in: a new token each time (AU10); nobody who is banned. */
export const openSession = async (
  stores: AccountStores,
  { clock, ids, secrets }: Pick<AccountDeps, 'clock' | 'ids' | 'secrets'>,
  { account, kind, authLevel, origin, operation }: Opening,
): Promise<Result<SignIn, AccountBanned>> => {
  const now = clock.now();
  const ban = banIn(await stores.sanctions.ofAccount(account.id), now);
  if (ban) return err(ban);
  const token = secrets.token();
  const session = newSession(
    {
      id: idFrom<SessionId>(ids.next()),
      accountId: account.id,
      tokenHash: secrets.tokenHash(token),
      kind,
      authLevel,
      device: origin.device,
      ...(authLevel === 'password+totp' ? { steppedUpAt: now } : {}),
    },
    now,
  );
  await stores.sessions.insert(session);
  await stores.accounts.noteSignIn(account.id, now);
  const audited: Audited = {
    actor: { accountId: account.id, as: 'U' },
    tenantId: account.tenantId,
    operation,
    object: { kind: 'session', id: session.id },
    ...(origin.requestId ? { requestId: origin.requestId } : {}),
  };
  await recordDone(stores, audited, now, { kind });
  return ok({ token, sessionId: session.id, accountId: account.id, kind, endsAt: session.endsAt });
};
