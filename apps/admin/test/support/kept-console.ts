import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@banzhen/postgres';
import { run, sql } from '@banzhen/postgres/testing';
import { putCityWithOrders, type RunningConsole, serve } from './running-console.js';

export type KeptConsole = RunningConsole & {
  /** Stops the server, does to its database what no server would, and starts it again at the same address. */
  readonly changeWhileStopped: (statement: string) => Promise<void>;
};

/** A server whose data outlive a restart, so that somebody can tamper with them in between. */
export async function startKeptConsole(): Promise<KeptConsole> {
  const folder = await mkdtemp(join(tmpdir(), 'banzhen-kept-'));
  const dataDir = join(folder, 'data');
  await putCityWithOrders(dataDir);
  let server = await serve({ DATA_DIR: dataDir });
  const { origin } = server;
  return {
    origin,
    async changeWhileStopped(statement) {
      await server.stop();
      const database = await openDatabase({ kind: 'embedded', dataDir });
      await run(database.db, sql.raw(statement)).finally(() => database.close());
      server = await serve({ DATA_DIR: dataDir, PORT: new URL(origin).port });
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
