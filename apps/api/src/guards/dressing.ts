import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { DoorEnv, Guard } from './door-env.js';

/** What an answer of the API may do in a browser: nothing. A page brings a policy of its own. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const ONE_YEAR = 'max-age=31536000; includeSubDomains';

const always: Readonly<Record<string, string>> = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
};

const unlessSet: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': API_POLICY,
};

const transport = (isHttps: boolean): Readonly<Record<string, string>> =>
  isHttps ? { 'strict-transport-security': ONE_YEAR } : {};

/**
 * Gives every request a number of its own, told in `X-Request-Id` and in every refusal, and every answer its security headers (5.15): the
 * strictest unless a page has said otherwise.
 */
export const dressing = (isHttps: boolean): Guard => {
  const fixed = { ...always, ...transport(isHttps) };
  const dress = { ...fixed, ...unlessSet };
  return async (context, next) => {
    const id = randomUUID();
    context.set('requestId', id);
    context.set('dress', dress);
    await next();
    if (context.get('isDressed')) return;
    const { headers } = context.res;
    for (const [name, value] of Object.entries(fixed)) headers.set(name, value);
    for (const [name, value] of Object.entries(unlessSet)) if (!headers.has(name)) headers.set(name, value);
    headers.set('x-request-id', id);
  };
};

/** An answer with all that the door says in its headers: to add them one by one to an answer that is there costs more than to make it. */
export const dressedAnswer = <Env extends { readonly Variables: DoorEnv['Variables'] }>(
  context: Context<Env>,
  body: string,
  status: number,
  headers: Readonly<Record<string, string>>,
): Response => {
  const door = context as unknown as Context<DoorEnv>;
  door.set('isDressed', true);
  return new Response(body, {
    status,
    headers: { ...door.get('dress'), 'x-request-id': door.get('requestId'), ...headers },
  });
};
