import { z } from 'zod';
import { id, text } from './primitives.js';

const expectedVersion = z.int().positive();
const url = text(4_000);

export const partnerSystemsInput = z.strictObject({ partnerId: id });

export const connectSystemInput = z.strictObject({ partnerId: id, hospitalId: id, url });

export const changeSystemInput = z.strictObject({
  systemId: id,
  expectedVersion,
  url,
  state: z.enum(['active', 'paused']),
});

export const systemInput = z.strictObject({ systemId: id, expectedVersion });
