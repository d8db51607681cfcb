import type { AccountStore } from '../accounts/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { PointsStore } from './ports.js';

/** Everything that a transaction about points alone may touch. */
export type PointsStores = {
  readonly points: PointsStore;
  readonly accounts: Pick<AccountStore, 'find'>;
  readonly audit: AuditTrail;
};
