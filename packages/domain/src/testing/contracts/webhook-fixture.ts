import type { Message } from '../../messaging/index.js';
import type { PartnerStores } from '../../partners/index.js';
import type { Pruner } from '../../retention/index.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { WebhookQueue, WebhookStores } from '../../webhooks/index.js';
import { openedOnce } from './opened-once.js';

/** What an adapter gives to the contract suite of webhooks; cases use fresh ids, so it may be shared. */
export type WebhookStoresFixture = {
  readonly unitOfWork: UnitOfWork<WebhookStores>;
  readonly partnerUnitOfWork: UnitOfWork<PartnerStores>;
  readonly queue: WebhookQueue;
  readonly pruner: Pruner;
  /** Messages in a transaction of their own. */
  append(messages: readonly Omit<Message, 'id'>[]): Promise<void>;
  close(): Promise<void>;
};

export type OpenWebhookStores = () => Promise<WebhookStoresFixture>;

/** Opens the adapter before the suite's first case and closes it after the last. */
export const openedWebhooks: (open: OpenWebhookStores) => () => WebhookStoresFixture = openedOnce;
