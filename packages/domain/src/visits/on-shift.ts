import { type Order, servingEscort } from '../orders/index.js';
import type { Actor, ActorRef } from '../shared/actor.js';
import type { EscortId } from '../shared/ids.js';
import { done, err, ok, type Result } from '../shared/result.js';
import type { VisitStores } from './stores.js';

export type NotYourShift = { readonly type: 'NotYourShift' };

/** The actor as the escort whose shift it is: of several escorts on one order only that one acts for it. */
export const escortOnShift = (order: Order, actor: Actor): Result<EscortId, NotYourShift> => {
  const escortId = actor.kind === 'person' ? actor.escortId : undefined;
  return escortId !== undefined && servingEscort(order) === escortId
    ? ok(escortId)
    : err({ type: 'NotYourShift' });
};

/** Refuses an escort who is not on shift; other capacities are not asked. */
export const checkOnShift = (order: Order, actor: Actor, by: ActorRef): Result<unknown, NotYourShift> =>
  by.as === 'E' ? escortOnShift(order, actor) : done;

/** Whether an escort's qualification is in force now: whoever was suspended since they accepted does not begin a shift. */
export const isQualified = async ({ escorts }: VisitStores, escortId: EscortId): Promise<boolean> =>
  (await escorts.profile(escortId))?.certification === 'APPROVED';
