import type { InvalidInput } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { z } from '@hono/zod-openapi';
import { invalidInput } from '../guards/transport-refusals.js';
import type { PartnerContext } from './partner-env.js';

export type Shape = z.ZodObject;

/** What a route takes. */
export type Shapes<Params extends Shape, Query extends Shape, Body extends Shape> = {
  readonly params: Params;
  readonly query: Query;
  /** Of what is posted alone. */
  readonly body?: Body;
};

/** What was asked, as the shapes of its route have it. */
export type Asked<Params extends Shape, Query extends Shape, Body extends Shape> = {
  readonly params: z.output<Params>;
  readonly query: z.output<Query>;
  readonly body: z.output<Body>;
};

const parsed = <Schema extends Shape>(
  schema: Schema,
  given: unknown,
): Result<z.output<Schema>, InvalidInput> => {
  const read = schema.safeParse(given);
  return read.success ? ok(read.data) : err(invalidInput(read.error));
};

/** Parameters that come once as texts, the others as lists. */
const queryIn = ({ req }: PartnerContext): Readonly<Record<string, string | readonly string[]>> =>
  Object.fromEntries(
    Object.entries(req.queries()).map(([name, texts]) => [
      name,
      texts.length === 1 ? (texts[0] ?? '') : texts,
    ]),
  );

/** Reads what was asked, at once: the address, then its parameters, then the body, which the door has found to be JSON; told is what is unfit first. */
export const askedIn = <Params extends Shape, Query extends Shape, Body extends Shape>(
  context: PartnerContext,
  { params, query, body }: Shapes<Params, Query, Body>,
): Result<Asked<Params, Query, Body>, InvalidInput> => {
  const ofAddress = parsed(params, context.req.param());
  if (!ofAddress.ok) return ofAddress;
  const ofQuery = parsed(query, queryIn(context));
  if (!ofQuery.ok) return ofQuery;
  const posted = body ? parsed(body, JSON.parse(context.get('bodyText') ?? '')) : ok({} as z.output<Body>);
  if (!posted.ok) return posted;
  return ok({ params: ofAddress.value, query: ofQuery.value, body: posted.value });
};
