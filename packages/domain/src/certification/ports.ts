import type { AuditTrail } from '../audit/index.js';
import type { FileStore } from '../files/index.js';
import type { IdNumber } from '../shared/id-number.js';
import type { IdempotencyStore } from '../shared/idempotency.js';
import type { AccountId, CertificationId, EscortId, TenantId } from '../shared/ids.js';
import type { Certification, CertificationStatus, DocumentKind, DocumentReveal } from './certification.js';
import type { Measure } from './measures.js';
import type { Opened } from './opened-work.js';

export interface CertificationStore {
  /**
   * The newest submissions of an account, the newest first; undefined when the account was erased. Until the transaction ends nobody
   * else locks them, so that two submissions at once see one another.
   */
  lock(accountId: AccountId, most: number): Promise<readonly Certification[] | undefined>;
  /** The newest submissions of an account, the newest first. */
  ofAccount(accountId: AccountId, most: number): Promise<readonly Certification[]>;
  /** Inside a transaction the row stays locked: of two officers one decides. */
  find(id: CertificationId): Promise<Certification | undefined>;
  insert(certification: Certification): Promise<void>;
  /** Writes status, decision and what follows from it; the material stays as it was submitted. */
  save(certification: Certification): Promise<void>;
  /** Those of a tenant that wait for a review, the longest wait first. */
  waiting(tenantId: TenantId, most: number): Promise<readonly Certification[]>;
}

/**
 * What families look for in an escort besides gender and skills (B5, B7, B83). The year alone: a whole date of birth is half of an
 * identity number.
 */
export type EscortDescription = { readonly birthYear: number; readonly practisingSince?: number };

/** What eligibility reads of an escort, as certification writes it. */
export interface CertifiedEscorts {
  /** What is known of somebody as an escort; undefined of one who has never been approved. */
  find(accountId: AccountId): Promise<
    | {
        readonly skills: readonly string[];
        readonly isBarred: boolean;
        /** Absent of whoever was approved before it was asked for. */
        readonly described?: EscortDescription;
      }
    | undefined
  >;
  /** Takes the place of what was known; nothing of somebody who is no escort. */
  describe(accountId: AccountId, description: EscortDescription): Promise<void>;
  /** Makes somebody an escort, or gives one new papers and what they open. */
  approve(escort: {
    /** For one who is not there yet. */
    readonly newId: EscortId;
    readonly accountId: AccountId;
    readonly tenantId: TenantId;
    readonly cityCode: string;
    readonly gender: 'female' | 'male';
    /** As it was reviewed: what families see from now on, whatever the account called itself. */
    readonly realName: string;
    readonly opened: Opened;
  }): Promise<void>;
  /** From now on there is no new work for them. Whoever gives them some at this moment is seen, or waits and is refused. */
  expire(accountId: AccountId): Promise<void>;
  /** The same, until it is lifted or for ever; nothing of somebody who is no escort. */
  bar(accountId: AccountId, as: 'SUSPENDED' | 'REVOKED'): Promise<void>;
  /** Ends a suspension; nothing of whoever is not suspended. */
  lift(accountId: AccountId): Promise<void>;
  /** Services of a city that is open, with the skills that they ask for; undefined where there is no such city. */
  servicesIn(
    cityCode: string,
  ): Promise<readonly { readonly code: string; readonly skills: readonly string[] }[] | undefined>;
}

export interface DocumentRevealStore {
  append(reveal: DocumentReveal): Promise<void>;
  /** Which papers of a submission somebody has looked at. */
  seenBy(certificationId: CertificationId, by: AccountId): Promise<readonly DocumentKind[]>;
}

/** What was done about qualifications (K7–K9). */
export interface MeasureStore {
  append(measure: Measure): Promise<void>;
  /** Those of an account, the newest first. */
  ofAccount(accountId: AccountId): Promise<readonly Measure[]>;
}

/** Whose identity card was submitted by whom, by an index of its number that tells nobody the number. */
export interface IdentityRegister {
  /** Keeps for ever, also beyond the erasure of its account, that the identity of a submission is barred in its tenant. */
  bar(certification: Certification): Promise<void>;
  /** Whether an identity number is barred; until the transaction ends nobody else bars it. */
  isBarred(tenantId: TenantId, idNumber: IdNumber): Promise<boolean>;
  /** Submissions with the same identity by other accounts of the tenant that are in force, running out or suspended. */
  elsewhere(certification: Certification): Promise<readonly CertificationId[]>;
}

/** Visits to which an escort did not come (O22). */
export interface MissedVisits {
  countSince(accountId: AccountId, since: Date): Promise<number>;
}

/** Submissions by where they stand. */
export interface CertificationRegister {
  /** Those of a tenant, the newest first, after the one that `after` names. */
  standing(asked: {
    readonly tenantId: TenantId;
    readonly statuses: readonly CertificationStatus[];
    readonly after?: CertificationId;
    readonly most: number;
  }): Promise<readonly Certification[]>;
}

/** Submissions whose time has come (K6, K7). */
export interface DueCertifications {
  /** Those that begin to run out, or have run out, at `now`: the longest due first. */
  due(now: Date, limit: number): Promise<readonly CertificationId[]>;
  /** Those in force whose escort has missed so many visits that the rule may suspend them. */
  missing(now: Date, limit: number): Promise<readonly CertificationId[]>;
}

/** Everything that one transaction about certification may touch. */
export type CertificationStores = {
  readonly certifications: CertificationStore;
  readonly certifiedEscorts: CertifiedEscorts;
  readonly register: CertificationRegister;
  readonly documentReveals: DocumentRevealStore;
  readonly measures: MeasureStore;
  readonly identities: IdentityRegister;
  readonly missedVisits: MissedVisits;
  readonly files: FileStore;
  readonly idempotency: IdempotencyStore;
  readonly audit: AuditTrail;
};
