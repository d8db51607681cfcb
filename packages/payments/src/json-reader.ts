import { fen, type Money } from '@banzhen/domain/shared/money';

export type JsonObject = { readonly [name: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object a text stands for; undefined for anything else. */
export const parseObject = (text: string): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const at = (object: JsonObject, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined;

export const objectAt = (object: JsonObject, name: string): JsonObject | undefined => {
  const value = at(object, name);
  return isObject(value) ? value : undefined;
};

export const textAt = (object: JsonObject, name: string): string | undefined => {
  const value = at(object, name);
  return typeof value === 'string' ? value : undefined;
};

/** Whole fen above zero. */
export const amountAt = (object: JsonObject, name: string): Money | undefined => {
  const value = at(object, name);
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? fen(value) : undefined;
};
