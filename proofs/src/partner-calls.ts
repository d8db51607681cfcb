import { readFileSync } from 'node:fs';

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema: object;
}

interface Operation {
  readonly operationId: string;
  readonly 'x-operation': string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

/** One call of `/v1`, as the committed OpenAPI document has it. */
export interface PartnerCall extends Operation {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Such as `/v1/sessions/{sessionId}`. */
  readonly path: string;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** What partners were promised. */
export const partnerDocument = (): Document =>
  JSON.parse(readFileSync(new URL('../../docs/api/partner-v1.json', import.meta.url), 'utf8'));

const REFERENCE = '#/components/schemas/';

/** A schema with its references written out, so that it stands by itself. */
export const written = (schema: object, { components }: Document): object => {
  const reference: unknown = Reflect.get(schema, '$ref');
  if (typeof reference === 'string')
    return written(components.schemas[reference.slice(REFERENCE.length)] ?? {}, { paths: {}, components });
  const parts = Object.entries(schema).map(([name, part]) => [
    name,
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? written(part, { paths: {}, components })
      : part,
  ]);
  return Object.fromEntries(parts);
};

/** Every call in the document. */
export const partnerCalls = ({ paths }: Document): readonly PartnerCall[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      path: `/v1${path}`,
      method: method.toUpperCase() as PartnerCall['method'],
    })),
  );
