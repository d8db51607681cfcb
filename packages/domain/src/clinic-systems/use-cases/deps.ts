import type { Clock } from '../../shared/clock.js';
import type { IdSource } from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { WebhookSender, WebhookSigner } from '../../webhooks/index.js';
import type { ClinicSystemStores } from '../stores.js';

/** What every use case about systems of clinics is made of. */
export type ClinicSystemDeps = {
  /** With the rows of whoever asks. */
  readonly unitOfWork: UnitOfWork<ClinicSystemStores>;
  /** The machine's: by which proofs live and secrets end, also where a demo moves its own. */
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sender: Pick<WebhookSender, 'judge'>;
  readonly signer: Pick<WebhookSigner, 'secret'>;
};
