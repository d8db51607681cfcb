import { type Sign, signedRequest } from './signed-request.js';

/** What a client of the partner API is made of besides the address and the key. */
export type Patience = {
  /** Tries of one request, the first included. */
  readonly mostTries: number;
  /** Waits so many seconds. */
  readonly pause: (seconds: number) => Promise<void>;
  readonly fetch: (request: Request) => Promise<Response>;
  /** For a key whose requests are signed; each try is signed anew. */
  readonly sign?: Sign;
};

const TOO_MANY = 429;
const UNAVAILABLE = 503;
const CONFLICT = 409;
const LONGEST_PAUSE_SECONDS = 60;
const KEY = 'idempotency-key';

const sleep = (seconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1_000);
  });

export const usualPatience: Patience = { mostTries: 5, pause: sleep, fetch: (request) => fetch(request) };

/** After how many seconds the same may go well; undefined where it is an answer that stays. */
const secondsToWait = ({ status, headers }: Response): number | undefined => {
  const told = headers.get('retry-after');
  // A conflict is an answer, unless the first request with this key is under way.
  if (status === CONFLICT && told === null) return undefined;
  if (status !== CONFLICT && status !== TOO_MANY && status !== UNAVAILABLE) return undefined;
  const seconds = Number(told ?? 1);
  return Number.isFinite(seconds) && seconds >= 0 && seconds <= LONGEST_PAUSE_SECONDS ? seconds : undefined;
};

/**
 * Sends a request until it has an answer that stays: a write under one key of its own, however often it is sent, so that it is done
 * once. A connection that breaks is tried again too. What would have to wait for longer than a minute is answered as it is.
 */
export const patientFetch =
  ({ mostTries, pause, fetch: send, sign }: Patience) =>
  async (request: Request): Promise<Response> => {
    if (request.method !== 'GET' && !request.headers.has(KEY)) request.headers.set(KEY, crypto.randomUUID());
    for (let tries = 1; ; tries += 1) {
      const isLast = tries >= mostTries;
      const asked = sign ? await signedRequest(request.clone(), sign) : request.clone();
      const answer = await send(asked).catch((cause: unknown) => {
        if (isLast || request.signal.aborted) throw cause;
        return undefined;
      });
      const seconds = answer === undefined ? 1 : secondsToWait(answer);
      if (answer !== undefined && (seconds === undefined || isLast)) return answer;
      await answer?.body?.cancel();
      await pause(seconds ?? 1);
    }
  };
