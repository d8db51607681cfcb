import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { keysPath } from '../../keys.js';
import { faultsOf, openReceiver } from './receiver.js';
import type { Stage } from './stage.js';

const EVENTS = 120;
const KILLED_AFTER = 40;
const PATIENCE_MS = 60_000;
/** More than a lease: what the dead one had is free. */
const LATER_MS = 60_000;

const startWorker = (url: string, aheadMs: number): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(new URL('./worker-child.js', import.meta.url))], {
    env: { DATABASE_URL: url, KEYS_FILE: keysPath, AHEAD_MS: String(aheadMs), PATH: process.env.PATH ?? '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });

/** A worker is killed while it tells; another takes over when the leases are over. */
export async function throughKill(stage: Stage, url: string) {
  const receiver = await openReceiver('takes-slowly');
  const told = await stage.tellTo(receiver);
  const events = await stage.happen(told, EVENTS);
  const until = async (isSo: () => boolean | Promise<boolean>) => {
    const end = Date.now() + PATIENCE_MS;
    while (!(await isSo())) {
      if (Date.now() > end) return false;
      await pause(5);
    }
    return true;
  };
  const first = startWorker(url, 0);
  const isBegun = await until(() => receiver.arrived.size >= KILLED_AFTER);
  first.kill('SIGKILL');
  await once(first, 'close');
  const atDeath = receiver.arrived.size;
  const [{ leased } = { leased: 0 }] = await stage.sql<{ leased: number }[]>`
    select count(*)::integer as leased from webhook_delivery where endpoint_id = ${told.endpointId} and lease_until is not null`;
  const second = startWorker(url, LATER_MS);
  try {
    const isOver = await until(async () => {
      const [row] = await stage.sql<{ rest: number }[]>`select ${EVENTS} - count(*)::integer as rest
        from webhook_delivery where endpoint_id = ${told.endpointId} and state = 'delivered'`;
      return row?.rest === 0;
    });
    const faults = faultsOf(receiver, events);
    const again = [...receiver.arrived.values()].filter(({ attempts }) => attempts > 1).length;
    return {
      events: EVENTS,
      atDeath,
      leasedAtDeath: leased,
      toldAgain: again,
      ...faults,
      isClean:
        isBegun &&
        isOver &&
        atDeath < EVENTS &&
        again <= leased &&
        Object.values(faults).every((count) => count === 0),
    };
  } finally {
    second.kill('SIGKILL');
    await once(second, 'close');
    await receiver.close();
  }
}
