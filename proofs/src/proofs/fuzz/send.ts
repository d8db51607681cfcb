import type { Attempt } from './attempts.js';

/** What came back; without a status nothing did. */
export interface Answered {
  readonly status: number | undefined;
  readonly contentType: string;
  readonly text: string;
}

const PATIENCE_MS = 10_000;
/** A stream is asked for no more than its beginning. */
const STREAM_MS = 150;

const bytesOf = (body: string): string | Uint8Array<ArrayBuffer> =>
  body.startsWith('hex:') ? new Uint8Array(Buffer.from(body.slice(4), 'hex')) : body;

const beginningOf = async (answer: Response): Promise<string> => {
  const reader = answer.body?.getReader();
  if (reader === undefined) return '';
  const late = setTimeout(() => void reader.cancel(), STREAM_MS);
  const { value } = await reader.read();
  clearTimeout(late);
  await reader.cancel();
  return new TextDecoder().decode(value);
};

const sendOnce = async (origin: string, attempt: Attempt, token: string | undefined): Promise<Answered> => {
  const { method, path, headers, body } = attempt;
  const mayCarry = method !== 'GET' && method !== 'HEAD' && body !== undefined;
  try {
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(mayCarry ? { body: bytesOf(body) } : {}),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const contentType = answer.headers.get('content-type') ?? '';
    const isStream = contentType.startsWith('text/event-stream');
    return {
      status: answer.status,
      contentType,
      text: await (isStream ? beginningOf(answer) : answer.text()),
    };
  } catch (problem) {
    return { status: undefined, contentType: '', text: problem instanceof Error ? problem.name : 'unknown' };
  }
};

/**
 * Sends it over HTTP as it is; once more when the connection was gone: a server may close one that was idle in the very moment
 * in which it is used again, and clients are to repeat then.
 */
export const send: typeof sendOnce = async (...request) => {
  const answered = await sendOnce(...request);
  const wasGone = answered.status === undefined && answered.text === 'TypeError';
  return wasGone ? sendOnce(...request) : answered;
};
