import type { Person } from '../../shared/actor.js';
import { done, err, ok, type Result } from '../../shared/result.js';
import type { Account } from '../account.js';
import type { CodeGone, CodeWrong } from '../challenge.js';
import { acceptedProofs, type Proof, type ProofNotAccepted } from '../proof.js';
import type { TooManyTries } from '../quota.js';
import type { SessionOver } from '../signed-in.js';
import type { AccountStores } from '../stores.js';
import type { Totp, TotpWrong } from '../totp.js';
import type { AccountDeps, HashingDeps, Origin } from './deps.js';
import { provePassword, type SignInFailed } from './prove-password.js';
import { provePhone, useCode } from './prove-phone.js';
import { proveTotp } from './prove-totp.js';

export type ProofError = ProofNotAccepted | CodeWrong | CodeGone | TotpWrong | SignInFailed | TooManyTries;

type Own = { readonly account: Account; readonly totp?: Totp; readonly hasPassword: boolean };

const findOwn = async ({ unitOfWork }: AccountDeps, { accountId }: Person): Promise<Own> => {
  const found = await unitOfWork.run<Own, never>(async ({ accounts, credentials }) => {
    const account = await accounts.find(accountId);
    if (!account) throw new Error(`account ${accountId} of a live session is gone`);
    const totp = await credentials.totp(accountId);
    const hasPassword = (await credentials.passwordHash(accountId)) !== undefined;
    return ok({ account, hasPassword, ...(totp?.confirmedAt ? { totp } : {}) });
  });
  if (!found.ok) throw new Error('reading is never refused');
  return found.value;
};

/** Whether somebody who is signed in is still the same person: by the strongest way that their account has. */
export const proveAgain = async (
  deps: HashingDeps,
  actor: Person,
  origin: Origin,
  proof: Proof,
): Promise<Result<Account, ProofError>> => {
  const { account, totp, hasPassword } = await findOwn(deps, actor);
  const accepted = acceptedProofs({ totp: totp !== undefined, password: hasPassword });
  if (!accepted.includes(proof.by)) return err({ type: 'ProofNotAccepted', accepted });
  if (proof.by === 'password') {
    const { tenantId, phone } = account;
    const proven = await provePassword(deps, origin, { tenantId, phone, password: proof.password });
    return proven.ok ? ok(proven.value.account) : proven;
  }
  if (proof.by === 'code') {
    const given = { ...proof, phone: account.phone };
    const proven = await provePhone(deps, 'step-up', given);
    if (!proven.ok) return proven;
    const used = await deps.unitOfWork.run((stores) => useCode(stores, given, deps.clock.now()));
    return used.ok ? ok(account) : used;
  }
  if (!totp) throw new Error('a code of an app is accepted where there is an app');
  const proven = await proveTotp(deps, totp, proof.code);
  return proven.ok ? ok(account) : proven;
};

/** Refuses where the session of the actor was ended while they proved themselves; otherwise steps it up (AU14). */
export const keepProof = async (
  { sessions }: Pick<AccountStores, 'sessions'>,
  { sessionId }: Person,
  now: Date,
): Promise<Result<void, SessionOver>> =>
  sessionId && (await sessions.stepUp(sessionId, now)) ? done : err({ type: 'SessionOver' });
