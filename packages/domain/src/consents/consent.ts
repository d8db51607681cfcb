import type { AccountId, ConsentId, TenantId } from '../shared/ids.js';

export const consentKinds = ['terms', 'privacy', 'health-data', 'service-scope'] as const;

/** What people are asked to agree to, each by itself (PIPL 14, 29). */
export type ConsentKind = (typeof consentKinds)[number];

/** A text in both languages. */
export type BilingualText = { readonly zh: string; readonly en: string };

/** One version of a text that people agree to. A published version never changes; the newest in force counts. */
export type ConsentDocument = {
  readonly kind: ConsentKind;
  /** Counts up from 1 for each kind. */
  readonly version: number;
  readonly title: BilingualText;
  readonly text: BilingualText;
  readonly inForceFrom: Date;
};

/** What somebody said to a version, once and for all: the next word is the next row. */
export type Consent = {
  readonly id: ConsentId;
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly kind: ConsentKind;
  readonly version: number;
  readonly act: 'given' | 'withdrawn';
  readonly at: Date;
  /** From where it was said: IPv4 by /24, IPv6 by /64. */
  readonly network: string;
};

/** The act needs consent to the current version of this text; no `version` while none is published. */
export type ConsentNeeded = {
  readonly type: 'ConsentNeeded';
  readonly kind: ConsentKind;
  readonly version?: number;
};

/** Another version is in force by now: read that one. */
export type ConsentOutdated = {
  readonly type: 'ConsentOutdated';
  readonly kind: ConsentKind;
  readonly version: number;
};

/** Whether the last thing that somebody said is a yes to the version in force. */
export const isConsented = (
  current: Pick<ConsentDocument, 'version'> | undefined,
  last: Pick<Consent, 'act' | 'version'> | undefined,
): boolean => current !== undefined && last?.act === 'given' && last.version === current.version;
