import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { makeApp } from './app.js';
import { answerUnreadable, guardServer, serverOptions } from './guards/server-options.js';

/** Serves over HTTP as strictly as the door asks (FX13); rejects when the port cannot be had. */
export const listen = (
  app: ReturnType<typeof makeApp>,
  host: string,
  port: number,
): Promise<{ readonly server: Server; readonly port: number }> =>
  new Promise((resolve, reject) => {
    const server = createServer(
      serverOptions,
      getRequestListener(app.fetch, { hostname: host, errorHandler: answerUnreadable }),
    );
    guardServer(server);
    server.once('error', reject);
    server.listen(port, host, () => resolve({ server, port: (server.address() as AddressInfo).port }));
  });
