import { loginInput } from '@banzhen/contracts';
import { TRPCError } from '@trpc/server';
import { Hono } from 'hono';
import type { ZodError } from 'zod';
import type { DoorContext, DoorEnv } from '../guards/door-env.js';
import { refusalAnswer } from '../guards/refusal-answer.js';
import { invalidInput } from '../guards/transport-refusals.js';
import { appRouter } from '../router.js';
import { createCallerFactory, refusalIn } from '../trpc.js';
import { contextOf, type EndpointOptions } from '../trpc-endpoint.js';

const createCaller = createCallerFactory(appRouter);
type Caller = ReturnType<typeof createCaller>;

const refusedInput = (context: DoorContext, error: ZodError): Response =>
  refusalAnswer(context, invalidInput(error));

/**
 * Registration and login by plain REST (B80, B81), for clients that do not speak tRPC: the same procedures with the same
 * limits and refusals. The token is for the `Authorization` header; no cookie is set.
 */
export const userRoutes = (options: EndpointOptions): Hono<DoorEnv> => {
  const answer = async (
    context: DoorContext,
    act: (caller: Caller) => Promise<object>,
  ): Promise<Response> => {
    const headers = new Headers();
    const request = await contextOf(context.req.raw, headers, { ...options, ...context.var });
    try {
      const told = await act(createCaller({ ...request, keepSession: () => undefined }));
      return Response.json(told, { headers });
    } catch (thrown) {
      if (!(thrown instanceof TRPCError) || thrown.code === 'INTERNAL_SERVER_ERROR') throw thrown;
      return refusalAnswer(context, refusalIn(thrown));
    }
  };

  return new Hono<DoorEnv>()
    .post('/code', async (context) => {
      const input = await context.req.json();
      return answer(context, ({ auth }) => auth.requestCode(input));
    })
    .post('/register', async (context) => {
      const input = await context.req.json();
      return answer(context, ({ auth }) => auth.register(input));
    })
    .post('/login', async (context) => {
      const given = loginInput.safeParse(await context.req.json());
      if (!given.success) return refusedInput(context, given.error);
      const input = given.data;
      return answer(context, ({ auth }) => {
        if ('wechatCode' in input) return auth.signInWithWechat({ code: input.wechatCode, app: input.app });
        return 'password' in input ? auth.signInWithPassword(input) : auth.signInWithCode(input);
      });
    });
};
