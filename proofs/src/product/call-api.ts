/** What the API answered to one call. */
export interface ApiAnswer {
  readonly status: number;
  /** The value of a success. */
  readonly value?: unknown;
  /** The type of a refusal, such as `EscortTaken`. */
  readonly refusal?: string;
}

/** Somebody who is signed in. */
export type ApiCaller = (
  procedure: string,
  input?: object,
  kind?: 'query' | 'mutation',
) => Promise<ApiAnswer>;

const PATIENCE_MS = 60_000;

/** Calls a procedure of the API over HTTP; rejects when no answer comes. */
export async function callApi(
  origin: string,
  procedure: string,
  input: object | undefined,
  kind: 'query' | 'mutation',
  token?: string,
): Promise<ApiAnswer> {
  const url = new URL(`/trpc/${procedure}`, origin);
  if (kind === 'query' && input !== undefined) url.searchParams.set('input', JSON.stringify(input));
  const answer = await fetch(url, {
    method: kind === 'query' ? 'GET' : 'POST',
    headers: {
      ...(kind === 'query' ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(kind === 'query' ? {} : { body: JSON.stringify(input ?? {}) }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return readAnswer(answer.status, await answer.text());
}

function readAnswer(status: number, text: string): ApiAnswer {
  if (!text.startsWith('{')) return { status };
  const told = JSON.parse(text);
  if (told.error === undefined) return { status, value: told.result?.data };
  return { status, refusal: told.error.data?.domainError?.type ?? told.error.data?.code ?? 'unknown' };
}

/** Signs in as a demo person. Throws when that is refused. */
export async function signInAs(origin: string, accountId: string): Promise<ApiCaller> {
  const { status, value } = await callApi(origin, 'demo.signInAs', { accountId }, 'mutation');
  const token = typeof value === 'object' && value !== null && 'token' in value ? value.token : undefined;
  if (typeof token !== 'string') throw new Error(`signing in as ${accountId} was answered with ${status}`);
  return (procedure, input, kind = 'mutation') => callApi(origin, procedure, input, kind, token);
}
