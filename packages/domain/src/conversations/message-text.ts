import { err, ok, type Result } from '../shared/result.js';

/** In code points. */
export const LONGEST_MESSAGE = 1000;

/** What was written cannot be said as it is; nothing was sent. */
export type MessageTextUnfit = {
  readonly type: 'MessageTextUnfit';
  readonly why: 'empty' | 'too-long' | 'control-characters';
  readonly longest: number;
};

/** Separators, controls, what is ignored by default, the blank of Braille. */
const INKLESS = /^[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
/** Half of a surrogate pair cannot be kept; control characters do things to screens and files (FX6); what turns the direction shows another text than is there. */
const UNFIT = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const unfit = (why: MessageTextUnfit['why']): Result<never, MessageTextUnfit> =>
  err({ type: 'MessageTextUnfit', why, longest: LONGEST_MESSAGE });

/** The text as it is said: trimmed, 1 to 1,000 code points of which some can be seen, in one line. Markup is text like any other. */
export const messageText = (given: string): Result<string, MessageTextUnfit> => {
  const text = given.trim();
  if (UNFIT.test(text)) return unfit('control-characters');
  if (INKLESS.test(text)) return unfit('empty');
  return [...text].length > LONGEST_MESSAGE ? unfit('too-long') : ok(text);
};
