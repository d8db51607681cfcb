import { z } from 'zod';
import { id, text } from './primitives.js';

const expectedVersion = z.int().positive();

export const partnerEndpointsInput = z.strictObject({ partnerId: id });

export const createEndpointInput = z.strictObject({
  partnerId: id,
  url: text(4_000),
  hospitalIds: z.array(id).max(200),
  /** Of all types where there are none. */
  eventTypes: z.array(z.string().max(100)).max(100),
});

export const endpointInput = z.strictObject({ endpointId: id, expectedVersion });

export const deliveriesInput = z.strictObject({
  endpointId: id,
  state: z.enum(['pending', 'delivered', 'failed']).optional(),
  /** The last delivery of the page before. */
  before: z.strictObject({ createdAt: z.iso.datetime(), deliveryId: id }).optional(),
});

export const deliveryInput = z.strictObject({ deliveryId: id });

export const replayFailedInput = z.strictObject({ endpointId: id, since: z.iso.datetime() });
