import { Agent, type Dispatcher, request } from 'undici';
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

/** As many as lanes of the run, and those that it waits for. */
const connections = new Agent({ connections: 64 });

const bytesOf = (body: string): string | Uint8Array =>
  body.startsWith('hex:') ? Buffer.from(body.slice(4), 'hex') : body;

const beginningOf = async (body: Dispatcher.ResponseData['body']): Promise<string> => {
  const late = setTimeout(() => body.destroy(), STREAM_MS);
  const first = await body[Symbol.asyncIterator]()
    .next()
    .catch(() => undefined);
  clearTimeout(late);
  body.destroy();
  return first?.value === undefined ? '' : String(first.value);
};

const sendOnce = async (origin: string, attempt: Attempt, token: string | undefined): Promise<Answered> => {
  const { method, path, headers, body } = attempt;
  const mayCarry = method !== 'GET' && method !== 'HEAD' && body !== undefined;
  try {
    // Half the processor time of fetch, which is much for so many requests.
    const answer = await request(new URL(`${origin}${path}`), {
      method: method as Dispatcher.HttpMethod,
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(mayCarry ? { body: bytesOf(body) } : {}),
      dispatcher: connections,
      headersTimeout: PATIENCE_MS,
      bodyTimeout: PATIENCE_MS,
    });
    const contentType = String(answer.headers['content-type'] ?? '');
    const isStream = contentType.startsWith('text/event-stream');
    return {
      status: answer.statusCode,
      contentType,
      text: await (isStream ? beginningOf(answer.body) : answer.body.text()),
    };
  } catch (problem) {
    return { status: undefined, contentType: '', text: problem instanceof Error ? problem.name : 'unknown' };
  }
};

/**
 * Sends it over HTTP as it is; once more when the connection was gone: a server may close one that was idle in the very moment
 * in which it is used again, and clients are to repeat then.
 */
export const send: typeof sendOnce = async (...asked) => {
  const answered = await sendOnce(...asked);
  const wasGone = answered.status === undefined && !answered.text.includes('Timeout');
  return wasGone ? sendOnce(...asked) : answered;
};
