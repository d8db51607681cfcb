import { described, type Refusal } from '@banzhen/domain/refusals';
import type { Person } from '@banzhen/domain/shared/actor';
import type { Result } from '@banzhen/domain/shared/result';
import { isTransientFailure, type Platform } from '@banzhen/platform';
import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { refusalCodes } from './refusal-codes.js';

/** What every procedure gets: who calls (nobody yet, before sign-in) and the platform behind it. */
export type RequestContext = {
  readonly actor: Person | undefined;
  readonly platform: Platform;
  /** Puts the session into a cookie of the answer, or takes it out. */
  readonly keepSession: (token: string | undefined) => void;
};

class RefusalError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.type);
    this.refusal = refusal;
  }
}

const refusalIn = ({ code, cause }: TRPCError): Refusal | undefined => {
  if (cause instanceof RefusalError) return cause.refusal;
  if (cause instanceof ZodError)
    return {
      type: 'InvalidInput',
      fields: cause.issues.map(({ path, message }) => ({ path: path.join('.'), problem: message })),
    };
  return code === 'UNAUTHORIZED' ? { type: 'NotSignedIn' } : undefined;
};

const t = initTRPC.context<RequestContext>().create({
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  errorFormatter: ({ shape, error }) => {
    const isUnknown = error.code === 'INTERNAL_SERVER_ERROR';
    const refusal = refusalIn(error);
    const { stack: _, ...data } = shape.data;
    return {
      ...shape,
      message: isUnknown ? 'internal error' : shape.message,
      data: { ...data, domainError: refusal && described(refusal) },
    };
  },
});

export const { router, createCallerFactory } = t;

/** What passes by itself, such as a restarting database, is a 503 that says so, not a fault of ours (IN2). */
const sayingWhenToRetry = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok || !isTransientFailure(result.error.cause)) return result;
  throw new TRPCError({
    code: refusalCodes.TemporarilyUnavailable,
    cause: new RefusalError({ type: 'TemporarilyUnavailable' }),
  });
});

/** For everybody, signed in or not. */
export const openProcedure = t.procedure.use(sayingWhenToRetry);

/** For signed-in people. */
export const procedure = openProcedure.use(({ ctx, next }) => {
  if (!ctx.actor) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'sign in first 请先登录' });
  return next({ ctx: { ...ctx, actor: ctx.actor } });
});

/** The value, or the refusal as a tRPC error with its facts and sentences. */
export const unwrap = <T>(result: Result<T, Refusal>): T => {
  if (result.ok) return result.value;
  throw new TRPCError({ code: refusalCodes[result.error.type], cause: new RefusalError(result.error) });
};
