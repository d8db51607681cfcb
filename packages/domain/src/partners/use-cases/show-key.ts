import type { PartnerActor } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
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

/**
 * The door of partners: who shows this key, and whether it may be shown now, from here and for this. Counts the request. What
 * holds for the thing itself is decided by `authorize`, inside (AZ8).
 */
export const makeShowKey =
  ({ secrets, reader, addresses, signatures, clock, mode }: PartnerDeps) =>
  async ({ text, address, operation, request }: ShownKey): Promise<Result<PartnerActor, KeyRefused>> => {
    const read = readKeyText(text);
    const found = read?.mode === mode ? await reader.find(secrets.tokenHash(text)) : undefined;
    if (!found) return err({ type: 'KeyInvalid' });
    const { key, partner } = found;
    const now = clock.now();
    const over = endOfKey(key, now);
    if (over) return err({ type: 'KeyOver', why: over });
    const isFromHere =
      key.networks.length === 0 ||
      (address !== undefined && key.networks.some((range) => addresses.isIn(address, range)));
    if (!isFromHere) return err({ type: 'KeyNotFromHere' });
    const { hospitalIds, operations } = key.scope;
    if (!operations.includes(operation)) return err({ type: 'KeyOutOfScope', operation });
    const { signingKey } = key;
    if (signingKey !== undefined && request !== undefined) {
      const signed = checkSignature(await request(), now, (signedText, signature) =>
        signatures.isSignedBy(signingKey, signedText, signature),
      );
      if (!signed.ok) return signed;
    }
    const most = key.dailyQuota;
    if (!(await reader.take(key.id, { day: quotaDay(now), most, at: now })))
      return err({ type: 'KeyQuotaSpent', limit: most, retryAfterSeconds: secondsLeftOfDay(now) });
    const { tenantId, accountId } = partner;
    return ok({
      kind: 'partner',
      partnerId: partner.id,
      keyId: key.id,
      tenantId,
      accountId,
      hospitalIds,
      operations,
    });
  };
