import type { Guard } from './door-env.js';

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

/** The headers of an answer of the API that says nothing of its own about them. */
export const headersOfAnswers = (isHttps: boolean): Readonly<Record<string, string>> => ({
  ...always,
  ...unlessSet,
  ...transport(isHttps),
});

/** The security headers of every answer (5.15): the strictest unless a page has said otherwise. */
export const securityHeaders =
  (isHttps: boolean): Guard =>
  async (context, next) => {
    await next();
    if (context.var.isDressed) return;
    const { headers } = context.res;
    for (const [name, value] of Object.entries(always)) headers.set(name, value);
    for (const [name, value] of Object.entries(unlessSet)) if (!headers.has(name)) headers.set(name, value);
    for (const [name, value] of Object.entries(transport(isHttps))) headers.set(name, value);
  };
