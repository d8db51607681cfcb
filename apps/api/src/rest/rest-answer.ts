import type { InvalidInput } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import { TRPCError } from '@trpc/server';
import type { DoorContext } from '../guards/door-env.js';
import { refusalAnswer } from '../guards/refusal-answer.js';
import { appRouter } from '../router.js';
import { createCallerFactory, refusalIn } from '../trpc.js';
import { contextOf, type EndpointOptions } from '../trpc-endpoint.js';

const createCaller = createCallerFactory(appRouter);

/** The procedures, as whoever sent this request may call them. */
export type Caller = ReturnType<typeof createCaller>;

/** Answers a request by procedures: theirs are the guards, limits and refusals. What is no JSON is a response of its own. */
export type RestAnswer = (
  context: DoorContext,
  act: (caller: Caller) => Promise<object>,
) => Promise<Response>;

/** Plain REST over the same procedures (B80-B87): JSON in and out, the session in `Authorization` or the cookie. */
export const restAnswer =
  (options: EndpointOptions): RestAnswer =>
  async (context, act) => {
    const headers = new Headers();
    try {
      const request = await contextOf(context.req.raw, headers, { ...options, ...context.var });
      const told = await act(createCaller({ ...request, keepSession: () => undefined }));
      return told instanceof Response ? told : Response.json(told, { headers });
    } catch (thrown) {
      if (!(thrown instanceof TRPCError) || thrown.code === 'INTERNAL_SERVER_ERROR') throw thrown;
      return refusalAnswer(context, refusalIn(thrown));
    }
  };

const WHOLE = /^-?\d{1,15}$/;

/** The parameters of an address as a procedure takes them, `numbers` as numbers where they are some; each once at most. */
export const parametersIn = (
  context: DoorContext,
  numbers: readonly string[] = [],
): Result<Readonly<Record<string, string | number>>, InvalidInput> => {
  const { searchParams } = new URL(context.req.url);
  const given = [...searchParams];
  const repeated = given.find(([name]) => searchParams.getAll(name).length > 1)?.[0];
  if (repeated !== undefined)
    return err({
      type: 'InvalidInput',
      fields: [{ path: repeated.slice(0, 200), problem: 'once at most' }],
    });
  return ok(
    Object.fromEntries(
      given.map(([name, text]) => [name, numbers.includes(name) && WHOLE.test(text) ? Number(text) : text]),
    ),
  );
};
