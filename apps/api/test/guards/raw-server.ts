import { once } from 'node:events';
import { connect } from 'node:net';
import type { Platform } from '@banzhen/platform';
import { listen } from '../../dist/listen.js';
import { openApi } from '../open-api.js';

const SILENCE_MS = 10_000;

/** What a control wants to be otherwise: parts of the platform, and what is done around each request. */
type Planted = {
  readonly change?: (platform: Platform) => Platform;
  readonly around?: <T>(path: string, work: () => T) => T;
};

/** The API of an embedded platform on a port of its own, with a socket to write anything to. */
export const startRawServer = async (
  settings: Readonly<Record<string, string>> = {},
  { change, around = (_path, work) => work() }: Planted = {},
) => {
  const api = await openApi(settings, undefined, change);
  const fetch: typeof api.app.fetch = (request, ...rest) =>
    around(new URL(request.url).pathname, () => api.app.fetch(request, ...rest));
  const app = Object.assign(Object.create(api.app), { fetch });
  const { server, port } = await listen(app, '127.0.0.1', 0);
  return {
    api,
    server,
    origin: `http://127.0.0.1:${port}`,
    /** Everything that comes back until the server closes; ask it to by `Connection: close`. */
    async send(bytes: string): Promise<string> {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1');
      });
      socket.on('error', () => undefined);
      socket.setTimeout(SILENCE_MS, () => socket.destroy());
      socket.write(Buffer.from(bytes, 'latin1'));
      await once(socket, 'close');
      return answer;
    },
    async stop() {
      await new Promise((resolve) => server.close(resolve));
      await api.close();
    },
  };
};

export type RawServer = Awaited<ReturnType<typeof startRawServer>>;
