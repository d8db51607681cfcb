import type { Refusal } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { Next } from 'hono';
import type { PartnerContext } from './partner-env.js';

const kinds = ['429', '503', 'no-answer', 'lost-answer'] as const;

/**
 * A failure that an integrator asks for: refused before anything was done, no answer without anything done, or no answer after all
 * was done. It comes for the first `times` requests, and then the request goes through.
 */
type WantedFailure = { readonly kind: (typeof kinds)[number]; readonly times: number };

const FORM = /^(429|503|no-answer|lost-answer)(?:\s*;\s*times=([1-9]|1\d|20))?$/;
const MOST_REMEMBERED = 1_000;
const RETRY_SECONDS = 1;

const wantedIn = (header: string): Result<WantedFailure, Refusal> => {
  const [, kind, times = '1'] = FORM.exec(header.trim()) ?? [];
  const known = kinds.find((one) => one === kind);
  return known
    ? ok({ kind: known, times: Number(times) })
    : err({
        type: 'InvalidInput',
        fields: [
          { path: 'Sandbox-Failure', problem: `${kinds.join(', ')}; with ;times=1 to 20 where it is wanted` },
        ],
      });
};

/** Counts by request, which is known by its `Idempotency-Key`, or else by its address; what went through is counted anew. */
const countFailures = () => {
  const counts = new Map<string, number>();
  return (name: string, times: number): boolean => {
    const had = counts.get(name) ?? 0;
    counts.delete(name);
    if (had >= times) return false;
    counts.set(name, had + 1);
    const [oldest] = counts.keys();
    if (counts.size > MOST_REMEMBERED && oldest !== undefined) counts.delete(oldest);
    return true;
  };
};

const refusalOf = {
  '429': { type: 'TooManyRequests', retryAfterSeconds: RETRY_SECONDS },
  '503': { type: 'TemporarilyUnavailable' },
} as const satisfies Record<string, Refusal>;

/** Ends the connection without a word; where there is none, as in tests, whatever was answered is not told either. */
const breakOff = (context: PartnerContext, refuse: Refuse): Response => {
  context.env?.incoming?.socket.destroy();
  context.res = undefined;
  const nothing = refuse(context, { type: 'TemporarilyUnavailable' });
  context.res = nothing;
  return nothing;
};

type Refuse = (context: PartnerContext, refusal: Refusal) => Response;

/**
 * Answers requests of one route with the failure that `Sandbox-Failure` wants. Outside a sandbox the header is refused, and nothing is
 * done: a program that brings it along into production is told at its first request, and not believed to have been tested.
 */
export const sandboxFailures = (isSandbox: boolean, refuse: Refuse) => {
  const isNext = countFailures();
  const fail = async (context: PartnerContext, next: Next, header: string): Promise<Response | undefined> => {
    if (!isSandbox) return refuse(context, { type: 'SandboxOnly' });
    const wanted = wantedIn(header);
    if (!wanted.ok) return refuse(context, wanted.error);
    const { kind, times } = wanted.value;
    const { method, url } = context.req;
    const request = context.req.header('idempotency-key') ?? url;
    if (!isNext(`${context.get('partner').partnerId} ${method} ${kind} ${request}`, times)) {
      await next();
      return undefined;
    }
    if (kind === '429' || kind === '503') return refuse(context, refusalOf[kind]);
    if (kind === 'lost-answer') await next();
    return breakOff(context, refuse);
  };
  return (context: PartnerContext, next: Next): Promise<unknown> => {
    const header = context.req.header('sandbox-failure');
    return header === undefined ? next() : fail(context, next, header);
  };
};
