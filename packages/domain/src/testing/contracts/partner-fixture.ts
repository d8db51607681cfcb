import type { PartnerKeyReader, PartnerStores } from '../../partners/index.js';
import type { Pruner } from '../../retention/index.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import { openedOnce } from './opened-once.js';

/** What an adapter gives to the contract suite of partners; cases use fresh ids, so it may be shared. */
export type PartnerStoresFixture = {
  readonly unitOfWork: UnitOfWork<PartnerStores>;
  readonly reader: PartnerKeyReader;
  readonly pruner: Pruner;
  close(): Promise<void>;
};

export type OpenPartnerStores = () => Promise<PartnerStoresFixture>;

/** Opens the adapter before the suite's first case and closes it after the last. */
export const openedPartners: (open: OpenPartnerStores) => () => PartnerStoresFixture = openedOnce;
