import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';
import type { Known } from './known.js';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const LONGEST_TEXT = 300;
const grapheme = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 });
const MOST_ITEMS = 12;
const instants = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2035-01-01T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString());
const soon = fc.integer({ min: -48, max: 24 * 60 }).map((hours) => hours * 3_600_000);

/** A known value of this field as often as not, so that many inputs are about something that there is. */
const oftenKnown = (name: string, known: Known, other: Arbitrary<string>): Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.nat().chain((no) => knownOrElse(known.of(name), no, other)) },
    { weight: 1, arbitrary: other },
  );

const knownOrElse = (values: readonly string[], no: number, other: Arbitrary<string>): Arbitrary<string> => {
  const value = values[no % Math.max(1, values.length)];
  return value === undefined ? other : fc.constant(value);
};

const aboutNow = soon.map((offset) => new Date(Date.now() + offset).toISOString());

/** Texts of a pattern; what it looks ahead for is tried out, because it cannot be made. */
const matching = (pattern: string): Arbitrary<string> => {
  const wanted = new RegExp(pattern);
  const made = fc.stringMatching(new RegExp(pattern.replace(/\(\?[!=][^)]*\)/g, '')));
  return /\(\?[!=]/.test(pattern) ? made.filter((text) => wanted.test(text)) : made;
};

const textOf = ({ format, pattern, minLength, maxLength }: JsonSchema): Arbitrary<string> => {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date') return fc.oneof(aboutNow, instants).map((text) => text.slice(0, 10));
  if (format === 'date-time') return fc.oneof(aboutNow, instants);
  if (pattern !== undefined) return matching(pattern);
  const most = Math.min(maxLength ?? LONGEST_TEXT, LONGEST_TEXT);
  return fc.array(grapheme, { minLength: minLength ?? 0, maxLength: most }).map((signs) => signs.join(''));
};

const numberOf = ({ type, minimum, maximum, exclusiveMinimum }: JsonSchema): Arbitrary<number> => {
  const min = minimum ?? (typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : -1_000);
  const max = maximum ?? 100_000;
  const least = Math.max(min, Number.MIN_SAFE_INTEGER);
  const most = Math.min(max, Number.MAX_SAFE_INTEGER);
  return type === 'integer'
    ? fc.oneof(fc.integer({ min: least, max: most }), fc.constantFrom(least, most))
    : fc.double({ min: least, max: most, noNaN: true });
};

const objectOf = (schema: JsonSchema, known: Known): Arbitrary<unknown> => {
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, part]) => [name, valuesOf(part as JsonSchema, known, name)] as const,
  );
  return fc.record(Object.fromEntries(fields), {
    requiredKeys: (schema.required ?? []).filter((name) => name in (schema.properties ?? {})),
    noNullPrototype: true,
  });
};

const valuesOf = (schema: JsonSchema, known: Known, name: string): Arbitrary<unknown> => {
  const { const: only, enum: choices, anyOf, oneOf, type } = schema;
  if (only !== undefined) return fc.constant(only);
  if (choices !== undefined) return fc.constantFrom(...choices);
  const either = anyOf ?? oneOf;
  if (either !== undefined) return fc.oneof(...either.map((one) => valuesOf(one as JsonSchema, known, name)));
  if (type === 'string') return oftenKnown(name, known, textOf(schema));
  if (type === 'integer' || type === 'number') return numberOf(schema);
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'object') return objectOf(schema, known);
  if (type !== 'array') return fc.jsonValue();
  const first = (schema.prefixItems ?? []).map((one) => valuesOf(one as JsonSchema, known, name));
  const items = schema.items;
  const rest =
    typeof items === 'object' && !Array.isArray(items)
      ? fc.array(valuesOf(items as JsonSchema, known, name), {
          minLength: schema.minItems ?? 0,
          maxLength: Math.min(schema.maxItems ?? MOST_ITEMS, MOST_ITEMS),
        })
      : fc.constant([]);
  return fc.tuple(fc.tuple(...first), rest).map(([before, after]) => [...before, ...after]);
};

/** Values that a JSON schema without references takes, mostly about things that there are. */
export const arbitraryOfSchema = (schema: object, known: Known, name: string): Arbitrary<unknown> =>
  valuesOf(schema as JsonSchema, known, name);

/** Inputs that a schema takes, mostly about things that there are; `undefined` for a procedure that takes nothing. */
export const arbitraryOf = (input: z.ZodType | undefined, known: Known): Arbitrary<unknown> =>
  input === undefined
    ? fc.constant(undefined)
    : valuesOf(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }), known, '');
