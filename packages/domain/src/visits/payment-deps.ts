import type { Channel, PaymentProvider } from '../payments/index.js';
import type { VisitDeps } from './deps.js';

/** What use cases that talk to payment providers are made of. */
export type PaymentDeps = VisitDeps & { readonly providers: Readonly<Record<Channel, PaymentProvider>> };
