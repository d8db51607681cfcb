import type { ClinicStores } from '../clinics/index.js';
import type { VisitStores } from '../visits/index.js';
import type { BundleStore } from './ports.js';

/** Everything that one transaction about a seat and its order may touch. */
export type BundleStores = VisitStores & ClinicStores & { readonly bundles: BundleStore };
