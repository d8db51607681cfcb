import { pino } from 'pino';
import type { Log } from './log.js';

const reduced = (cause: unknown): Record<string, unknown> => {
  if (!(cause instanceof Error)) return { kind: typeof cause };
  const code = 'code' in cause ? { code: String(cause.code) } : {};
  const frames = cause.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8);
  return { name: cause.name, ...code, frames, ...(cause.cause ? { cause: reduced(cause.cause) } : {}) };
};

/** JSON lines on standard error; no message of a person or a database ever gets into them (PR1). */
export const makeLog = (): Log => {
  const out = pino({ base: null, level: 'info' }, pino.destination({ dest: 2, sync: false }));
  return {
    info: (event, facts = {}) => out.info(facts, event),
    error: (event, { cause, ...facts } = {}) =>
      out.error({ ...facts, ...(cause ? { cause: reduced(cause) } : {}) }, event),
  };
};
