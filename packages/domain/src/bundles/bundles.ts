import type { BundleDeps } from './deps.js';
import { makeCancelBundle } from './use-cases/cancel-bundle.js';
import { makeChooseBundle } from './use-cases/choose-bundle.js';
import { makeCreateBundle } from './use-cases/create-bundle.js';
import { makeKeepBundle } from './use-cases/keep-bundle.js';
import { makeQuoteBundleCancellation } from './use-cases/quote-bundle-cancellation.js';

/** Everything that can be done about visit bundles, on the given adapters. */
export const makeBundles = (deps: BundleDeps) => {
  const keepBundle = makeKeepBundle(deps);
  return {
    createBundle: makeCreateBundle(deps),
    quoteBundleCancellation: makeQuoteBundleCancellation(deps),
    cancelBundle: makeCancelBundle(deps, keepBundle),
    chooseBundle: makeChooseBundle(deps, keepBundle),
    keepBundle,
  };
};

export type Bundles = ReturnType<typeof makeBundles>;
