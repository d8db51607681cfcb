import type { SignedRequest } from '@banzhen/domain/partners';
import type { OperationId } from '@banzhen/domain/policy';
import type { Refusal } from '@banzhen/domain/refusals';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import type { PartnerId } from '@banzhen/domain/shared/ids';
import type { Result } from '@banzhen/domain/shared/result';
import { askingAs, type LimitStanding, type Platform } from '@banzhen/platform';
import type { MiddlewareHandler, Next } from 'hono';
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
export const toldLimit = ({ calls, seconds, left, resetSeconds }: LimitStanding) => ({
  'ratelimit-policy': `"partner";q=${calls};w=${seconds}`,
  ratelimit: `"partner";r=${left};t=${resetSeconds}`,
});

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

type Admission = Result<LimitStanding, Refusal>;
type Refuse = (context: PartnerContext, refusal: Refusal) => Response;

/** Whoever has less than this share of their limit left is let in before anything is done for them. */
const SPARE_SHARE = 0.1;

/** Takes a call of the partner from its limit; of those who are near it nothing begins before they are let in. */
const limitsOf = ({ limits }: Platform) => {
  const near = new Set<PartnerId>();
  return {
    isNear: (partnerId: PartnerId): boolean => near.has(partnerId),
    take: async (partnerId: PartnerId, network: string): Promise<Admission> => {
      const taken = await limits.admit('partner', { operation: 'v1', network, accountId: partnerId });
      if (taken.ok && taken.value.left >= taken.value.calls * SPARE_SHARE) near.delete(partnerId);
      else near.add(partnerId);
      return taken;
    },
  };
};

/**
 * The door of an operation, which may depend on what is sent: the key, from where it is shown, its scope, its signature, its quota, its limit;
 * then the rows of its hospitals, and in a sandbox the failure that is asked for. For a read by whoever is expected all of this is asked at
 * once with what is to be read, and nothing is told before they are let in.
 */
export const partnerDoor = (
  platform: Platform,
  wanted: OperationId | ((context: PartnerContext) => OperationId),
  refuse: Refuse = problemAnswer,
): MiddlewareHandler<PartnerEnv> => {
  const { partners, noteChange, partnerSandbox } = platform;
  const orFail = sandboxFailures(partnerSandbox !== undefined, refuse);
  const { isNear, take } = limitsOf(platform);

  /** Does what is behind the door, and tells it to whoever is let in by then. */
  const serve = async (
    context: PartnerContext,
    next: Next,
    actor: PartnerActor,
    admitting: Promise<Admission>,
  ): Promise<Response | undefined> => {
    context.set('partner', actor);
    const standing = admitting.then(
      (admitted) => (admitted.ok ? admitted.value : undefined),
      () => undefined,
    );
    context.set('standing', standing);
    const [admitted, failure] = await Promise.all([admitting, askingAs(actor, () => orFail(context, next))]);
    if (!admitted.ok) {
      // Hono adds the headers of an answer that is there to the next one, and keeps it where one is returned.
      context.res = undefined;
      context.set('isDressed', false);
      context.res = refuse(context, admitted.error);
      return undefined;
    }
    if (failure instanceof Response) return failure;
    if (!context.get('isDressed'))
      for (const [name, value] of Object.entries(toldLimit(admitted.value))) context.header(name, value);
    return undefined;
  };

  return async (context, next) => {
    const { url, method } = context.req;
    const operation = typeof wanted === 'string' ? wanted : wanted(context);
    if (hasKeyInAddress(url)) return refuse(context, { type: 'KeyInAddress' });
    const text = BEARER.exec(context.req.header('authorization') ?? '')?.[1];
    if (text === undefined) return refuse(context, { type: 'KeyInvalid' });
    const address = context.get('address');
    const network = context.get('network');
    const isRead = method === 'GET' || method === 'HEAD';
    const request = isRead ? undefined : requestOf(context);
    const { expected, decided } = partners.showKey({ text, address, operation, request });
    if (expected && !isNear(expected.partnerId)) {
      const admitting = Promise.all([decided, take(expected.partnerId, network)]);
      return serve(
        context,
        next,
        expected,
        admitting.then(([shown, taken]) => (shown.ok ? taken : shown)),
      );
    }
    const shown = await decided;
    if (!shown.ok) return refuse(context, shown.error);
    const admitted = await take(shown.value.partnerId, network);
    if (!admitted.ok) return refuse(context, admitted.error);
    try {
      return await serve(context, next, shown.value, Promise.resolve(admitted));
    } finally {
      if (!isRead) await noteChange(shown.value);
    }
  };
};
