import type { Network } from './network.js';

/** The server's clock as the demo moves it: forward only. */
export interface VisitClock {
  now(): Promise<Date>;
  /** Waits or moves until it is `instant` or later. */
  reach(instant: Date): Promise<void>;
}

/** What a family does at the cashier of the payment provider with its phone. */
export interface Cashier {
  /** Pays; paying what is paid already changes nothing. */
  pay(payUrl: string): Promise<void>;
  /** From now on takes money for this payment although it was closed: a debit that was under way. */
  takeAlsoWhenClosed(paymentId: string): Promise<void>;
}

/** The server has no sandbox, so a demo must not run on it. */
export class NoSandbox extends Error {
  readonly type = 'NoSandbox';
  readonly zh = '该服务器没有沙箱（生产环境没有演示），请在开发环境的服务器上运行。';
  readonly en = 'This server has no sandbox (production has no demo): run against a development server.';

  constructor() {
    super('no sandbox');
    this.name = 'NoSandbox';
  }
}

export class CashierRefused extends Error {
  readonly type = 'CashierRefused';
  readonly zh: string;
  readonly en: string;

  constructor(code: string) {
    super(`the cashier refused: ${code}`);
    this.name = 'CashierRefused';
    this.zh = `收银台拒绝收款：${code}。`;
    this.en = `The cashier refused to take the money: ${code}.`;
  }
}

type Answer = { readonly status: number; readonly fields: { readonly [name: string]: unknown } };

const asking =
  (origin: string, network: Network) =>
  async (path: string, body?: object): Promise<Answer> => {
    const init =
      body === undefined
        ? undefined
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await network(new URL(path, origin), init);
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    if (!isJson) throw new NoSandbox();
    const fields: unknown = await answer.json();
    return { status: answer.status, fields: typeof fields === 'object' ? { ...fields } : {} };
  };

const instantIn = ({ status, fields }: Answer): Date => {
  const instant = typeof fields.now === 'string' ? new Date(fields.now) : undefined;
  if (status !== 200 || instant === undefined || Number.isNaN(instant.getTime())) throw new NoSandbox();
  return instant;
};

/** The movable clock of a server outside production. Throws `NoSandbox` where there is none. */
export const sandboxClock = (origin: string, network: Network): VisitClock => {
  const ask = asking(origin, network);
  const now = async () => instantIn(await ask('/sandbox/clock'));
  return {
    now,
    async reach(instant) {
      if ((await now()) < instant) instantIn(await ask('/sandbox/clock', { to: instant.toISOString() }));
    },
  };
};

/** The cashier of the sandbox payment provider; `payUrl` may be a path of the server itself. */
export const sandboxCashier = (origin: string, network: Network): Cashier => {
  const ask = asking(origin, network);
  const must = async (path: string, body: object): Promise<void> => {
    const { status, fields } = await ask(path, body);
    if (status !== 200) throw new CashierRefused(String(fields.code ?? status));
  };
  return {
    pay: (payUrl) => must(payUrl, { act: 'pay' }),
    takeAlsoWhenClosed: (paymentId) => must(`/sandbox/behaviour/${paymentId}`, { paysWhenClosed: true }),
  };
};
