import type { Platform } from '@banzhen/platform';
import type { AnyTRPCProcedure } from '@trpc/server';
import type { Hono } from 'hono';
import type { z } from 'zod';
import { appRouter } from './router.js';
import { type ProcedureMeta, schemaGiven } from './trpc.js';
import { partnerApi, partnerDocument } from './v1/partner-api.js';

/** One procedure as its router knows it. */
export type ProcedureFacts = {
  /** Such as `family.pay`. */
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Its row of the authorization table, and whether it is for people who are not signed in. */
  readonly meta: ProcedureMeta | undefined;
  /** What it takes; undefined when it takes nothing. */
  readonly input: z.ZodType | undefined;
  /** What it answers; every procedure must say so. */
  readonly output: z.ZodType | undefined;
};

const metaOf = (definition: object): ProcedureMeta | undefined => Reflect.get(definition, 'meta');

/** tRPC keeps procedures by their whole name and types them as a tree. */
const flat = appRouter._def.procedures as unknown as Readonly<Record<string, AnyTRPCProcedure>>;

/** Every procedure, found in the router and nowhere listed. */
export const procedures = (): readonly ProcedureFacts[] =>
  Object.entries(flat).map(([name, { _def: definition }]) => ({
    name,
    kind: definition.type,
    meta: metaOf(definition),
    input: schemaGiven(Reflect.get(definition, 'inputs')?.at(-1)),
    output: schemaGiven(Reflect.get(definition, 'output')),
  }));

/** Every route of an app as `METHOD /path`, without what stands in front of all of them. */
export const routes = (app: { readonly routes: Hono['routes'] }): readonly string[] => [
  ...new Set(
    app.routes
      .filter(({ method, path }) => !(method === 'ALL' && path === '/*'))
      .map(({ method, path }) => `${method} ${path}`),
  ),
];

/** What `/v1` says of itself, as the text that partners read (OpenAPI 3.1). */
export const partnerDocumentText = (): string => {
  // Nobody is served: what is written of the routes is all that is looked at.
  const app = partnerApi({} as Platform);
  return `${JSON.stringify(partnerDocument(app), null, 2)}\n`;
};
