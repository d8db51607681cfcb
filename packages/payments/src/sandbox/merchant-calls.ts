import { parseObject } from '../json-reader.js';
import { type Answer, type ProviderDesk, refused } from './merchant-answer.js';
import { merchantPayments } from './merchant-payments.js';
import { merchantRefunds } from './merchant-refunds.js';
import { signatureHeaders } from './notice-writing.js';
import type { SandboxKeys } from './sandbox-keys.js';
import { isRequestOf, type WireRequest, type WireResponse } from './wire.js';

/** The provider's answers to its merchant, each signed; a request that does not prove its merchant gets none. */
export const merchantCalls = (desk: ProviderDesk & { readonly keys: SandboxKeys }) => {
  const payments = merchantPayments(desk);
  const refunds = merchantRefunds(desk);
  const route = async ({ method, path, body }: WireRequest): Promise<Answer> => {
    const words = parseObject(body) ?? {};
    const [, version, kind, id, act] = path.split('/');
    const address = [method, version, kind, id === undefined ? '' : ':id', act ?? ''].join(' ').trim();
    if (address === 'POST v1 payments') return payments.prepay(words);
    if (address === 'POST v1 refunds') return refunds.refund(words);
    if (id !== undefined && /^[\w-]{1,64}$/.test(id)) {
      if (address === 'POST v1 payments :id close') return payments.close(id, words);
      if (address === 'GET v1 payments :id') return payments.query(id);
      if (address === 'GET v1 refunds :id') return refunds.query(id);
    }
    return refused(404, 'NO_SUCH_ADDRESS');
  };
  return async (request: WireRequest): Promise<WireResponse> => {
    const known = isRequestOf(desk.merchantId, desk.keys.apiKey, request);
    const { status, words } = known ? await route(request) : refused(401, 'SIGN_ERROR');
    const body = JSON.stringify(words);
    return { status, headers: signatureHeaders(desk.keys.signing, body, desk.clock.now()), body };
  };
};
