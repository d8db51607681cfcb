import { setTimeout as pause } from 'node:timers/promises';
import { makeDeliver } from '@banzhen/domain/webhooks';
import { standardSigner, webhookSender } from '@banzhen/platform';
import { faultsOf, openReceiver } from './receiver.js';
import type { Stage } from './stage.js';

const HOUR_MS = 3_600_000;
const OUTAGE_HOURS = 76;
const FIRST = 12;
const LATER = 8;
const LEASE_MS = 30_000;

const machineClock = { now: () => new Date() };

/**
 * A receiver that is down for 76 hours of a clock that is moved from attempt to attempt, with events at the beginning and in the
 * middle: what was tried out is listed as failed and replayed, the rest arrives by itself when it is back. Then it is down for
 * good, until it is disabled.
 */
export async function throughOutage(stage: Stage) {
  const { sql, queue, unitOfWork } = stage;
  const receiver = await openReceiver('unavailable');
  const sender = webhookSender({ mayLoopBack: true });
  const told = await stage.tellTo(receiver);
  const begin = Date.now();
  let at = begin;
  const clock = { now: () => new Date(at) };
  let turn = 0;
  // A spread that is the same in every run.
  const random = () => {
    turn += 1;
    return (turn % 10) / 10;
  };
  const deliver = makeDeliver({ unitOfWork, sender, signer: standardSigner, clock, machineClock, random });
  const fanOut = async (count: number) => {
    const given = { now: machineClock.now(), dueAt: clock.now(), limit: count };
    // Nothing is told as long as an older transaction runs, of the server itself too.
    for (let made = 0; made < count; made += await queue.fanOut(told.endpointId, given)) await pause(2);
  };
  const tryDue = async () => {
    for (;;) {
      const now = clock.now();
      const claimed = await queue.claim({ now, until: new Date(at + LEASE_MS), limit: 8, perEndpoint: 8 });
      if (claimed.length === 0) return;
      await Promise.all(claimed.map(deliver));
    }
  };
  const states = async () => {
    const rows = await sql<{ state: string; count: number }[]>`
      select state, count(*)::integer as count from webhook_delivery where endpoint_id = ${told.endpointId} group by state`;
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  };
  const nextDue = async (): Promise<number | undefined> => {
    const [row] = await sql<{ due: Date | null }[]>`
      select min(due_at) as due from webhook_delivery where endpoint_id = ${told.endpointId} and state = 'pending'`;
    return row?.due?.getTime();
  };
  const liveUntil = async (end: number) => {
    for (let due = await nextDue(); due !== undefined && due <= end; due = await nextDue()) {
      at = Math.max(at, due);
      receiver.behaviour = receiver.behaviour === 'unavailable' ? 'cuts' : 'unavailable';
      await tryDue();
    }
    at = end;
  };
  try {
    const first = await stage.happen(told, FIRST);
    await fanOut(FIRST);
    await tryDue();
    await liveUntil(begin + 40 * HOUR_MS);
    const later = await stage.happen(told, LATER);
    await fanOut(LATER);
    await tryDue();
    // With a spread of a tenth at most the last attempts are over by then.
    await liveUntil(begin + OUTAGE_HOURS * 1.1 * HOUR_MS);
    const down = await states();
    receiver.behaviour = 'takes';
    for (let due = await nextDue(); due !== undefined; due = await nextDue()) {
      at = Math.max(at, due);
      await tryDue();
    }
    const back = await states();
    await unitOfWork.run(async ({ deliveries }) => ({
      ok: true,
      value: await deliveries.replayFailed(told.endpointId, new Date(begin), clock.now()),
    }));
    await tryDue();
    const all = [...first, ...later];
    const faults = faultsOf(receiver, all);
    const twice = [...receiver.arrived.values()].filter(({ accepted }) => accepted > 1).length;
    const attempts = [...receiver.arrived.values()].reduce((sum, one) => sum + one.attempts, 0);
    const disabled = await downForGood();
    return {
      hours: OUTAGE_HOURS,
      events: all.length,
      attempts,
      failedWhileDown: down.failed ?? 0,
      arrivedByItself: back.delivered ?? 0,
      twice,
      ...faults,
      disabledAfterDays: disabled,
      isClean:
        Object.values(faults).every((count) => count === 0) &&
        twice === 0 &&
        down.failed === FIRST &&
        down.pending === LATER &&
        back.delivered === LATER &&
        disabled === 7,
    };
  } finally {
    await sender.close();
    await receiver.close();
  }

  /** After how many days of nothing but failures it is disabled; once, in the audit, with what waits kept. */
  async function downForGood(): Promise<number> {
    receiver.behaviour = 'cuts';
    const from = at;
    const isActive = async () => {
      const [row] = await sql<
        { state: string }[]
      >`select state from webhook_endpoint where id = ${told.endpointId}`;
      return row?.state === 'active';
    };
    for (let day = 0; day < 10 && (await isActive()); day += 1) {
      at = from + day * 24 * HOUR_MS;
      await stage.happen(told, 1);
      await fanOut(1);
      await tryDue();
      if (!(await isActive())) {
        const [row] = await sql<{ told: number; kept: number }[]>`select
          (select count(*)::integer from audit_entry where body like '%webhook-endpoint.disable%' and body like ${`%${told.endpointId}%`}) as told,
          (select count(*)::integer from webhook_delivery where endpoint_id = ${told.endpointId} and state <> 'delivered') as kept`;
        return row?.told === 1 && row.kept > 0 ? day : -1;
      }
    }
    return -1;
  }
}
