import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { WebhookRequest } from '@banzhen/domain/webhooks';
import { Agent, type Dispatcher, request } from 'undici';
import { isLoopback, isPublicAddress } from './public-address.js';
import { fitUrl, hostIn } from './webhook-url.js';

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

export type GuardOptions = {
  /** Whether this machine may be told over plain http: sandboxes and tests only. */
  readonly mayLoopBack: boolean;
  readonly resolve?: Resolve;
  /** Connections to one receiver. */
  readonly connections?: number;
};

/** Why nothing was answered. */
export const failureOf = (thrown: unknown): 'address-refused' | 'timeout' | 'connection' => {
  if (isRefusal(thrown)) return 'address-refused';
  return isTimeout(thrown) ? 'timeout' : 'connection';
};

/** What was answered; its body is read, or dumped, by whoever asked. */
export type Answered = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'>;

/**
 * Writes to public addresses alone (JB9). A name is resolved once for a connection, every address that it has is looked at, and the
 * connection goes to just these: a resolver that answers otherwise the next time is not asked. No redirect is followed, and no
 * proxy of the environment is used. Throws what {@link failureOf} names.
 */
export const guardedPost = ({ mayLoopBack, resolve = resolveBySystem, connections = 8 }: GuardOptions) => {
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

  return {
    async post({ url, headers, body }: WebhookRequest, timeoutMs: number): Promise<Answered> {
      const fit = fitUrl(url, mayLoopBack);
      if (!fit.ok) throw new AddressRefused();
      const host = hostIn(new URL(fit.value));
      // Of a number nothing is looked up, so it is judged here.
      if (isIP(host) && !mayBeToldAt(host)) throw new AddressRefused();
      return request(fit.value, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
        dispatcher: agent,
        signal: AbortSignal.timeout(timeoutMs),
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
    },
    close: () => agent.destroy(),
  };
};
