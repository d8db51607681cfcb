import { openSync, writeSync } from 'node:fs';
import { register } from 'node:module';
import { createInterface } from 'node:readline';
import { runLane } from './lanes.js';

/** What the process is started with, as JSON. */
export interface LanesOrder {
  readonly url: string;
  readonly lanes: number;
  readonly firstId: number;
  readonly acknowledgementFile: string;
  /** The driver to use instead of the installed one. */
  readonly driver: string | null;
}

/** What it prints in the end, as JSON. */
export interface LanesReport {
  readonly failures: number;
  readonly unhandledRejections: number;
  readonly hungCallers: number;
}

const order: LanesOrder = JSON.parse(process.argv[2] ?? '');
if (order.driver !== null) register('./driver-hook.js', import.meta.url, { data: { driver: order.driver } });
const { openPostgres } = await import('@banzhen/postgres/open-postgres');

let unhandledRejections = 0;
process.on('unhandledRejection', () => {
  unhandledRejections += 1;
});

const sql = openPostgres({ url: order.url, max: Math.ceil(order.lanes / 2), applicationName: 'lanes' });
const file = openSync(order.acknowledgementFile, 'a');
let stopping = false;
let finished = 0;
let failures = 0;

const shared = {
  sql,
  firstId: order.firstId,
  acknowledge: (lane: number, id: number) => void writeSync(file, `${lane} ${id} ${Date.now()}\n`),
  isStopping: () => stopping,
};
const lanes = Array.from({ length: order.lanes }, async (_, lane) => {
  const failed = await runLane(lane, shared);
  failures += failed;
  finished += 1;
});

const orders = createInterface(process.stdin);
// Whoever started this process is gone.
orders.once('close', () => process.exit(1));
orders.once('line', () => {
  stopping = true;
  const patience = setTimeout(report, 15_000);
  void Promise.all(lanes).then(() => {
    clearTimeout(patience);
    report();
  });
});

function report(): void {
  const found: LanesReport = { failures, unhandledRejections, hungCallers: order.lanes - finished };
  process.stdout.write(`${JSON.stringify(found)}\n`, () => process.exit());
}
