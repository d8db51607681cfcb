import type { Sent } from './world.js';

/** An answer, without what cannot be the same. */
export interface Told {
  /** 0 where none came. */
  readonly status: number;
  /** Of a problem. */
  readonly title: string;
  /** Everything that a client goes by: status, tag, place and body. */
  readonly text: string;
}

const PATIENCE_MS = 60_000;
/** What names the single request, and what is told to the first one alone. */
const NOT_THE_SAME = /"instance":"[^"]*"|,"secret":"[^"]*"/;
const titleIn = (text: string): string => /"title":"(\w+)"/.exec(text)?.[1] ?? '';

/** Sends one write with a key of a partner and a key of the request. */
export async function sendWrite(
  origin: string,
  { path, body, method = 'POST', version }: Sent,
  key: string,
  idempotencyKey: string,
): Promise<Told> {
  try {
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = (await answer.text()).replace(NOT_THE_SAME, '');
    const [tag, place] = ['etag', 'location'].map((name) => answer.headers.get(name) ?? '');
    return { status: answer.status, title: titleIn(text), text: `${answer.status} ${tag} ${place} ${text}` };
  } catch {
    return { status: 0, title: '', text: 'no answer' };
  }
}
