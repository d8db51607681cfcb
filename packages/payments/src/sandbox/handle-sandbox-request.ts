import type { Clock } from '@banzhen/domain/shared/clock';
import { parseObject } from '../json-reader.js';
import { cashierPage, cashierPolicy, cashierWord } from './cashier-page.js';
import { behaviourFrom } from './sandbox-behaviour.js';
import type { SandboxGateway } from './sandbox-gateway.js';
import type { PayRefused } from './sandbox-order.js';

export type SandboxRequest = {
  readonly method: string;
  /** With the leading `/sandbox`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};
export type SandboxResponse = {
  readonly status: number;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const json = (status: number, value: unknown): SandboxResponse => ({
  status,
  contentType: 'application/json; charset=utf-8',
  headers: { 'cache-control': 'no-store' },
  body: JSON.stringify(value),
});

const html = (status: number, body: string): SandboxResponse => ({
  status,
  contentType: 'text/html; charset=utf-8',
  headers: {
    'cache-control': 'no-store',
    'content-security-policy': cashierPolicy,
    'referrer-policy': 'no-referrer',
  },
  body,
});

/** Only a path of this host: no scheme, no `//`, no backslash. */
const localPath = (text: string | undefined): string | undefined =>
  text !== undefined && /^\/(?![/\\])[^\\\s]*$/.test(text) ? text : undefined;

const statusOf: Readonly<Record<PayRefused, number>> = {
  NOT_FOUND: 404,
  ALREADY_PAID: 409,
  CLOSED: 409,
  EXPIRED: 409,
  FAILED: 409,
};

const actIn = (body: string): string | undefined => {
  const act = body.startsWith('{') ? parseObject(body)?.act : (new URLSearchParams(body).get('act') ?? 'pay');
  return act === 'pay' || act === 'cancel' ? act : undefined;
};

const handlersOf = (gateway: SandboxGateway, clock: Clock) => {
  const page = async (
    paymentId: string,
    { query }: SandboxRequest,
    refused?: PayRefused,
  ): Promise<SandboxResponse> => {
    const order = await gateway.find(paymentId);
    const back = localPath(query.back);
    const body = cashierPage({
      order,
      word: cashierWord(order, clock.now(), refused),
      language: query.lang === 'en' ? 'en' : 'zh',
      ...(back === undefined ? {} : { back }),
    });
    return html(order === undefined ? 404 : refused === undefined ? 200 : statusOf[refused], body);
  };

  const act = async (paymentId: string, request: SandboxRequest): Promise<SandboxResponse> => {
    const wanted = actIn(request.body);
    if (wanted === undefined)
      return json(400, { code: 'PARAM_ERROR', message: 'act must be "pay" or "cancel"' });
    const acted = await (wanted === 'pay' ? gateway.pay(paymentId) : gateway.failPay(paymentId));
    // A reload of the page after paying sends the form again.
    const refused =
      acted.ok || (wanted === 'pay' && acted.error === 'ALREADY_PAID') ? undefined : acted.error;
    if (!request.body.startsWith('{')) return page(paymentId, request, refused);
    const state = (await gateway.find(paymentId))?.state;
    return refused === undefined ? json(200, { state }) : json(statusOf[refused], { code: refused, state });
  };

  const behave = async (
    paymentId: string | undefined,
    { body }: SandboxRequest,
  ): Promise<SandboxResponse> => {
    const change = behaviourFrom(parseObject(body));
    if (change === undefined)
      return json(400, { code: 'PARAM_ERROR', message: 'unknown name or value of a behaviour' });
    await gateway.behave(change, paymentId);
    return json(200, await gateway.behaviourOf(paymentId ?? ''));
  };

  return { page, act, behave };
};

/**
 * The provider's pages for people and tests, for any HTTP server; never to be mounted in production.
 * `GET|POST /sandbox/pay/:paymentId` (form or JSON `{"act":"pay"|"cancel"}`), `GET|POST|DELETE /sandbox/behaviour`,
 * `GET|POST /sandbox/behaviour/:paymentId` (JSON, a part of `SandboxBehaviour`).
 */
export const sandboxRequestHandler = (gateway: SandboxGateway, clock: Clock) => {
  const { page, act, behave } = handlersOf(gateway, clock);
  return async (request: SandboxRequest): Promise<SandboxResponse> => {
    const { method, path } = request;
    const paid = /^\/sandbox\/pay\/([\w-]{1,64})$/.exec(path)?.[1];
    if (paid !== undefined && method === 'GET') return page(paid, request);
    if (paid !== undefined && method === 'POST') return act(paid, request);
    const behaviour = /^\/sandbox\/behaviour(?:\/([\w-]{1,64}))?$/.exec(path);
    if (behaviour === null) return json(404, { code: 'NO_SUCH_ADDRESS' });
    if (method === 'GET') return json(200, await gateway.behaviourOf(behaviour[1] ?? ''));
    if (method === 'POST') return behave(behaviour[1], request);
    if (method !== 'DELETE' || behaviour[1] !== undefined) return json(405, { code: 'METHOD_NOT_ALLOWED' });
    await gateway.resetBehaviour();
    return json(200, await gateway.behaviourOf(''));
  };
};
