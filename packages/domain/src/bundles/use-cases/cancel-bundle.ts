import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { CancellationQuoteId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { CancelOrderError } from '../../visits/index.js';
import { answerOf, type BundleAnswer } from '../bundle-answer.js';
import type { BundleDeps } from '../deps.js';
import { type BundleRequest, type OpenedBundle, openBundle } from '../open-bundle.js';
import type { StaleBundle } from '../ports.js';
import type { KeepBundle } from './keep-bundle.js';

export type CancelBundle = BundleRequest & { readonly cancellationQuoteId: CancellationQuoteId };
export type CancelBundleRefused = NotFound | NotAllowed | StaleBundle | CancelOrderError;

/**
 * Cancels the order with exactly the split that was quoted, and then gives the seat back; when this process dies in between,
 * the keeper does that. Said again, it goes on where it was.
 */
export const makeCancelBundle =
  ({ unitOfWork, visits, clock }: BundleDeps, keepBundle: KeepBundle) =>
  async (actor: Person, command: CancelBundle): Promise<Result<BundleAnswer, CancelBundleRefused>> => {
    const { bundleId, expectedVersion, cancellationQuoteId, reason } = command;
    const open = (request: BundleRequest) =>
      unitOfWork.run<OpenedBundle, NotFound | NotAllowed | StaleBundle>((stores) =>
        openBundle(stores, actor, 'bundle.cancel', request, clock.now()),
      );
    const opened = await open({ bundleId });
    if (!opened.ok) return opened;
    const { order } = opened.value.halves;
    if (order.status !== 'CANCELLED') {
      const fresh = expectedVersion === undefined ? opened : await open({ bundleId, expectedVersion });
      if (!fresh.ok) return fresh;
      const told = reason === undefined ? {} : { reason };
      const cancelled = await visits.cancelOrder(actor, { orderId: order.id, cancellationQuoteId, ...told });
      if (!cancelled.ok) return cancelled;
    }
    await keepBundle(bundleId);
    const after = await open({ bundleId });
    return after.ok ? ok(answerOf(after.value.bundle)) : after;
  };
