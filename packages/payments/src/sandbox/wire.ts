import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MessageHeaders } from '../signed-message.js';

/** All that passes between merchant and provider. A rejected promise is a broken connection: it may have happened or not. */
export interface SandboxWire {
  call(request: WireRequest): Promise<WireResponse>;
}

export type WireRequest = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: MessageHeaders;
  readonly body: string;
};

export type WireResponse = {
  readonly status: number;
  readonly headers: MessageHeaders;
  readonly body: string;
};

/** A notice on its way to the merchant's address for callbacks. */
export type WireNotice = {
  readonly channel: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Headers of the provider's signature: sandbox-timestamp, sandbox-nonce, sandbox-serial, sandbox-signature. */
export const SIGNATURE_PREFIX = 'sandbox-';
export const CURRENCY = 'CNY';

const macOf = (
  apiKey: string,
  { method, path, body }: Omit<WireRequest, 'headers'>,
  merchantId: string,
): Buffer => createHmac('sha256', apiKey).update(`${merchantId}\n${method}\n${path}\n${body}\n`).digest();

/** The merchant's request with its proof of who asks. */
export const requestFrom = (
  merchantId: string,
  apiKey: string,
  request: Omit<WireRequest, 'headers'>,
): WireRequest => ({
  ...request,
  headers: {
    'merchant-id': merchantId,
    'merchant-mac': macOf(apiKey, request, merchantId).toString('base64'),
  },
});

export const isRequestOf = (merchantId: string, apiKey: string, request: WireRequest): boolean => {
  const given = Buffer.from(request.headers['merchant-mac'] ?? '', 'base64');
  const expected = macOf(apiKey, request, merchantId);
  return (
    request.headers['merchant-id'] === merchantId &&
    given.length === expected.length &&
    timingSafeEqual(given, expected)
  );
};

/** Where the provider keeps an order. */
export const orderKey = (paymentId: string): string => `payment/${paymentId}`;
