import type { PricingDeps } from './deps.js';
import { makeListPriceLists } from './list-price-lists.js';
import { makePreviewPriceList, makePublishPriceList } from './publish-price-list.js';

/** Everything that can be done about a tenant's price lists, on the given adapters. */
export const makePriceListing = (deps: PricingDeps) => ({
  listPriceLists: makeListPriceLists(deps),
  previewPriceList: makePreviewPriceList(deps),
  publishPriceList: makePublishPriceList(deps),
});

export type PriceListing = ReturnType<typeof makePriceListing>;
