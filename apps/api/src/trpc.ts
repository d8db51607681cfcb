import type { AskedFor, Origin } from '@banzhen/domain/accounts';
import type { TooManyRequests } from '@banzhen/domain/limits';
import type { OperationId } from '@banzhen/domain/policy';
import type { Refusal, TemporarilyUnavailable } from '@banzhen/domain/refusals';
import type { Person } from '@banzhen/domain/shared/actor';
import type { Result } from '@banzhen/domain/shared/result';
import { askingAs, isTransientFailure, type Platform } from '@banzhen/platform';
import { initTRPC, TRPCError, type TRPCProcedureType } from '@trpc/server';
import { ZodError, ZodType } from 'zod';
import { refusalData } from './guards/refusal-answer.js';
import { invalidInput, refusalOfCode } from './guards/transport-refusals.js';
import { refusalCodes } from './refusal-codes.js';
import type { KeptSession } from './session.js';

/** What every procedure gets: who calls (nobody yet, before sign-in) and the platform behind it. */
export type RequestContext = {
  readonly actor: Person | undefined;
  /** Who the same session belongs to now: streams outlive roles and sessions. */
  readonly whoNow: () => Promise<Person | undefined>;
  /** Where the request comes from, for whoever signs in by it. */
  readonly origin: Origin;
  readonly platform: Platform;
  /** Of this request, in logs, audit and refusals. */
  readonly requestId: string;
  /** Whether one more call of a procedure is within its limit. */
  readonly admit: (
    procedure: string,
    kind: TRPCProcedureType,
  ) => Promise<Result<void, TooManyRequests | TemporarilyUnavailable>>;
  /** Puts the session into a cookie of the answer, or takes it out. */
  readonly keepSession: (signIn: KeptSession | undefined) => void;
};

class RefusalError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.type);
    this.refusal = refusal;
  }
}

/** What an error of tRPC says to people. */
export const refusalIn = ({ code, cause }: TRPCError): Refusal => {
  if (cause instanceof RefusalError) return cause.refusal;
  if (cause instanceof ZodError && code === 'BAD_REQUEST') return invalidInput(cause);
  return refusalOfCode(code);
};

/** What a procedure says of itself: its row of the authorization table, without which none can be made (AZ3). */
export type ProcedureMeta = { readonly operation: OperationId; readonly isOpen: boolean };

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
    errorFormatter: ({ shape, error, ctx }) => {
      const refusal = refusalIn(error);
      const { code, httpStatus } = shape.data;
      return {
        code: shape.code,
        message: refusal.type,
        data: { code, httpStatus, ...refusalData(refusal, ctx?.requestId) },
      };
    },
  });

export const { router, createCallerFactory } = t;

const temporarilyUnavailable = () =>
  new TRPCError({
    code: refusalCodes.TemporarilyUnavailable,
    cause: new RefusalError({ type: 'TemporarilyUnavailable' }),
  });

/** The same for what is looked up before a procedure begins, such as who calls. */
export const orTryAgain = async <T>(look: Promise<T>): Promise<T> =>
  look.catch((cause: unknown) => {
    throw isTransientFailure(cause) ? temporarilyUnavailable() : cause;
  });

/** Whoever has changed something sees it in what they read next, wherever that is read, also when the change is refused in the end. */
const seeingOwnChanges = async <T>(
  { actor, platform }: RequestContext,
  type: TRPCProcedureType,
  work: () => Promise<T>,
): Promise<T> => {
  if (type !== 'mutation' || !actor) return work();
  try {
    return await work();
  } finally {
    await platform.noteChange(actor);
  }
};

/**
 * What every procedure begins with: its limit, and then whatever it does it does with the rows of whoever called, and none
 * when nobody is signed in. What passes by itself, such as a restarting database, is a 503 that says so, not a fault of ours
 * (IN2). All in one, because tRPC copies its options for each step.
 */
const guarded = t.procedure.use(async ({ ctx, path, type, next }) => {
  unwrap(await ctx.admit(path, type));
  const result = await seeingOwnChanges(ctx, type, () => askingAs(ctx.actor, () => next()));
  if (result.ok || !isTransientFailure(result.error.cause)) return result;
  throw temporarilyUnavailable();
});

/**
 * The same schema, parsed at once. tRPC parses asynchronously whatever can be parsed so, which keeps zod from its compiled
 * path: a long list takes three times as long. No schema of ours has to wait for anything.
 */
const atOnce = <Schema extends object>(schema: Schema): Schema => {
  if (!(schema instanceof ZodType)) return schema;
  const parsedAtOnce = Object.create(schema, {
    parseAsync: { value: async (given: unknown) => schema.parse(given) },
  });
  asGiven.set(parsedAtOnce, schema);
  return parsedAtOnce;
};

const asGiven = new WeakMap<object, ZodType>();

/** The schema that a procedure was given, of the parser that tRPC has for it; undefined where it has none. */
export const schemaGiven = (parser: unknown): ZodType | undefined =>
  typeof parser === 'object' && parser !== null ? asGiven.get(parser) : undefined;

/** The same steps, with every schema that is given to them parsed at once. */
const parsingAtOnce = <Steps extends object>(steps: Steps): Steps =>
  new Proxy(steps, {
    get: (target, name) => {
      const step: unknown = Reflect.get(target, name);
      if ((name !== 'input' && name !== 'output') || typeof step !== 'function') return step;
      return (schema: object) => parsingAtOnce(step(atOnce(schema)));
    },
  });

/** A procedure for everybody, signed in or not. */
export const openProcedureFor = (operation: OperationId) =>
  parsingAtOnce(guarded.meta({ operation, isOpen: true }));

/** Reads what a request asks for from its input, as it came and before anybody has looked at it. */
export type ReadAskedFor = (given: unknown) => AskedFor;

/**
 * A procedure for signed-in people whom the authorization table might let do `operation`; the use case looks more closely. Who is
 * turned away at the door is audited with what `asks` reads, if anything.
 */
export const procedureFor = (operation: OperationId, asks?: ReadAskedFor) =>
  parsingAtOnce(
    guarded.meta({ operation, isOpen: false }).use(async ({ ctx, getRawInput, next }) => {
      const { actor, origin, platform } = ctx;
      if (!actor) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'sign in first 请先登录' });
      const askedFor = asks?.(await getRawInput());
      unwrap(await platform.accounts.enter(actor, origin, operation, askedFor));
      return next({ ctx: { ...ctx, actor } });
    }),
  );

/** The value, or the refusal as a tRPC error with its facts and sentences. */
export const unwrap = <T>(result: Result<T, Refusal>): T => {
  if (result.ok) return result.value;
  throw new TRPCError({ code: refusalCodes[result.error.type], cause: new RefusalError(result.error) });
};
