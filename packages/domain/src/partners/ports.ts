import type { HospitalId, PartnerId, PartnerKeyId, SettlementId, TenantId } from '../shared/ids.js';
import type { Result } from '../shared/result.js';
import type { KeyUse } from './key-usage.js';
import type { Partner, PartnerKnown } from './partner.js';
import type { PartnerKey } from './partner-key.js';
import type { BookedSettlement, Settlement, SettlementKnown, SettlementReversal } from './settlement.js';

export interface PartnerStore {
  /** Makes the partner and the account that it acts under; fails with `PartnerKnown`, also against one that is inserted at the same time. */
  insert(partner: Partner): Promise<Result<void, PartnerKnown>>;
  find(id: PartnerId): Promise<Partner | undefined>;
  /** As `find`; whoever else asks for it like this waits until this transaction ends. */
  lock(id: PartnerId): Promise<Partner | undefined>;
  /** By name. */
  ofTenant(tenantId: TenantId): Promise<readonly Partner[]>;
}

export interface PartnerKeyStore {
  /** Two keys never have one hash. */
  insert(key: PartnerKey): Promise<void>;
  find(id: PartnerKeyId): Promise<PartnerKey | undefined>;
  /** The newest first. */
  ofPartner(id: PartnerId): Promise<readonly PartnerKey[]>;
  /** How often the keys of a partner were shown on each UTC day from `fromDay` on, by day and key. */
  usesOf(id: PartnerId, fromDay: string): Promise<readonly KeyUse[]>;
  /** True once. */
  revoke(id: PartnerKeyId, at: Date): Promise<boolean>;
}

/** Payments of partners for their accounts; rows are added and never change. */
export interface SettlementStore {
  /**
   * Fails with `SettlementKnown` where a transfer of this reference is booked in the tenant and not reversed; of any number at once one
   * is in.
   */
  insert(settlement: Settlement): Promise<Result<void, SettlementKnown>>;
  find(id: SettlementId): Promise<BookedSettlement | undefined>;
  /** True once for a settlement, of any number at once. */
  reverse(reversal: SettlementReversal): Promise<boolean>;
  /** At most `most`, what was recorded last first. */
  ofPartner(id: PartnerId, most: number): Promise<readonly BookedSettlement[]>;
}

/** A key with whose it is. */
export type KnownKey = { readonly key: PartnerKey; readonly partner: Partner };

/** Who shows a key: read for each request, nothing is kept in between, so that a revoked key is over at once (AU9). */
export interface PartnerKeyReader {
  /** Found by its hash, so that no time tells how much of a key was right. */
  find(hash: string): Promise<KnownKey | undefined>;
  /** Counts one request of a key on a UTC day and notes that it was used; false when it has had `most` that day. Of any number at once exactly `most` are true. */
  take(
    id: PartnerKeyId,
    use: { readonly day: string; readonly most: number; readonly at: Date },
  ): Promise<boolean>;
}

/** What only the holder of a key may know. */
export interface KeySecrets {
  /** 43 random base62 characters: 256 bits. */
  keySecret(): string;
  /** SHA-256 in hex. */
  tokenHash(text: string): string;
}

/** Ed25519 signatures of partners. */
export interface SignatureBook {
  /** SubjectPublicKeyInfo in base64, of the same or of PEM; undefined for anything but an Ed25519 public key. */
  publicKeyOf(text: string): string | undefined;
  /** Whether the holder of the key signed exactly this text, in base64. */
  isSignedBy(publicKey: string, text: string, signature: string): boolean;
}

/** Addresses and ranges of them, IPv4 and IPv6. */
export interface AddressBook {
  /** A CIDR range in one spelling, without bits beyond its prefix; undefined for anything else. */
  rangeOf(text: string): string | undefined;
  /** Whether `address` lies in `range`. An IPv4 address that is written as an IPv6 one is the same address. */
  isIn(address: string, range: string): boolean;
}

/** Hospitals that keys can be for. */
export interface HospitalRegister {
  hospital(id: HospitalId): Promise<{ readonly id: HospitalId } | undefined>;
}
