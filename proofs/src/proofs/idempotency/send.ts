import type { Sent } from './world.js';

/** An answer, without what names the single request. */
export interface Told {
  /** 0 where none came. */
  readonly status: number;
  /** Of a problem. */
  readonly title: string;
  /** Everything that a client goes by: status, tag, place and body. */
  readonly text: string;
}

const PATIENCE_MS = 60_000;
const titleIn = (text: string): string => /"title":"(\w+)"/.exec(text)?.[1] ?? '';

/** Sends one write with a key of a partner and a key of the request. */
export async function sendWrite(
  origin: string,
  { path, body, version }: Sent,
  key: string,
  idempotencyKey: string,
): Promise<Told> {
  try {
    const answer = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = (await answer.text()).replace(/"instance":"[^"]*"/, '');
    const [tag, place] = ['etag', 'location'].map((name) => answer.headers.get(name) ?? '');
    return { status: answer.status, title: titleIn(text), text: `${answer.status} ${tag} ${place} ${text}` };
  } catch {
    return { status: 0, title: '', text: 'no answer' };
  }
}
