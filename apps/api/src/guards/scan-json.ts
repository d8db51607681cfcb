import type { UnsafeJson } from '@banzhen/domain/refusals';
import { done, err, type Result } from '@banzhen/domain/shared/result';

/** The deepest nesting and the most keys, all objects together, that a JSON text may have. */
export const jsonLimits = { depth: 32, keys: 2_000 } as const;

/** Keys by which an object reaches its prototype when it is copied carelessly. */
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

type Fault = UnsafeJson['fault'];
type Frame = { readonly keys: Set<string> | undefined; expectsKey: boolean };

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Where a string that begins at `start` has its closing quote, or -1. */
const endOfString = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
};

const decoded = (quoted: string): string | undefined => {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted);
  } catch {
    return undefined;
  }
};

/** What PostgreSQL cannot keep. */
const FORBIDDEN_TEXT = /[\0\p{Surrogate}]/u;

/** Reads one text from left to right, without recursion and without building anything. */
const scan = (text: string, mostKeys: number): { readonly fault: Fault; readonly at: number } | undefined => {
  const open: Frame[] = [];
  let keys = 0;
  const faultOfKey = (key: string, frame: Frame): Fault | undefined => {
    frame.expectsKey = false;
    keys += 1;
    if (keys > mostKeys) return 'too-many-keys';
    if (forbiddenKeys.has(key)) return 'forbidden-key';
    if (frame.keys?.has(key)) return 'duplicate-key';
    frame.keys?.add(key);
    return undefined;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    const frame = open.at(-1);
    if (sign === '{' || sign === '[') {
      if (open.length >= jsonLimits.depth) return { fault: 'too-deep', at };
      const isObject = sign === '{';
      open.push({ keys: isObject ? new Set() : undefined, expectsKey: isObject });
    } else if (sign === '}' || sign === ']') {
      open.pop();
    } else if (sign === ',') {
      if (frame) frame.expectsKey = frame.keys !== undefined;
    } else if (sign === '"') {
      const end = endOfString(text, at);
      const word = end < 0 ? undefined : decoded(text.slice(at, end + 1));
      if (word === undefined) return { fault: 'malformed', at };
      if (FORBIDDEN_TEXT.test(word)) return { fault: 'forbidden-character', at };
      const fault = frame?.expectsKey ? faultOfKey(word, frame) : undefined;
      if (fault) return { fault, at };
      at = end;
    } else if (sign === '-' || (sign >= '0' && sign <= '9')) {
      NUMBER.lastIndex = at;
      const number = NUMBER.exec(text)?.[0];
      if (number === undefined) return { fault: 'malformed', at };
      if (!Number.isFinite(Number(number))) return { fault: 'number-out-of-range', at };
      at += number.length - 1;
    }
  }
  return undefined;
};

/**
 * Whether `text` is JSON that may be parsed and handed on (FX2): at most `jsonLimits` deep and `mostKeys` wide, no key twice in one
 * object, no key that reaches a prototype, no U+0000 and no lone surrogate, no number beyond a double. It is looked through
 * before it is parsed, so nesting of any depth costs no stack.
 */
export const scanJson = (text: string, mostKeys: number = jsonLimits.keys): Result<void, UnsafeJson> => {
  const found = scan(text, mostKeys);
  if (found) return err({ type: 'UnsafeJson', ...found });
  try {
    JSON.parse(text);
    return done;
  } catch {
    return err({ type: 'UnsafeJson', fault: 'malformed', at: text.length });
  }
};
