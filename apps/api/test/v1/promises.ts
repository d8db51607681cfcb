import { partnerDocumentText } from '@banzhen/api/inventory';
import { expect } from 'vitest';
import { z } from 'zod';

type Schema = Readonly<Record<string, unknown>>;
type Response = {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
};
type Operation = { readonly operationId: string; readonly responses: Readonly<Record<string, Response>> };
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** What an answer is, as far as it was promised. */
export type Told = { readonly status: number; readonly headers: Headers; readonly body: unknown };

const REFERENCE = '#/components/schemas/';
const document: Document = JSON.parse(partnerDocumentText());

/** A schema with its references written out, so that it stands by itself. */
const written = (part: unknown): unknown => {
  if (Array.isArray(part)) return part.map(written);
  if (typeof part !== 'object' || part === null) return part;
  const reference: unknown = Reflect.get(part, '$ref');
  if (typeof reference === 'string')
    return written(document.components.schemas[reference.slice(REFERENCE.length)]);
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, written(value)]));
};

/** One call of the document, with everything that it says it answers. */
type Promised = {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly responses: Readonly<Record<string, Response>>;
  readonly isAt: RegExp;
};

/** Every call of the document. */
export const promised: readonly Promised[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, responses }]) => ({
    operationId,
    responses,
    method: method.toUpperCase(),
    path: `/v1${path}`,
    isAt: new RegExp(`^/v1${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  })),
);

const schemas = new Map<string, z.ZodType>();
const schemaOf = (name: string, schema: Schema): z.ZodType => {
  const made = schemas.get(name) ?? z.fromJSONSchema(written(schema) as z.core.JSONSchema.JSONSchema);
  schemas.set(name, made);
  return made;
};

/** Remembers which promised answers have come, and holds each against what was promised. */
export const keepsPromises = () => {
  const seen = new Set<string>();
  return {
    /** Fails where an answer was not promised, or looks otherwise. Calls that are none of the document are left alone. */
    check(method: string, address: string, told: Told): void {
      const path = address.split('?')[0] ?? '';
      const call = promised.find((one) => one.method === method && one.isAt.test(path));
      if (!call) return;
      const { operationId, responses } = call;
      const status = told.status >= 400 ? 'default' : String(told.status);
      const name = `${operationId} ${status}`;
      const response = responses[status];
      if (!response) throw new Error(`${operationId} answers ${told.status}, which was not promised`);
      const [form, content] = Object.entries(response.content ?? {})[0] ?? [];
      expect([name, told.headers.get('content-type')?.split(';')[0]]).toEqual([name, form]);
      const read = schemaOf(name, content?.schema ?? {}).safeParse(told.body);
      if (!read.success) throw new Error(`${name} is unlike its schema: ${z.prettifyError(read.error)}`);
      const missing = Object.keys(response.headers ?? {}).filter((header) => !told.headers.has(header));
      expect([name, missing]).toEqual([name, []]);
      seen.add(name);
    },
    /** Promised answers that have not come. */
    unseen: (): readonly string[] =>
      promised
        .flatMap(({ operationId, responses }) =>
          Object.keys(responses).map((status) => `${operationId} ${status}`),
        )
        .filter((name) => !seen.has(name)),
  };
};

/** What the tests of `/v1` have seen. */
export const promises = keepsPromises();
