import type { PartnerActor } from '../../shared/actor.js';
import { done, err, ok, type Result } from '../../shared/result.js';
import { readKeyText } from '../key-text.js';
import {
  endOfKey,
  type KeyInvalid,
  type KeyNotFromHere,
  type KeyOutOfScope,
  type KeyOver,
  type KeyQuotaSpent,
  quotaDay,
  secondsLeftOfDay,
} from '../partner-key.js';
import type { KnownKey } from '../ports.js';
import {
  checkSignature,
  type SignatureInvalid,
  type SignatureNeeded,
  type SignedRequest,
} from '../request-signature.js';
import type { PartnerDeps } from './deps.js';

export type ShownKey = {
  /** As it stands in the `Authorization` header. */
  readonly text: string;
  /** Where the request comes from, as one address; undefined where that is not known. */
  readonly address: string | undefined;
  /** What is asked: a row of the policy table. */
  readonly operation: string;
  /** The request as it was sent, where it is one that may change something; asked for with keys alone that have to sign. */
  readonly request?: (() => Promise<SignedRequest>) | undefined;
};

export type KeyRefused =
  | KeyInvalid
  | KeyOver
  | KeyNotFromHere
  | KeyOutOfScope
  | KeyQuotaSpent
  | SignatureNeeded
  | SignatureInvalid;

/** What the door makes of a key that is shown. */
export type KeyVisit = {
  /**
   * Who was let in the last time with this key, from this address, for this; nobody where the last answer was a refusal. Work that only
   * reads may begin for them; nothing of it may leave before `decided`.
   */
  readonly expected: PartnerActor | undefined;
  /** Whether they are let in now, by the key as it was looked up after it was shown. */
  readonly decided: Promise<Result<PartnerActor, KeyRefused>>;
};

/** Far more than partners have keys and operations. */
const MOST_REMEMBERED = 10_000;

const actorOf = ({ key: { id: keyId, scope }, partner }: KnownKey): PartnerActor => {
  const { id: partnerId, tenantId, accountId } = partner;
  return { kind: 'partner', partnerId, keyId, tenantId, accountId, ...scope };
};

/**
 * The door of partners: who shows this key, and whether it may be shown now, from here and for this. The key is looked up and the
 * request counted each time, so that a revoked key is over at once (AU9); who is expected is counted meanwhile. What holds for the thing
 * itself is decided by `authorize`, inside (AZ8).
 */
export const makeShowKey = ({
  secrets,
  reader,
  addresses,
  signatures,
  clock,
  mode,
}: PartnerDeps): ((shown: ShownKey) => KeyVisit) => {
  const letIn = new Map<string, KnownKey>();

  const judge = (
    { key }: KnownKey,
    { address, operation }: ShownKey,
    now: Date,
  ): Result<void, KeyRefused> => {
    const over = endOfKey(key, now);
    if (over) return err({ type: 'KeyOver', why: over });
    const isFromHere =
      key.networks.length === 0 ||
      (address !== undefined && key.networks.some((range) => addresses.isIn(address, range)));
    if (!isFromHere) return err({ type: 'KeyNotFromHere' });
    return key.scope.operations.includes(operation) ? done : err({ type: 'KeyOutOfScope', operation });
  };

  const judgeSignature = async (
    signingKey: string,
    request: NonNullable<ShownKey['request']>,
    now: Date,
  ): Promise<Result<void, KeyRefused>> =>
    checkSignature(await request(), now, (signedText, signature) =>
      signatures.isSignedBy(signingKey, signedText, signature),
    );

  const count = ({ key: { id, dailyQuota } }: KnownKey, now: Date): Promise<boolean> =>
    reader.take(id, { day: quotaDay(now), most: dailyQuota, at: now });

  const decide = async (
    shown: ShownKey,
    hash: string,
    expected: KnownKey | undefined,
  ): Promise<Result<KnownKey, KeyRefused>> => {
    const now = clock.now();
    const counting = expected && count(expected, now);
    const [known, countedAhead] = await Promise.all([reader.find(hash), counting]);
    if (!known) return err({ type: 'KeyInvalid' });
    const fit = judge(known, shown, now);
    if (!fit.ok) return fit;
    const { signingKey } = known.key;
    const signed = signingKey && shown.request ? await judgeSignature(signingKey, shown.request, now) : done;
    if (!signed.ok) return signed;
    if (countedAhead ?? (await count(known, now))) return ok(known);
    return err({
      type: 'KeyQuotaSpent',
      limit: known.key.dailyQuota,
      retryAfterSeconds: secondsLeftOfDay(now),
    });
  };

  const remember = (visit: string, decided: Result<KnownKey, KeyRefused>): void => {
    letIn.delete(visit);
    if (!decided.ok) return;
    letIn.set(visit, decided.value);
    const [longestAgo] = letIn.keys();
    if (letIn.size > MOST_REMEMBERED && longestAgo !== undefined) letIn.delete(longestAgo);
  };

  return (shown) => {
    const { text, address, operation, request } = shown;
    const hash = secrets.tokenHash(text);
    const visit = `${hash} ${operation} ${address}`;
    // What may change something is counted once its signature has been looked at.
    const before = request === undefined ? letIn.get(visit) : undefined;
    const expected = before && endOfKey(before.key, clock.now()) === undefined ? before : undefined;
    const decided = async (): Promise<Result<PartnerActor, KeyRefused>> => {
      if (!expected && readKeyText(text)?.mode !== mode) return err({ type: 'KeyInvalid' });
      const made = await decide(shown, hash, expected);
      remember(visit, made);
      return made.ok ? ok(actorOf(made.value)) : made;
    };
    return { expected: expected && actorOf(expected), decided: decided() };
  };
};
