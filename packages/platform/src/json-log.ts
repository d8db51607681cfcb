import { type DestinationStream, pino } from 'pino';
import { type Log, wordOf } from './log.js';
import { scrubbedLine } from './scrub.js';

const MOST_FRAMES = 8;
const FRAME = /^ {4}at (?:[\w.<>$[\] ]+ )?\(?(?:file:\/\/|node:|\/|[A-Z]:\\)[\w@+./\\:%-]+:\d+:\d+\)?$/gm;

const wordIn = (cause: Error, name: 'code' | 'constraint') => {
  const value: unknown = Reflect.get(cause, name);
  return typeof value === 'string' ? { [name]: wordOf(value) } : {};
};

/** Where it happened; what the error says stands before that and may itself look like a place. */
const framesOf = ({ message, stack = '' }: Error): readonly string[] => {
  const places = stack.slice(stack.includes(message) ? stack.indexOf(message) + message.length : 0);
  return [...places.matchAll(FRAME)].slice(0, MOST_FRAMES).map(([frame]) => frame.trim());
};

/** What an error is, and where: its message may tell of a person, so it is left out. */
const reduced = (cause: unknown): Record<string, unknown> => {
  if (!(cause instanceof Error)) return { kind: typeof cause };
  return {
    name: wordOf(cause.name),
    ...wordIn(cause, 'code'),
    ...wordIn(cause, 'constraint'),
    frames: framesOf(cause),
    ...(cause.cause ? { cause: reduced(cause.cause) } : {}),
  };
};

/**
 * JSON lines on standard error, or wherever told; no message of a person or a database ever gets into them, and what looks
 * like a phone number, an ID number, a card or a token is taken out at last (PR1).
 */
export const makeLog = (destination: DestinationStream = pino.destination({ dest: 2, sync: false })): Log => {
  const out = pino({ base: null, level: 'info', hooks: { streamWrite: scrubbedLine } }, destination);
  return {
    info: (event, facts) => out.info({ ...facts }, event),
    error: (event, told) => {
      const { cause, ...facts }: { readonly cause?: unknown } = { ...told };
      out.error({ ...facts, ...(cause ? { cause: reduced(cause) } : {}) }, event);
    },
  };
};
