import type { ClinicStores } from '@banzhen/domain/clinics';
import { inMemoryClinics, must, type WaitingFamily, waitingFamilies } from '@banzhen/domain/testing';
import { type Dice, diceOf } from '../audit/dice.js';

/** Who wait beside the buyer. */
export const HONEST = 9;
/** Of a hundred offers to honest families, how many pass without an answer. */
export const MISSED_PERCENT = 20;

const JOINING_MINUTES = 240;
const PATIENCE_MINUTES = 20 * 60;
/** An honest family looks for a free seat about every ten minutes. */
const LOOKS_EVERY = 10;

/** What becomes of a freed seat: the product's return path, that without the waitlist, or on sale at once. */
export type Path = 'product' | 'random-alone' | 'at-once';

const plants: Record<Path, ((stores: ClinicStores) => ClinicStores) | undefined> = {
  product: undefined,
  'random-alone': (stores) => ({
    ...stores,
    waitlist: { ...stores.waitlist, someoneWaits: async () => false },
  }),
  'at-once': (stores) => ({
    ...stores,
    waitlist: { ...stores.waitlist, someoneWaits: async () => false },
    returns: { ...stores.returns, plan: (seat) => stores.returns.plan(seat, new Date(0)) },
  }),
};

type Waiter = WaitingFamily & { readonly isBuyer: boolean; readonly joinsAt: number };

/** When an honest family would answer an offer, in minutes; never for one that misses it. */
function answersAfter(dice: Dice): number {
  return dice.pick(1, 100) <= MISSED_PERCENT ? Number.POSITIVE_INFINITY : dice.pick(1, 29);
}

/**
 * A scalper has the last seat of a session and sells it to somebody who comes as others do, at any moment: it gives the seat
 * back the minute after its buyer has joined the waitlist, and the buyer tries to take it every minute, before everybody else.
 * Answers whether the buyer gets the seat.
 */
export async function resell(path: Path, seed: number): Promise<boolean> {
  const dice = diceOf(seed);
  const plant = plants[path];
  const random = () => dice.pick(0, 999_999) / 1_000_000;
  const world = await inMemoryClinics({ random, ...(plant ? { plant } : {}) });
  const families = await waitingFamilies(world);
  const { id: sessionId } = await world.addSession(1);
  const scalper = await families.add(0);
  const { appointmentId } = must(
    await world.clinics.holdSeat(scalper.actor, { sessionId, patientId: scalper.patientId }),
  );
  must(await world.clinics.submitAppointment(scalper.actor, { appointmentId }));
  await world.advance(0);

  const waiters: Waiter[] = [];
  for (let no = 0; no <= HONEST; no += 1) {
    // Milliseconds apart, so that nobody's place depends on an id.
    const joinsAt = dice.pick(0, JOINING_MINUTES * 60_000) / 60_000;
    waiters.push({ ...(await families.add(no + 1)), isBuyer: no === 0, joinsAt });
  }
  waiters.sort((left, right) => left.joinsAt - right.joinsAt);

  const freedAt = (waiters.find(({ isBuyer }) => isBuyer)?.joinsAt ?? 0) + 1;
  let minute = 0;
  const passTo = async (instant: number) => {
    await world.advance(instant - minute);
    minute = instant;
  };
  for (const { actor, patientId, joinsAt } of waiters.filter((one) => one.joinsAt <= freedAt)) {
    await passTo(joinsAt);
    must(await world.clinics.joinWaitlist(actor, { ...families.wish, patientId }));
  }
  await passTo(freedAt);
  must(await world.clinics.cancelAppointment(scalper.actor, { appointmentId }));
  await world.advance(0);

  const answers = new Map<string, number>();
  const hasTaken = async ({ actor, patientId }: Waiter): Promise<boolean> => {
    const held = await world.clinics.holdSeat(actor, { sessionId, patientId });
    return held.ok && (await world.clinics.submitAppointment(actor, held.value)).ok;
  };
  /** The waiter whom the seat is offered now, once they answer. */
  const accepted = async (): Promise<Waiter | undefined> => {
    const [entry] = world.database
      .committed()
      .clinic.waitlistEntries.where(({ status }) => status === 'OFFERED');
    const waiter = entry && waiters.find(({ patientId }) => patientId === entry.patientId);
    if (!waiter) return undefined;
    const offer = `${entry.id}/${entry.version}`;
    const due = answers.get(offer) ?? minute + (waiter.isBuyer ? 0 : answersAfter(dice));
    answers.set(offer, due);
    if (minute < due) return undefined;
    must(await world.clinics.acceptOffer(waiter.actor, { entryId: entry.id }));
    return waiter;
  };

  while (minute < freedAt + PATIENCE_MINUTES) {
    const winner = await accepted();
    if (winner) return winner.isBuyer;
    const lookers = waiters.filter(({ isBuyer }) => isBuyer || dice.pick(1, LOOKS_EVERY) === 1);
    lookers.sort((left, right) => Number(right.isBuyer) - Number(left.isBuyer));
    for (const looker of lookers) if (await hasTaken(looker)) return looker.isBuyer;
    await passTo(minute + 1);
  }
  return false;
}
