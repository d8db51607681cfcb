import { z } from 'zod';

type Frozen<T> = T extends readonly (infer Part)[]
  ? readonly Frozen<Part>[]
  : T extends object
    ? { readonly [Name in keyof T]: Frozen<T[Name]> }
    : T;

/**
 * What an answer looks like to those who read it. Its schema is what the API puts it through before it is sent: what is not
 * in there does not leave.
 */
export type Answer<Schema extends z.ZodType> = Frozen<z.output<Schema>>;

/** A list that nobody changes. */
export const list = <Part extends z.ZodType>(part: Part) => z.array(part).readonly();

export const id = z.uuid();
/** An instant as ISO 8601 in UTC. */
export const instant = z.iso.datetime();
/** Whole fen; negative where it says so. */
export const fen = z.int();
export const count = z.int().nonnegative();
export const version = z.int().positive();
/** Text in both languages. */
export const title = z.object({ zh: z.string(), en: z.string() });
