import { ok } from '@banzhen/domain/shared/result';
import type { WebhookStoresFixture } from '@banzhen/domain/testing/contracts';
import type { OpenDatabase } from '../open-database.js';
import { postgresPartnerUnitOfWork } from '../partners/postgres-partner-unit-of-work.js';
import { postgresPruner } from '../retention/postgres-pruner.js';
import { postgresWebhookQueue } from '../webhooks/postgres-webhook-queue.js';
import { postgresWebhookUnitOfWork } from '../webhooks/postgres-webhook-unit-of-work.js';
import { feedsReached } from './feeds-reached.js';
import { testSealer } from './test-sealer.js';
import { visitStoresFixture } from './visit-stores-fixture.js';

/** The adapters of webhooks as their contract suite wants them. */
export const webhookStoresFixture = (database: OpenDatabase): WebhookStoresFixture => {
  const { db, close } = database;
  const { unitOfWork } = visitStoresFixture(database);
  return {
    unitOfWork: postgresWebhookUnitOfWork({ db, sealer: testSealer }),
    partnerUnitOfWork: postgresPartnerUnitOfWork({ db, sealer: testSealer }),
    queue: postgresWebhookQueue(db),
    pruner: postgresPruner(db, { vacuumed: undefined }),
    async append(messages) {
      await unitOfWork.run(async ({ outbox }) => ok(await outbox.append(messages)));
      await feedsReached(db);
    },
    close,
  };
};
