import { type AnyTRPCProcedure, type AnyTRPCRouter, getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { getErrorShape } from '@trpc/server/shared';
import type { Context } from 'hono';

/** One procedure, called by itself. */
export type DirectCall = {
  readonly path: string;
  readonly procedure: AnyTRPCProcedure;
  /** Its input as JSON; undefined where there is none. */
  readonly inputText: string | undefined;
};

/** What a call of a procedure came to, as text in the form of tRPC. */
export type DirectAnswer = {
  readonly status: number;
  readonly body: string;
  readonly error: TRPCError | undefined;
};

const PREFIX = '/trpc/';
const methodOf: Readonly<Record<string, string>> = { query: 'GET', mutation: 'POST' };
/** What makes more of an address than one call with one input. */
const OTHER_PARAMETERS = ['batch', 'connectionParams'];

const asksForStream = ({ req }: Context): boolean =>
  req.header('trpc-accept') !== undefined || (req.header('accept')?.includes('application/jsonl') ?? false);

const pathIn = (url: string, queryAt: number): string | undefined => {
  const pathAt = url.indexOf('/', url.indexOf('//') + 2);
  const pathname = queryAt < 0 ? url.slice(pathAt) : url.slice(pathAt, queryAt);
  return pathname.startsWith(PREFIX) ? pathname.slice(PREFIX.length) : undefined;
};

const rawInputOf = ({ inputText }: DirectCall): unknown => {
  if (inputText === undefined) return undefined;
  try {
    return JSON.parse(inputText);
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'the input is no JSON', cause });
  }
};

/** Calls of the procedures of `router` without the streams, batches and chained signals of the stock adapter. */
export const directCalls = <RequestContext extends object>(router: AnyTRPCRouter) => {
  // tRPC keeps procedures by their whole name and types them as a tree.
  const procedures = new Map(
    Object.entries(router._def.procedures as unknown as Readonly<Record<string, AnyTRPCProcedure>>),
  );
  return {
    /**
     * The one query or mutation that a request asks for in the plain way; undefined where it is anything else, such as a
     * batch, a stream, a subscription, an unknown name, another method or another media type. That is for the stock adapter.
     * `bodyText` is the body of a write, which is known to be sent as JSON.
     */
    callIn(context: Context, bodyText: string | undefined): DirectCall | undefined {
      const { method, url } = context.req;
      const queryAt = url.indexOf('?');
      const path = pathIn(url, queryAt);
      const procedure = path === undefined ? undefined : procedures.get(path);
      if (path === undefined || !procedure || methodOf[procedure._def.type] !== method) return undefined;
      if (asksForStream(context)) return undefined;
      const parameters = queryAt < 0 ? undefined : new URL(url).searchParams;
      if (parameters && OTHER_PARAMETERS.some((name) => parameters.has(name))) return undefined;
      if (method === 'POST')
        return bodyText === undefined ? undefined : { path, procedure, inputText: bodyText };
      if (context.req.header('content-type') !== undefined) return undefined;
      return { path, procedure, inputText: parameters?.get('input') || undefined };
    },

    /** Calls the procedure and says what the stock adapter says; never rejects. */
    async call(
      call: DirectCall,
      signal: AbortSignal,
      makeContext: () => Promise<RequestContext>,
    ): Promise<DirectAnswer> {
      const { path, procedure } = call;
      const { type } = procedure._def;
      let ctx: RequestContext | undefined;
      let input: unknown;
      const getRawInput = async () => {
        input = rawInputOf(call);
        return input;
      };
      try {
        ctx = await makeContext();
        const data: unknown = await procedure({ path, getRawInput, ctx, type, signal, batchIndex: 0 });
        return { status: 200, body: JSON.stringify({ result: { data } }), error: undefined };
      } catch (thrown) {
        const error = getTRPCErrorFromUnknown(thrown);
        const shape = getErrorShape({ config: router._def._config, ctx, error, input, path, type });
        return { status: getHTTPStatusCodeFromError(error), body: JSON.stringify({ error: shape }), error };
      }
    },
  };
};
