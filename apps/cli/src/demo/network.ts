import { setTimeout as pause } from 'node:timers/promises';

/** The part of `fetch` that the demo uses; whoever drives visits may give one that measures or breaks. */
export type Network = (input: string | URL, init?: RequestInit) => Promise<Response>;

/** Nobody answers at the address, or the line broke before the answer was complete. */
export class ServerUnreachable extends Error {
  readonly type = 'ServerUnreachable';
  readonly zh: string;
  readonly en: string;

  constructor(url: string, cause: unknown) {
    super(`no answer from ${url}`, { cause });
    this.name = 'ServerUnreachable';
    this.zh = `${url} 没有响应：请先用 pnpm start 启动服务，或用 --url 指定地址。`;
    this.en = `${url} does not answer: start the server with pnpm start, or name it with --url.`;
  }
}

const REST_MS = 100;

/** The answer with its whole body: a server that dies while it answers has not answered. */
const wholeAnswer = async (network: Network, input: string | URL, init?: RequestInit): Promise<Response> => {
  const answer = await network(input, init);
  const { status, statusText, headers } = answer;
  const body = await answer.arrayBuffer();
  return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
};

/**
 * A line that asks again for `reconnectWithinMs` when it breaks, as a phone does. Every request of the demo may be
 * repeated: commands carry the version of the order that the person saw. Throws `ServerUnreachable`.
 */
export const steadyNetwork =
  (network: Network, origin: string, reconnectWithinMs: number): Network =>
  async (input, init) => {
    let brokenSince: number | undefined;
    for (;;) {
      try {
        return await wholeAnswer(network, input, init);
      } catch (cause) {
        brokenSince ??= performance.now();
        if (performance.now() - brokenSince >= reconnectWithinMs) throw new ServerUnreachable(origin, cause);
        await pause(REST_MS);
      }
    }
  };
