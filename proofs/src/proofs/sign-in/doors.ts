import { makeApp } from '@banzhen/api/app';
import type { Platform } from '@banzhen/platform';
import { type ProductProcess, startProduct } from '../../product/product-process.js';

/** One process of the product as a client reaches it. */
export type Door = (path: string, init?: RequestInit) => Promise<Response>;

/** Two processes on one database. */
export interface Doors {
  readonly all: readonly [Door, Door];
  /** Kills the first process and starts it again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** What every process is told: one proxy in front, whose word about the network is taken. */
export const proxied = { TRUSTED_PROXIES: '1' };

/** Two API processes of the product. */
export async function productDoors(settings: Readonly<Record<string, string>>): Promise<Doors> {
  const start = () => startProduct('api', { ...settings, ...proxied, PORT: '0' });
  const processes: [ProductProcess, ProductProcess] = [start(), start()];
  const origins = await Promise.all(processes.map(({ ready }) => ready));
  const through =
    (no: number): Door =>
    (path, init) =>
      fetch(new URL(path, origins[no]), init);
  return {
    all: [through(0), through(1)],
    async restart() {
      await processes[0].kill();
      processes[0] = start();
      origins[0] = await processes[0].ready;
    },
    async close() {
      await Promise.all(processes.map((one) => one.stop()));
    },
  };
}

const quiet = { info: () => undefined, error: () => undefined };

/** The same face in this process, with a bug in what stands behind it; `plant` is asked for each process and each restart. */
export function plantedDoors(plant: () => Platform): Doors {
  const open = () => makeApp(plant(), { consoleFolder: '.', log: quiet, isHttps: false, trustedProxies: 1 });
  const apps = [open(), open()];
  const through =
    (no: number): Door =>
    async (path, init) =>
      apps[no]?.request(`http://localhost${path}`, init) ?? Response.error();
  return {
    all: [through(0), through(1)],
    async restart() {
      apps[0] = open();
    },
    close: async () => undefined,
  };
}
