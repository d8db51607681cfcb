import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { SendOutcome, WebhookSender } from '@banzhen/domain/webhooks';
import { Agent, request } from 'undici';
import { isLoopback, isPublicAddress } from './public-address.js';
import { retryAfterIn } from './retry-after.js';
import { fitUrl, hostIn } from './webhook-url.js';

const MOST_BODY_BYTES = 64 * 1_024;
const MOST_HEADER_BYTES = 16 * 1_024;
/** A connection that nobody uses is closed soon: the next one looks at the address anew. */
const IDLE_MS = 4_000;

/** All addresses of a name, asked for each connection. */
export type Resolve = (
  name: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const resolveBySystem: Resolve = (name) =>
  new Promise((resolve, reject) => {
    systemLookup(name, { all: true, verbatim: true }, (failure, found) =>
      failure ? reject(failure) : resolve(found),
    );
  });

/** An address that nothing is sent to. */
class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

const isRefusal = (thrown: unknown): boolean => {
  if (thrown instanceof AddressRefused) return true;
  if (thrown instanceof AggregateError) return thrown.errors.some(isRefusal);
  return thrown instanceof Error && thrown.cause !== undefined && isRefusal(thrown.cause);
};

const isTimeout = (thrown: unknown): boolean =>
  thrown instanceof Error && /^(?:TimeoutError|AbortError|\w*TimeoutError)$/.test(thrown.name);

export type SenderOptions = {
  /** Whether this machine may be told over plain http: sandboxes and tests only. */
  readonly mayLoopBack: boolean;
  readonly resolve?: Resolve;
  /** Connections to one receiver. */
  readonly connections?: number;
};

/**
 * Sends to public addresses alone (JB9). A name is resolved once for a connection, every address that it has is looked at, and the
 * connection goes to just these: a resolver that answers otherwise the next time is not asked. No redirect is followed, no
 * proxy of the environment is used, and of the body of an answer 64 kB are read and none kept.
 */
export const webhookSender = ({
  mayLoopBack,
  resolve = resolveBySystem,
  connections = 8,
}: SenderOptions): WebhookSender & { close(): Promise<void> } => {
  const mayBeToldAt = (address: string) => isPublicAddress(address) || (mayLoopBack && isLoopback(address));
  const lookup: LookupFunction = (name, { all }, tell) => {
    resolve(name).then(
      (found) => {
        const [first] = found;
        if (!first || !found.every(({ address }) => mayBeToldAt(address)))
          return tell(new AddressRefused(), '', 0);
        return all ? tell(null, [...found]) : tell(null, first.address, first.family);
      },
      (failure: NodeJS.ErrnoException) => tell(failure, '', 0),
    );
  };
  const agent = new Agent({
    connections,
    pipelining: 1,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MS,
    maxHeaderSize: MOST_HEADER_BYTES,
    connect: { lookup },
  });

  const post = async (
    { url, headers, body }: Parameters<WebhookSender['send']>[0],
    timeoutMs: number,
  ): Promise<SendOutcome> => {
    const fit = fitUrl(url, mayLoopBack);
    if (!fit.ok) throw new AddressRefused();
    const host = hostIn(new URL(fit.value));
    // Of a number nothing is looked up, so it is judged here.
    if (isIP(host) && !mayBeToldAt(host)) throw new AddressRefused();
    const answer = await request(fit.value, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    const { statusCode } = answer;
    await answer.body.dump({ limit: MOST_BODY_BYTES }).catch(() => undefined);
    const retryAfterSeconds = retryAfterIn(answer.headers['retry-after'], new Date());
    return {
      kind: 'answered',
      status: statusCode,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    };
  };

  return {
    judge: (url) => fitUrl(url, mayLoopBack),
    async send(asked, timeoutMs) {
      try {
        return await post(asked, timeoutMs);
      } catch (thrown) {
        if (isRefusal(thrown)) return { kind: 'failed', why: 'address-refused' };
        return { kind: 'failed', why: isTimeout(thrown) ? 'timeout' : 'connection' };
      }
    },
    close: () => agent.destroy(),
  };
};
