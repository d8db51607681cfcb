import type { randomUUID } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';

/** What the door knows of every request before any operation looks at it. */
export type DoorEnv = {
  readonly Bindings: Partial<HttpBindings>;
  Variables: {
    /** Made here, never taken from the caller: it stands in the logs, the audit and the answer. */
    requestId: ReturnType<typeof randomUUID>;
    /** The network that the caller comes from, such as `203.0.113.0/24`. */
    network: string;
    /** The body of a write as it was sent, once it is known to be JSON in UTF-8 that may be parsed; may be empty. */
    bodyText?: string;
    /** What every answer of the API says in its headers, unless it says something of its own. */
    dress: Readonly<Record<string, string>>;
    /** The answer has these headers already, and its number. */
    isDressed?: boolean;
    /** The one address in it, where that is known. */
    address: string | undefined;
  };
};

export type DoorContext = Context<DoorEnv>;
export type Guard = MiddlewareHandler<DoorEnv>;
