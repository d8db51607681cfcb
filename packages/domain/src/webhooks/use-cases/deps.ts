import type { Clock } from '../../shared/clock.js';
import type { IdSource } from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { WebhookSender, WebhookSigner } from '../ports.js';
import type { WebhookStores } from '../stores.js';

/** What every use case about webhooks is made of. */
export type WebhookDeps = {
  /** With the rows of whoever asks. */
  readonly unitOfWork: UnitOfWork<WebhookStores>;
  /** With the rows of the platform, for what a partner's system does not see: the partner itself and its keys. */
  readonly platformUnitOfWork: UnitOfWork<WebhookStores>;
  /** By which attempts are due. */
  readonly clock: Clock;
  /** By which keys live and secrets end, also where a demo moves its own. */
  readonly machineClock: Clock;
  readonly ids: IdSource;
  readonly sender: Pick<WebhookSender, 'judge'>;
  readonly signer: Pick<WebhookSigner, 'secret'>;
};
