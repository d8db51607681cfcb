import type {
  BundleMoveRefused,
  ChoiceOver,
  ReleaseError,
  SeatNeeded,
  StaleBundle,
  VisitMissesSeat,
} from '../bundles/index.js';
import type { InBundle } from '../shared/bundle-links.js';

/** Refusals of what is done about a seat and an order that are held together. */
export type BundleRefusal =
  | BundleMoveRefused
  | ChoiceOver
  | InBundle
  | ReleaseError
  | SeatNeeded
  | StaleBundle
  | VisitMissesSeat;
