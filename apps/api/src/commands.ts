import type { orderRefWithReason } from '@banzhen/contracts/primitives';
import type { Wishes } from '@banzhen/domain/orders';
import { type EscortId, idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import type { OrderRequest } from '@banzhen/domain/visits';
import type { z } from 'zod';

type OrderInput = z.output<typeof orderRefWithReason>;

/** The domain's words for "this order, seen at this version, for this reason". */
export const orderRequest = ({ orderId, expectedVersion, reason }: OrderInput): OrderRequest => ({
  orderId: idFrom<OrderId>(orderId),
  ...(expectedVersion === undefined ? {} : { expectedVersion }),
  ...(reason ? { reason } : {}),
});

/** The key of a request that is to have one effect, if it has one. */
export const keyed = (input: { readonly idempotencyKey?: string | undefined }) =>
  input.idempotencyKey === undefined ? {} : { idempotencyKey: input.idempotencyKey };

/** The one shift that a request is about, if it is about one. */
export const onShift = (input: { readonly shiftNo?: number | undefined }) =>
  input.shiftNo === undefined ? {} : { shiftNo: input.shiftNo };

/** Only the wishes that were said. */
export const wishesOf = (input: {
  readonly escortId?: string | undefined;
  readonly escortGender?: 'female' | 'male' | undefined;
}): Wishes => ({
  ...(input.escortId ? { escortId: idFrom<EscortId>(input.escortId) } : {}),
  ...(input.escortGender ? { escortGender: input.escortGender } : {}),
});
