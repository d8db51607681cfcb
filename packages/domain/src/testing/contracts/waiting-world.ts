import type { ClinicSession } from '../../schedules/index.js';
import { idFrom, type PersonId, type WaitlistEntryId } from '../../shared/ids.js';
import type { WaitlistEntry, WaitlistEntryCommon, WaitlistStatus } from '../../waitlist/index.js';
import { aWaitlistEntry } from '../builders/a-waitlist-entry.js';
import type { ClinicStoresFixture } from './clinic-fixture.js';
import { aClinic, clinicNow, inClinic } from './clinic-world.js';
import { freshId } from './fresh.js';

/** A hospital of its own with people who wait for its department. */
export const aWaitingClinic = async (fixture: ClinicStoresFixture) => {
  const clinic = await aClinic(fixture);
  const { tenantId, hospitalId, departmentId, patientId, accountId } = clinic;
  /** Of somebody whom nobody else is. */
  const anEntry = (
    overrides: Partial<WaitlistEntryCommon> = {},
    status: WaitlistStatus = 'WAITING',
  ): WaitlistEntry =>
    aWaitlistEntry(status, {
      id: idFrom<WaitlistEntryId>(freshId()),
      target: { tenantId, hospitalId, departmentId },
      patientId,
      personId: idFrom<PersonId>(freshId()),
      joinedBy: accountId,
      ...overrides,
    });
  const add = (entry: WaitlistEntry, limit = 5) =>
    inClinic(fixture, ({ waitlist }) => waitlist.add(entry, limit));
  const waiting = async (overrides: Partial<WaitlistEntryCommon> = {}): Promise<WaitlistEntry> => {
    const entry = anEntry(overrides);
    const added = await add(entry);
    if (!added.ok) throw new Error(`the entry of the case is refused: ${added.error.type}`);
    return entry;
  };
  const update = (entry: WaitlistEntry, expected = entry.version - 1) =>
    inClinic(fixture, ({ waitlist }) => waitlist.update(entry, expected));
  const find = ({ id }: WaitlistEntry) => inClinic(fixture, ({ waitlist }) => waitlist.find(id));
  const line = async ({ id }: ClinicSession, before = clinicNow) =>
    (await inClinic(fixture, ({ waitlist }) => waitlist.waitingFor(id, before))).map((one) => one.id);
  /** A session whose only seat was given up, for the waitlist from `freedAt` on. */
  const aFreedSeat = async (freedAt?: Date, saleAt = clinicNow) => {
    const session = await clinic.addOther(1, async () => departmentId);
    const wish = clinic.aWish();
    const [answer] = await clinic.take(session, [wish]);
    const held = await clinic.find(wish);
    if (answer?.kind !== 'seat' || held?.status !== 'HELD') throw new Error('there was a seat');
    const { heldUntil: _, ...rest } = held;
    await clinic.put({ ...rest, status: 'EXPIRED', endedAt: clinicNow });
    const seat = { sessionId: session.id, ticket: answer.seat.ticket };
    await inClinic(fixture, ({ returns }) => returns.plan(seat, saleAt, freedAt));
    return { session, seat };
  };
  return { ...clinic, anEntry, add, waiting, update, findEntry: find, line, aFreedSeat };
};
