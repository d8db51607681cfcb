import { isTerminal, type Order, visitRange } from '@banzhen/domain/orders';
import type { Calendar } from '@banzhen/domain/shared/calendar';
import { type Clock, DAY_MS, earliest, HOUR_MS, minutesAfter } from '@banzhen/domain/shared/clock';
import type { OrderId } from '@banzhen/domain/shared/ids';
import type { SandboxStore } from '@banzhen/payments';
import type { Log } from '../log.js';
import { type ActingDeps, type DemoActing, DemoRefused, demoActing, type StoryClock } from './demo-acting.js';
import { bookDemoBundle, type DemoBundleDeps, isAnyBundled } from './demo-bundle.js';
import { demoPatients } from './demo-city.js';
import { type DemoMemory, takeDemoMemory } from './demo-memory.js';
import { type DemoOrder, demoOrders, shownBy, startOf } from './demo-orders.js';

/** Visits are booked a day ahead and a little more. */
const BOOKED_HOURS_BEFORE = 26;
/** A seat with its escort is booked, paid and accepted within a few minutes. */
const BUNDLED_MINUTES_BEFORE = 5;
const REMEMBERED_DAYS = 7;

/** A clock that follows the stories of the demo, at most up to `now`. */
export const storyClock = (now: Date): StoryClock & { rewind(instant: Date): void } => {
  let instant = now;
  return {
    now: () => new Date(instant),
    reach: (wanted) => {
      if (wanted > instant) instant = earliest(wanted, now);
    },
    rewind: (wanted) => {
      instant = earliest(wanted, now);
    },
  };
};

type Deps = Omit<ActingDeps, 'clock'> &
  DemoBundleDeps & {
    readonly story: ReturnType<typeof storyClock>;
    readonly store: SandboxStore;
    readonly clock: Clock;
    readonly calendar: Calendar;
    readonly log: Log;
  };

/** Books for the patient of the sketch, or for the next one who has time then. */
const bookForSomebody = async (acting: DemoActing, sketch: DemoOrder, startsAt: Date): Promise<OrderId> => {
  const during = { startsAt, endsAt: new Date(startsAt.getTime() + sketch.hours * HOUR_MS) };
  const rotated = [...demoPatients.slice(sketch.patient), ...demoPatients.slice(0, sketch.patient)];
  for (const patient of rotated)
    try {
      return await acting.book(sketch, patient, during);
    } catch (failure) {
      if (!(failure instanceof DemoRefused) || failure.refusal !== 'PatientTaken') throw failure;
    }
  throw new DemoRefused('PatientTaken');
};

const placeOne = async (acting: DemoActing, deps: Deps, sketch: DemoOrder, now: Date): Promise<OrderId> => {
  const startsAt = startOf(sketch, now, deps.calendar);
  const isAhead = sketch.shows === 'unpaid' || sketch.shows === 'searching';
  deps.story.rewind(isAhead ? now : minutesAfter(startsAt, -BOOKED_HOURS_BEFORE * 60));
  const orderId = await bookForSomebody(acting, sketch, startsAt);
  if (sketch.shows === 'unpaid') return orderId;
  await acting.payFor(orderId);
  if (sketch.shows === 'searching') return orderId;
  await acting.findEscort(orderId);
  await acting.carryOn(orderId, now);
  return orderId;
};

const isWorthRemembering = (order: Order, now: Date): boolean =>
  !isTerminal(order.status) || now.getTime() - visitRange(order).endsAt.getTime() < REMEMBERED_DAYS * DAY_MS;

/** Does the work about one order; what goes wrong is told and harms no other. */
const aboutOne = async (log: Log, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (cause) {
    const refusal = cause instanceof DemoRefused ? cause.refusal : 'none';
    log.error('demo.order-left', { refusal, cause });
  }
};

const fillBoard = async (deps: Deps, memory: DemoMemory, now: Date): Promise<void> => {
  const acting = demoActing({ ...deps, clock: deps.story });
  const remembered: OrderId[] = [];
  const shown = new Set<string>();
  for (const orderId of memory.orderIds)
    await aboutOne(deps.log, async () => {
      deps.story.rewind(new Date(0));
      await acting.carryOn(orderId, now);
      const order = await acting.find(orderId);
      if (isWorthRemembering(order, now)) remembered.push(orderId);
      if (!(await acting.hasRunOut(order, now))) shown.add(order.status);
    });
  const isShown = ({ shows }: DemoOrder) => shownBy[shows].some((status) => shown.has(status));
  for (const sketch of demoOrders.filter((one) => !isShown(one)))
    await aboutOne(deps.log, async () => {
      remembered.push(await placeOne(acting, deps, sketch, now));
    });
  await aboutOne(deps.log, async () => {
    if (await isAnyBundled(deps, remembered)) return;
    deps.story.rewind(minutesAfter(now, -BUNDLED_MINUTES_BEFORE));
    const orderId = await bookDemoBundle(deps, acting);
    if (orderId) remembered.push(orderId);
  });
  await memory.release(remembered);
};

/**
 * Fills the board of the demo city, seen from now: carries the orders of earlier starts on to where their people would have
 * come by now, and places new ones for whatever the board does not show any more, one of them bound to a seat. What another
 * process has in hand is left to it. Call it before timers fire: the past of these orders must not look overdue meanwhile.
 */
export const placeDemoOrders = async (deps: Deps): Promise<void> => {
  const now = deps.clock.now();
  try {
    const memory = await takeDemoMemory(deps.store, now);
    if (memory) await fillBoard(deps, memory, now);
  } catch (cause) {
    deps.log.error('demo.orders-not-placed', { cause });
  }
};
