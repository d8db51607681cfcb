import type { CancellationQuote, Refused, StaleVersion } from '../../orders/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { InBundle } from '../../shared/bundle-links.js';
import type { OrderId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { BundleDeps } from '../deps.js';
import { type BundleRequest, openBundle } from '../open-bundle.js';
import type { StaleBundle } from '../ports.js';

export type QuoteBundleCancellationRefused =
  | NotFound
  | NotAllowed
  | StaleBundle
  | StaleVersion
  | Refused
  | InBundle;

/** N4 for a bundle: the exact split of its order before the act. The seat costs nothing and goes back whenever that is. */
export const makeQuoteBundleCancellation =
  ({ unitOfWork, visits, clock }: BundleDeps) =>
  async (
    actor: Person,
    request: BundleRequest,
  ): Promise<Result<CancellationQuote, QuoteBundleCancellationRefused>> => {
    const opened = await unitOfWork.run<OrderId, NotFound | NotAllowed | StaleBundle>(async (stores) => {
      const found = await openBundle(stores, actor, 'bundle.quote-cancellation', request, clock.now());
      return found.ok ? ok(found.value.bundle.orderId) : found;
    });
    return opened.ok ? visits.quoteCancellation(actor, { orderId: opened.value }) : opened;
  };
