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

  /** Does what is behind the door and takes its answer away, for nobody to tell it: no deadline, and no fault of the door. */
  const heldBack = async (context: PartnerContext, next: Next): Promise<Response> => {
    const failure = await orFail(context, next);
    const held = failure instanceof Response ? failure : context.res;
    context.res = undefined;
    context.finalized = false;
    return held;
  };

  /** Does what is behind the door, and tells it to whoever is let in by then. */
  const serve = async (
    context: PartnerContext,
    next: Next,
    actor: PartnerActor,
    admitting: Promise<Admission>,
  ): Promise<Response> => {
    context.set('partner', actor);
    const standing = admitting.then(
      (admitted) => (admitted.ok ? admitted.value : undefined),
      () => undefined,
    );
    context.set('standing', standing);
    const doing = askingAs(actor, () => heldBack(context, next));
    // What is done comes to its end before anything is told, so that it says nothing of an answer that is not its own.
    const [admission, done] = await Promise.allSettled([admitting, doing]);
    const isLetIn = admission.status === 'fulfilled' && admission.value.ok;
    if (!isLetIn) context.set('isDressed', false);
    if (admission.status === 'rejected') throw admission.reason;
    if (!admission.value.ok) return refuse(context, admission.value.error);
    if (done.status === 'rejected') throw done.reason;
    if (!context.get('isDressed'))
      for (const [name, value] of Object.entries(toldLimit(admission.value.value)))
        done.value.headers.set(name, value);
    return done.value;
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
    // A failure that is asked for comes to those who were let in.
    const mayBegin = context.req.header('sandbox-failure') === undefined;
    if (expected && mayBegin && !isNear(expected.partnerId)) {
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
