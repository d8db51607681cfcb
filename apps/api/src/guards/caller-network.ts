import { callerAddress, callerNetwork, type Platform } from '@banzhen/platform';
import type { Guard } from './door-env.js';
import { refusalAnswer } from './refusal-answer.js';

const isHost = (name: string, index: number): boolean =>
  index % 2 === 0 && name.length === 4 && name.toLowerCase() === 'host';

/** A request names one host: proxies and servers disagree on which of two is meant. Only HTTP/1.0 may name none. */
export const singleHost: Guard = (context, next) => {
  const incoming = context.env?.incoming;
  const hosts = incoming?.rawHeaders.filter(isHost).length ?? 0;
  const isPlain = !incoming || hosts === 1 || (hosts === 0 && incoming.httpVersion === '1.0');
  return isPlain ? next() : Promise.resolve(refusalAnswer(context, { type: 'MalformedRequest' }));
};

/** Finds out where a request comes from, and refuses a network that floods the door (FX12). */
export const knownNetwork =
  ({ limits }: Pick<Platform, 'limits'>, trustedProxies: number): Guard =>
  async (context, next) => {
    const arrival = {
      peer: context.env?.incoming?.socket.remoteAddress,
      forwardedFor: context.req.header('x-forwarded-for'),
    };
    const network = callerNetwork(arrival, trustedProxies);
    context.set('network', network);
    context.set('address', callerAddress(arrival, trustedProxies));
    const admitted = await limits.admit('door', { operation: 'door', network });
    return admitted.ok ? next() : refusalAnswer(context, admitted.error);
  };
