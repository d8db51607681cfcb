import type { AuditTrail } from '../audit/index.js';
import type { ConsentStore } from './ports.js';

/** Everything that one transaction about consents may touch. */
export type ConsentStores = { readonly consents: ConsentStore; readonly audit: AuditTrail };
