import type { PartnerWithKey } from '../../partner-key.js';
import type { Sent, World } from './world.js';

/** Whose change a request makes, for the tables to be asked. */
export type Subject =
  | { readonly kind: 'appointment' | 'session'; readonly id: string }
  /** A seat that nobody holds yet. */
  | { readonly kind: 'hold'; readonly sessionId: string; readonly patientId: string }
  /** An endpoint that nobody has made yet. */
  | { readonly kind: 'new-endpoint'; readonly url: string }
  | { readonly kind: 'endpoint' | 'secrets' | 'tests'; readonly endpointId: string }
  | { readonly kind: 'replay'; readonly deliveryId: string }
  /** An order that nobody has made yet. */
  | { readonly kind: 'new-order'; readonly quoteId: string }
  | { readonly kind: 'payments' | 'cancellations'; readonly orderId: string };

/** A request that will be taken, and the same key's other request. */
export interface Prepared extends Sent {
  readonly subject: Subject;
  readonly other: Sent;
}

/** Makes ready what one write of `/v1` needs, for a partner. */
export type Case = (world: World, partner: PartnerWithKey) => Promise<Prepared>;
