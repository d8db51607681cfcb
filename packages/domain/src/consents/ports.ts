import type { AccountId } from '../shared/ids.js';
import type { Consent, ConsentDocument, ConsentKind } from './consent.js';

export interface ConsentStore {
  /** The newest version in force at `at`; undefined while none is published. */
  current(kind: ConsentKind, at: Date): Promise<ConsentDocument | undefined>;
  /** What the account said last about the kind. */
  last(accountId: AccountId, kind: ConsentKind): Promise<Consent | undefined>;
  /** Everything that the account ever said, the oldest first. */
  ofAccount(accountId: AccountId): Promise<readonly Consent[]>;
  /** Adds a row; no row is ever changed or taken away. */
  append(consent: Consent): Promise<void>;
}
