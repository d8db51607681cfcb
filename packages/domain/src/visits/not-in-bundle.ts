import type { InBundle } from '../shared/bundle-links.js';
import { done, err, type Result } from '../shared/result.js';
import type { Decision } from './change-order.js';

/**
 * A family moves an order that a seat goes with only together with that seat (N1). It cancels it as any other, unless the
 * clinic has changed the seat: then it would pay for what costs nothing (O24).
 */
export const checkNotInBundle = async (
  { order, act, stores }: Decision,
  wish: 'move' | 'cancel',
): Promise<Result<void, InBundle>> => {
  if (act.by.as !== 'U') return done;
  const link = await stores.bundleLinks.ofOrder(order.id);
  return link && (wish === 'move' || link.isChoosing)
    ? err({ type: 'InBundle', bundleId: link.bundleId })
    : done;
};
