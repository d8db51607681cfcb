import { randomUUID } from 'node:crypto';
import type { Send } from '@banzhen/conformance';
import type { Json } from '../told.js';

type Asked = { readonly path: string; readonly init: RequestInit };
type Answered = { readonly status: number; readonly headers: Headers; readonly body: Json };

export const PROBLEM = 'urn:banzhen:problem:';

const headersOf = ({ headers }: RequestInit): Record<string, string> => ({
  ...(headers as Record<string, string> | undefined),
});
export const withHeaders = (init: RequestInit, headers: Readonly<Record<string, string>>): RequestInit => ({
  ...init,
  headers: { ...headersOf(init), ...headers },
});
const without = (init: RequestInit, ...names: readonly string[]): RequestInit => ({
  ...init,
  headers: Object.fromEntries(Object.entries(headersOf(init)).filter(([name]) => !names.includes(name))),
});

/** Asks something else than what was asked. */
export const asking =
  (change: (asked: Asked) => Asked) =>
  (send: Send): Send =>
  (path, init) => {
    const asked = change({ path, init });
    return send(asked.path, asked.init);
  };

/** Answers something else than what was answered. */
export const answering =
  (change: (answered: Answered, asked: Asked) => Partial<Answered>) =>
  (send: Send): Send =>
  async (path, init) => {
    const response = await send(path, init);
    const text = await response.text();
    const answered = {
      status: response.status,
      headers: new Headers(response.headers),
      body: text === '' ? {} : (JSON.parse(text) as Json),
    };
    const { status, headers, body } = { ...answered, ...change(answered, { path, init }) };
    headers.delete('content-length');
    return new Response(JSON.stringify(body), { status, headers });
  };

export const refused = (type: string, ...rest: readonly [status: number, body?: Json]) =>
  answering((answered) =>
    answered.body.type === `${PROBLEM}${type}` ? { status: rest[0], body: rest[1] ?? answered.body } : {},
  );

const listItems = (body: Json): readonly Json[] => (Array.isArray(body.items) ? body.items : []);
export const changedItems =
  (isAt: RegExp, change: (items: readonly Json[], asked: Asked) => readonly Json[]) =>
  (send: Send): Send =>
    answering(({ body }, asked) =>
      isAt.test(asked.path) ? { body: { ...body, items: change(listItems(body), asked) } } : {},
    )(send);

export const jsonOf = ({ body }: RequestInit): Json => (typeof body === 'string' ? JSON.parse(body) : {});

/** Without what nobody knows. */
export const dropped = (body: Json, name: string): Json =>
  Object.fromEntries(Object.entries(body).filter(([one]) => one !== name));

/** Takes the present version for the one that was seen. */
export const takingAnyVersion =
  (send: Send): Send =>
  async (path, init) => {
    const [, id] = /^\/v1\/appointments\/([^/]+)\//.exec(path) ?? [];
    if (id === undefined) return send(path, init);
    const seen = await send(
      `/v1/appointments/${id}`,
      without({ ...init, method: 'GET', body: null }, 'content-type'),
    );
    return send(path, withHeaders(init, { 'if-match': seen.headers.get('etag') ?? '' }));
  };

/** Remembers the first answer to a key, and gives it to whatever comes under that key. */
export const rememberingKeys = (send: Send): Send => {
  const known = new Map<string, Response>();
  return async (path, init) => {
    const key = headersOf(init)['idempotency-key'];
    const response = (key === undefined ? undefined : known.get(key)) ?? (await send(path, init));
    if (key !== undefined && response.ok) known.set(key, response);
    return response.clone();
  };
};

/** A repeated request is a new one. */
export const forgettingKeys =
  (isAt: RegExp) =>
  (send: Send): Send => {
    const known = new Set<string>();
    return asking(({ path, init }) => {
      const key = headersOf(init)['idempotency-key'];
      if (!isAt.test(path) || key === undefined) return { path, init };
      const isNew = !known.has(key);
      known.add(key);
      if (isNew) return { path, init };
      return {
        path,
        init: withHeaders(without(init, 'sandbox-failure'), { 'idempotency-key': randomUUID() }),
      };
    })(send);
  };

export const dress = (name: string, value: string | undefined, isAt = /./) =>
  answering(({ headers }, { path }) => {
    if (!isAt.test(path)) return {};
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
    return { headers };
  });
