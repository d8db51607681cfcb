import type { WaitlistEntryId } from '../../shared/ids.js';
import { err, ok } from '../../shared/result.js';
import {
  type DatesToCome,
  lapseEntry,
  type StaleEntry,
  type WaitlistMoveRefused,
} from '../../waitlist/index.js';
import { type ChangeEntryError, type EntryAnswer, saveEntry } from '../change-entry.js';
import type { ClinicDeps } from '../deps.js';
import { offerFreedSeat } from '../offer-freed-seat.js';

type LapseRefused = ChangeEntryError | WaitlistMoveRefused | DatesToCome;

/** How many one step takes at most. */
const BATCH = 200;

/**
 * What time does to the waitlist without anybody asking, each safe to repeat and to run in several processes at once: the row
 * of a freed seat says whether it is still to be offered, the state of an entry whether it still waits (6.9). Each answers
 * whether it did as much as it can at once.
 */
export const makeKeepWaitlist = (deps: ClinicDeps) => {
  const { platformUnitOfWork, clock, calendar } = deps;

  /** Offers the seat that waits longest; answers whether there was one. */
  const offerNext = async (): Promise<boolean> => {
    const offered = await platformUnitOfWork.run<boolean, StaleEntry>(async (stores) => {
      const seat = await stores.returns.nextForWaitlist();
      if (!seat) return ok(false);
      const given = await offerFreedSeat(deps, stores, seat);
      return given.ok ? ok(true) : given;
    });
    return !offered.ok || offered.value;
  };

  const lapse = (entryId: WaitlistEntryId) =>
    platformUnitOfWork.run<EntryAnswer, LapseRefused>(async (stores) => {
      const entry = await stores.waitlist.find(entryId);
      if (!entry) return err({ type: 'NotFound' });
      const lapsed = lapseEntry(entry, calendar, { now: clock.now(), by: { as: 'SYS' } });
      return lapsed.ok ? saveEntry(stores, entry, lapsed.value, 'waitlist.lapse') : lapsed;
    });

  return {
    /** L2: freed seats to whose turn it is. */
    async offerSeats(): Promise<boolean> {
      for (let offered = 0; offered < BATCH; offered += 1) if (!(await offerNext())) return false;
      return true;
    },
    /** L5: entries whose dates are over. */
    async lapseEntries(): Promise<boolean> {
      const found = await platformUnitOfWork.run<readonly WaitlistEntryId[], never>(async ({ waitlist }) =>
        ok(await waitlist.lapsed(clock.now(), BATCH)),
      );
      if (!found.ok) throw new Error('a read that refuses nothing was refused');
      let lapsed = 0;
      for (const id of found.value) if ((await lapse(id)).ok) lapsed += 1;
      return lapsed === BATCH;
    },
  };
};

export type KeepWaitlist = ReturnType<typeof makeKeepWaitlist>;
