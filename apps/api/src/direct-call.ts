import { type AnyTRPCProcedure, getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { getErrorShape } from '@trpc/server/shared';
import type { DoorContext } from './guards/door-env.js';
import { appRouter } from './router.js';
import type { RequestContext } from './trpc.js';

/** tRPC keeps procedures by their whole name and types them as a tree. */
const procedures = new Map(
  Object.entries(appRouter._def.procedures as unknown as Readonly<Record<string, AnyTRPCProcedure>>),
);

/** One procedure, called by itself. */
export type DirectCall = {
  readonly path: string;
  readonly procedure: AnyTRPCProcedure;
  /** Its input as JSON; undefined where there is none. */
  readonly inputText: string | undefined;
};

const PREFIX = '/trpc/';
const methodOf: Readonly<Record<string, string>> = { query: 'GET', mutation: 'POST' };
/** What makes more of an address than one call with one input. */
const OTHER_PARAMETERS = ['batch', 'connectionParams'];

const asksForStream = (context: DoorContext): boolean =>
  context.req.header('trpc-accept') !== undefined ||
  (context.req.header('accept')?.includes('application/jsonl') ?? false);

/**
 * The one query or mutation that a request asks for in the plain way; undefined where it is anything else, such as a batch, a
 * stream, a subscription, an unknown name, another method or another media type. That is for the stock adapter.
 */
export const directCallIn = (context: DoorContext): DirectCall | undefined => {
  const { method, url } = context.req;
  const queryAt = url.indexOf('?');
  const pathAt = url.indexOf('/', url.indexOf('//') + 2);
  const pathname = queryAt < 0 ? url.slice(pathAt) : url.slice(pathAt, queryAt);
  if (!pathname.startsWith(PREFIX)) return undefined;
  const path = pathname.slice(PREFIX.length);
  const procedure = procedures.get(path);
  if (!procedure || methodOf[procedure._def.type] !== method || asksForStream(context)) return undefined;
  // The door lets no write in that is not JSON.
  if (method === 'GET' && context.req.header('content-type') !== undefined) return undefined;
  const parameters = queryAt < 0 ? undefined : new URL(url).searchParams;
  if (parameters && OTHER_PARAMETERS.some((name) => parameters.has(name))) return undefined;
  const inputText = method === 'POST' ? context.var.bodyText : parameters?.get('input') || undefined;
  if (method === 'POST' && inputText === undefined) return undefined;
  return { path, procedure, inputText };
};

const rawInputOf = ({ inputText }: DirectCall): unknown => {
  if (inputText === undefined) return undefined;
  try {
    return JSON.parse(inputText);
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'the input is no JSON', cause });
  }
};

/** What a call of a procedure came to, as text in the form of tRPC. */
export type DirectAnswer = {
  readonly status: number;
  readonly body: string;
  readonly error: TRPCError | undefined;
};

/** Calls the procedure by itself and says what the stock adapter says, without its streams, batches and chained signals. */
export const callDirectly = async (
  call: DirectCall,
  signal: AbortSignal,
  makeContext: () => Promise<RequestContext>,
): Promise<DirectAnswer> => {
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
    const shape = getErrorShape({ config: appRouter._def._config, ctx, error, input, path, type });
    return { status: getHTTPStatusCodeFromError(error), body: JSON.stringify({ error: shape }), error };
  }
};
