import { randomUUID } from 'node:crypto';
import type { Guard } from './door-env.js';

/** Gives every request a number of its own, told in `X-Request-Id` and in every refusal. */
export const requestId: Guard = async (context, next) => {
  const id = randomUUID();
  context.set('requestId', id);
  await next();
  if (!context.var.isDressed) context.res.headers.set('x-request-id', id);
};
