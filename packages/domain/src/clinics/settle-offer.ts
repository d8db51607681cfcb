import type { Appointment, AppointmentEvent, AppointmentOutcome } from '../appointments/index.js';
import { done, type Result } from '../shared/result.js';
import {
  acceptOffer,
  declineOffer,
  expireOffer,
  type StaleEntry,
  type WaitlistEntry,
  type WaitlistPolicy,
  withdrawOffer,
} from '../waitlist/index.js';
import { policyInForce } from './policies.js';
import type { ClinicStores } from './stores.js';
import { tellWaitlist } from './tell-waitlist.js';

const settled = (
  entry: WaitlistEntry,
  { appointment: { status } }: AppointmentOutcome,
  event: AppointmentEvent,
  policy: WaitlistPolicy,
) => {
  const act = { now: event.at, by: event.by };
  if (status === 'PENDING_CONFIRM') return acceptOffer(entry, act);
  if (status === 'EXPIRED') return expireOffer(entry, policy, act);
  return status === 'CANCELLED' && act.by.as === 'U' ? declineOffer(entry, act) : withdrawOffer(entry, act);
};

/**
 * What becomes of the entry whose offer a held seat was, in the transaction in which the hold ends, whichever way: submitted
 * it is accepted (L3), expired or given up it goes on to the next (L4). A seat that nobody was offered concerns no entry.
 */
export const settleOffer = async (
  stores: Pick<ClinicStores, 'waitlist' | 'outbox' | 'audit' | 'clinicPolicies'>,
  before: Appointment,
  outcome: AppointmentOutcome,
): Promise<Result<void, StaleEntry>> => {
  if (before.status !== 'HELD' || outcome.appointment.status === 'HELD') return done;
  const entry = await stores.waitlist.offeredAs(before.id);
  if (!entry) return done;
  const [event] = outcome.events;
  if (!event) throw new Error('a hold ends by an event');
  const { waitlist } = await policyInForce(stores, before.sitting.tenantId, event.at);
  const moved = settled(entry, outcome, event, waitlist);
  if (!moved.ok) throw new Error(`the machines of holds and offers disagree: ${moved.error.type}`);
  const saved = await stores.waitlist.update(moved.value.entry, entry.version);
  if (saved.ok) await tellWaitlist(stores, 'waitlist.offer', moved.value);
  return saved;
};
