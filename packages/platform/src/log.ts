declare const word: unique symbol;

/** A short word of a machine, such as an id or a code: never what a person has written. */
export type Word = string & { readonly [word]: true };

const WORD = /^[\w.:-]{1,80}$/;

/** What is only known to be a string as a word of the log; anything else than one word becomes `unprintable`. */
export const wordOf = (text: string): Word => (WORD.test(text) ? text : 'unprintable') as Word;

/** Everything that the platform may say; docs/operations.md tells operators what each means. */
export const logEvents = [
  'audit.checkpoints-rolled-back',
  'audit.row-not-as-signed',
  'background.failed',
  'bundle.failed',
  'bundle.postponed',
  'certification.failed',
  'demo.order-left',
  'demo.orders-not-placed',
  'errand.failed',
  'hold.failed',
  'io.step',
  'member.failed',
  'message.buried',
  'outbox.republished',
  'procedure.failed',
  'redis.trouble',
  'replica',
  'request.aborted',
  'request.failed',
  'rows.pruned',
  'sandbox.delivery-failed',
  'server.stopping',
  'session.not-closed',
  'session.not-released',
  'stranded.failed',
  'stranded.kept',
  'timer.failed',
  'timer.postponed',
  'values.sealed',
  'webhook.disabled',
  'webhook.failed',
  'worker.ready',
] as const;
export type LogEvent = (typeof logEvents)[number];

type Fact<T> = T extends number | boolean | undefined
  ? T
  : T extends string
    ? string extends T
      ? never
      : T
    : never;

/**
 * Facts beside an event: numbers, booleans, ids, members of an enumeration; a plain string does not compile. Of a `cause`
 * its kind, its code and where it happened are logged, never its message (PR1).
 */
type Facts<F> = { readonly [Name in keyof F]: Name extends 'cause' ? unknown : Fact<F[Name]> };

/** Where the platform says what happens: events with ids, enums and numbers, never free text of a person (PR1). */
export type Log = {
  info<F extends object>(event: LogEvent, facts?: F & Facts<F>): void;
  error<F extends object>(event: LogEvent, facts?: F & Facts<F>): void;
};
