import { authorize, type NotAllowed, type NotFound, type OperationId } from '../policy/index.js';
import type { Act } from '../shared/act.js';
import type { Person } from '../shared/actor.js';
import type { AppointmentId, WaitlistEntryId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import type { StaleEntry, WaitlistEntry, WaitlistOutcome, WaitlistStatus } from '../waitlist/index.js';
import { relationsToSeat } from './relations-to-seat.js';
import type { ClinicStores } from './stores.js';
import { tellWaitlist } from './tell-waitlist.js';

/** One command about one entry of the waitlist. */
export type EntryRequest = {
  readonly entryId: WaitlistEntryId;
  /** The version that the caller saw; a newer one refuses the command (BK5). */
  readonly expectedVersion?: number;
};

/** What a command about an entry answers: enough to go on, and the version for the next command. */
export type EntryAnswer = {
  readonly entryId: WaitlistEntryId;
  readonly status: WaitlistStatus;
  readonly version: number;
  /** The seat that is or was offered. */
  readonly appointmentId?: AppointmentId;
  readonly offeredUntil?: Date;
};

export type ChangeEntryError = NotFound | NotAllowed | StaleEntry;

export const entryAnswer = (entry: WaitlistEntry): EntryAnswer => ({
  entryId: entry.id,
  status: entry.status,
  version: entry.version,
  ...('appointmentId' in entry ? { appointmentId: entry.appointmentId } : {}),
  ...('offeredUntil' in entry ? { offeredUntil: entry.offeredUntil } : {}),
});

/** Loads the entry and says in which capacity the actor acts on it. */
export const openEntry = async (
  stores: ClinicStores,
  actor: Person,
  operation: OperationId,
  { entryId, expectedVersion }: EntryRequest,
  now: Date,
): Promise<Result<{ readonly entry: WaitlistEntry; readonly act: Act }, ChangeEntryError>> => {
  const entry = await stores.waitlist.find(entryId);
  if (!entry) return err({ type: 'NotFound' });
  const { target, patientId, joinedBy: bookedBy } = entry;
  const relations = await relationsToSeat(actor, { ...target, patientId, bookedBy }, stores, now);
  const by = authorize(operation, actor, relations);
  if (!by.ok) return by;
  if (expectedVersion !== undefined && expectedVersion !== entry.version)
    return err({ type: 'StaleVersion', currentVersion: entry.version });
  return ok({ entry, act: { now, by: by.value } });
};

/** Makes `outcome` the stored state by compare-and-set, and tells of it. */
export const saveEntry = async (
  stores: ClinicStores,
  before: WaitlistEntry,
  outcome: WaitlistOutcome,
  operation: OperationId,
): Promise<Result<EntryAnswer, StaleEntry>> => {
  const updated = await stores.waitlist.update(outcome.entry, before.version);
  if (!updated.ok) return updated;
  await tellWaitlist(stores, operation, outcome);
  return ok(entryAnswer(outcome.entry));
};
