import { DAY_MS } from '../shared/clock.js';
import type { AccountId, HospitalId, PartnerId, PartnerKeyId } from '../shared/ids.js';
import { done, err, ok, type Result } from '../shared/result.js';

export const keyPolicy = {
  /** The longest life of a key, in whole days. */
  mostDays: 365,
  /** Live keys of one partner: one in use, and the one that takes its place. */
  mostLive: 2,
  /** Networks from which a key may be shown. */
  mostNetworks: 50,
  mostHospitals: 200,
  /** Requests a day, counted by UTC days. */
  dailyQuota: { least: 1, most: 10_000_000 },
} as const;

/** The operation that lets a key follow what happens at its hospitals, by the feed and by webhooks. */
export const FOLLOWING = 'partner-event.list';

/** The operation that lets a key answer what families have submitted, in the clinic's stead (H4, H5). */
export const ANSWERING = 'appointment.answer';

/** What a key is for. */
export type KeyScope = {
  readonly hospitalIds: readonly HospitalId[];
  /** Rows of the policy table that partners can be in. */
  readonly operations: readonly string[];
};

/** How the platform knows a key: its secret is shown once and kept nowhere, only `hash`, the SHA-256 of the whole text in hex. */
export type PartnerKey = {
  readonly id: PartnerKeyId;
  readonly partnerId: PartnerId;
  readonly hash: string;
  readonly scope: KeyScope;
  /** CIDR ranges; from anywhere where there are none. */
  readonly networks: readonly string[];
  /** Requests a day. */
  readonly dailyQuota: number;
  /** The partner's Ed25519 public key, SubjectPublicKeyInfo in base64; where there is one, what changes something has to be signed. */
  readonly signingKey?: string;
  readonly createdAt: Date;
  readonly createdBy: AccountId;
  readonly expiresAt: Date;
  readonly revokedAt?: Date;
  readonly lastUsedAt?: Date;
};

/** Two keys are live already; one has to be revoked, or to expire. */
export type TooManyKeys = { readonly type: 'TooManyKeys'; readonly limit: number };
/** A key lives 1 to `mostDays` whole days. */
export type KeyLifeUnfit = { readonly type: 'KeyLifeUnfit'; readonly mostDays: number };
/** No hospital or operation, too many of them, or one that is none for partners. */
export type KeyScopeUnfit = {
  readonly type: 'KeyScopeUnfit';
  readonly part: 'hospitals' | 'operations';
  readonly given?: string;
};
/** Not a CIDR range such as 203.0.113.0/24, or too many of them. */
export type NetworkUnfit = { readonly type: 'NetworkUnfit'; readonly given: string; readonly limit: number };
/** A quota is a whole number between these. */
export type QuotaUnfit = { readonly type: 'QuotaUnfit'; readonly least: number; readonly most: number };

/** No key of this platform: malformed, of another mode, or never given out. Which of these is not told. */
export type KeyInvalid = { readonly type: 'KeyInvalid' };
/** The key has expired or was revoked. */
export type KeyOver = { readonly type: 'KeyOver'; readonly why: 'expired' | 'revoked' };
/** The key may not be shown from the address that the request comes from. */
export type KeyNotFromHere = { readonly type: 'KeyNotFromHere' };
/** The key is not for this operation. */
export type KeyOutOfScope = { readonly type: 'KeyOutOfScope'; readonly operation: string };
/** The key has had all its requests of this UTC day. */
export type KeyQuotaSpent = {
  readonly type: 'KeyQuotaSpent';
  readonly limit: number;
  readonly retryAfterSeconds: number;
};

/** Why a key counts no more at `now`; the instant of its end is the first at which it does not. */
export const endOfKey = (
  { revokedAt, expiresAt }: Pick<PartnerKey, 'revokedAt' | 'expiresAt'>,
  now: Date,
): KeyOver['why'] | undefined => {
  if (revokedAt !== undefined && revokedAt <= now) return 'revoked';
  return expiresAt <= now ? 'expired' : undefined;
};

/** When a key ends that lives `days` whole days from `now`. */
export const keyEnd = (days: number, now: Date): Result<Date, KeyLifeUnfit> => {
  const isFit = Number.isInteger(days) && days >= 1 && days <= keyPolicy.mostDays;
  if (!isFit) return err({ type: 'KeyLifeUnfit', mostDays: keyPolicy.mostDays });
  return ok(new Date(now.getTime() + days * DAY_MS));
};

export const checkQuota = (dailyQuota: number): Result<void, QuotaUnfit> => {
  const { least, most } = keyPolicy.dailyQuota;
  const isFit = Number.isInteger(dailyQuota) && dailyQuota >= least && dailyQuota <= most;
  return isFit ? done : err({ type: 'QuotaUnfit', least, most });
};

/** Whether the partner may have one more key beside these. */
export const checkRoomForKey = (keys: readonly PartnerKey[], now: Date): Result<void, TooManyKeys> => {
  const live = keys.filter((key) => endOfKey(key, now) === undefined).length;
  return live < keyPolicy.mostLive ? done : err({ type: 'TooManyKeys', limit: keyPolicy.mostLive });
};

/** The hospitals whose events some live key may follow at `now`, each once; none where no key may (B90). */
export const hospitalsFollowed = (keys: readonly PartnerKey[], now: Date): readonly HospitalId[] => {
  const following = keys.filter(
    (key) => endOfKey(key, now) === undefined && key.scope.operations.includes(FOLLOWING),
  );
  return [...new Set(following.flatMap(({ scope }) => scope.hospitalIds))].toSorted();
};

/** Whole seconds until the next UTC day begins, when a spent quota is whole again: 1 to 86,400. */
export const secondsLeftOfDay = (now: Date): number => {
  const ofDay = now.getTime() % DAY_MS;
  return Math.ceil((DAY_MS - ofDay) / 1_000);
};

/** The UTC day of an instant, by which quotas are counted: `2030-01-07`. */
export const quotaDay = (now: Date): string => now.toISOString().slice(0, 10);
