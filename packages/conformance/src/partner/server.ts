/** What carries a request to the server: `fetch`, or whatever a test has in its place. `path` begins with `/v1`. */
export type Send = (path: string, init: RequestInit) => Promise<Response>;

export type Answer<Body = unknown> = {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined where what came is no JSON. */
  readonly body: Body;
};

/** A refusal as the guide has it; nothing of it is sure before it was looked at. */
export type Problem = {
  readonly type?: unknown;
  readonly title?: unknown;
  readonly status?: unknown;
  readonly detail?: unknown;
  readonly detailZh?: unknown;
  readonly instance?: unknown;
  readonly facts?: Readonly<Record<string, unknown>>;
};

type Call = {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it stands, in the place of a body. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Another than the one of the run, or none. */
  readonly key?: string | undefined;
};

export type Server = {
  readonly key: string;
  /** Asks `/v1` below `path`. The body is what the caller expects, and is to be looked at before it is believed. */
  ask<Body = Problem>(method: string, path: string, call?: Call): Promise<Answer<Body>>;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const serverAt = (send: Send, key: string): Server => ({
  key,
  async ask<Body>(method: string, path: string, call: Call = {}) {
    const shown = 'key' in call ? call.key : key;
    const body = call.text ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
    const response = await send(`/v1${path}`, {
      method,
      headers: {
        ...(shown === undefined ? {} : { authorization: `Bearer ${shown}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: parsed(await response.text()) as Body,
    };
  },
});

export const PROBLEM = 'urn:banzhen:problem:';

const typeOf = ({ body }: Answer): unknown => Reflect.get(Object(body), 'type');

/** An answer in a few words, for reports. */
export const told = (answer: Answer): string => {
  const { status } = answer;
  const type = typeOf(answer);
  return `answered ${status}${typeof type === 'string' ? ` ${type}` : ''}`;
};

/** Whether an answer refuses with this status and type. */
export const refuses = (answer: Answer, wanted: number, type: string): boolean =>
  answer.status === wanted && typeOf(answer) === `${PROBLEM}${type}`;
