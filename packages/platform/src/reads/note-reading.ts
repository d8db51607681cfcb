import type { Order } from '@banzhen/domain/orders';
import { isAudited } from '@banzhen/domain/policy';
import type { ActorRef } from '@banzhen/domain/shared/actor';
import { ok } from '@banzhen/domain/shared/result';
import { auditAct } from '@banzhen/domain/visits';
import type { ReadDeps } from './read-deps.js';

/** Leaves an entry of who looked at an order with its service log, before it is shown; the family itself leaves none. */
export const noteReading = async (
  { unitOfWork }: Pick<ReadDeps, 'unitOfWork'>,
  by: ActorRef,
  order: Order,
  at: Date,
): Promise<void> => {
  if (!isAudited('order.read', by.as)) return;
  const facts = { version: order.version };
  await unitOfWork.run(async (stores) =>
    ok(await auditAct(stores, { operation: 'order.read', by, at, order, facts })),
  );
};
