import type { SignedRequest } from '@banzhen/domain/partners';
import type { OperationId } from '@banzhen/domain/policy';
import type { Refusal } from '@banzhen/domain/refusals';
import { askingAs, type LimitStanding, type Platform } from '@banzhen/platform';
import type { MiddlewareHandler } from 'hono';
import type { PartnerContext, PartnerEnv } from './partner-env.js';
import { problemAnswer } from './problem.js';
import { sandboxFailures } from './sandbox-failure.js';

/** The scheme is written in any letters (RFC 9110). */
const BEARER = /^bearer (\S{1,200})$/i;
const LIKE_A_KEY = /mk_(?:live|test)_/i;
const NAMES_A_KEY = /^(?:api[_-]?key|key|access[_-]?token|token|authorization)$/i;

/** Whether somebody wrote a key into the address, where logs and histories keep it (14.2.1). */
const hasKeyInAddress = (url: string): boolean => {
  const { search, searchParams, pathname } = new URL(url);
  const isNamed = [...searchParams.keys()].some((name) => NAMES_A_KEY.test(name));
  return isNamed || LIKE_A_KEY.test(search) || LIKE_A_KEY.test(pathname);
};

/** How the limit stands, in the words of the draft of IETF for rate-limit headers. */
const tellLimit = (context: PartnerContext, { calls, seconds, left, resetSeconds }: LimitStanding): void => {
  context.header('RateLimit-Policy', `"partner";q=${calls};w=${seconds}`);
  context.header('RateLimit', `"partner";r=${left};t=${resetSeconds}`);
};

/** What a signature covers; only what may change something can have one. */
const requestOf = (context: PartnerContext) => async (): Promise<SignedRequest> => {
  const { pathname, search } = new URL(context.req.url);
  const header = (name: string) => context.req.header(name) ?? '';
  return {
    method: context.req.method,
    target: `${pathname}${search}`,
    idempotencyKey: header('idempotency-key'),
    ifMatch: header('if-match'),
    timestamp: header('request-timestamp'),
    signature: header('request-signature'),
    body: await context.req.text(),
  };
};

/**
 * The door of an operation, which may depend on what is sent: the key, from where it is shown, its scope, its signature, its quota, its limit;
 * then the rows of its hospitals, and in a sandbox the failure that is asked for.
 */
export const partnerDoor = (
  { partners, limits, noteChange, partnerSandbox }: Platform,
  wanted: OperationId | ((context: PartnerContext) => OperationId),
  refuse: (context: PartnerContext, refusal: Refusal) => Response = problemAnswer,
): MiddlewareHandler<PartnerEnv> => {
  const orFail = sandboxFailures(partnerSandbox !== undefined, refuse);
  return async (context, next) => {
    const { url, method } = context.req;
    const operation = typeof wanted === 'string' ? wanted : wanted(context);
    if (hasKeyInAddress(url)) return refuse(context, { type: 'KeyInAddress' });
    const text = BEARER.exec(context.req.header('authorization') ?? '')?.[1];
    if (text === undefined) return refuse(context, { type: 'KeyInvalid' });
    const { address, network } = context.var;
    const request = method === 'GET' || method === 'HEAD' ? undefined : requestOf(context);
    const shown = await partners.showKey({ text, address, operation, request });
    if (!shown.ok) return refuse(context, shown.error);
    const admitted = await limits.admit('partner', {
      operation: 'v1',
      network,
      accountId: shown.value.partnerId,
    });
    if (!admitted.ok) return refuse(context, admitted.error);
    context.set('partner', shown.value);
    tellLimit(context, admitted.value);
    try {
      return await askingAs(shown.value, () => orFail(context, next));
    } finally {
      if (method !== 'GET') await noteChange(shown.value);
    }
  };
};
