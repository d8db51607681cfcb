import type { BundleStores } from '@banzhen/domain/bundles';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { clinicStores } from '../clinic/postgres-clinic-unit-of-work.js';
import type { Database } from '../database.js';
import { postgresMembers } from '../membership/postgres-members.js';
import { postgresPrivilegeQuotas } from '../membership/postgres-privilege-quotas.js';
import { type UnitOfWorkParts, unitOfWorkOn } from '../postgres-unit-of-work.js';
import { postgresCatalogue } from '../pricing/postgres-catalogue.js';
import { postgresVisitStores, type StoreParts } from '../visit-stores.js';
import { postgresBundles } from './postgres-bundles.js';

const bundleStores = (tx: Database, parts: StoreParts): BundleStores => ({
  ...clinicStores(tx, parts),
  ...postgresVisitStores(tx, parts),
  catalogue: postgresCatalogue(tx),
  members: postgresMembers(tx),
  privilegeQuotas: postgresPrivilegeQuotas(tx),
  bundles: postgresBundles(tx),
});

/** Transactions about a seat together with its order, READ COMMITTED: `take_seats` depends on it (5.10). */
export const postgresBundleUnitOfWork = (db: Database, parts: UnitOfWorkParts): UnitOfWork<BundleStores> =>
  unitOfWorkOn(db, parts, bundleStores);
