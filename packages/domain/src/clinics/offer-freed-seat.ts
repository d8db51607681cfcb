import type { SeatForWaitlist } from '../appointments/index.js';
import type { ClinicSession } from '../schedules/index.js';
import { done, type Result } from '../shared/result.js';
import { type InLine, nextInLine, type StaleEntry } from '../waitlist/index.js';
import { bookingTerms } from './booking-terms.js';
import type { ClinicDeps } from './deps.js';
import { offerToEntry, seekerOf, whyNot } from './offer-to-entry.js';
import { policyInForce } from './policies.js';
import { checkOnOffer } from './session-offer.js';
import type { ClinicStores } from './stores.js';

/**
 * Everybody who waited for a seat of the session when it was freed, in the order of the line. A dispatcher who joined for
 * somebody lends them no membership.
 */
const lineFor = async (
  stores: ClinicStores,
  { id }: ClinicSession,
  freedAt: Date,
  now: Date,
): Promise<readonly InLine[]> => {
  const entries = await stores.waitlist.waitingFor(id, freedAt);
  const terms = await bookingTerms(stores, [...new Set(entries.map(({ joinedBy }) => joinedBy))], now);
  return entries.map((entry) => ({
    entry,
    isMember: entry.joinedAs === 'U' && (terms.get(entry.joinedBy)?.priority ?? 0) > 0,
  }));
};

/**
 * L2: offers a freed seat to whose turn it is, and to the next in line where somebody cannot have it; nobody else chooses for
 * the department meanwhile. A seat that nobody can have, or that is sold no more, goes on to its sale. Refused with
 * `StaleVersion` when whoever was next leaves in this very moment: the seat waits for another try.
 */
export const offerFreedSeat = async (
  deps: ClinicDeps,
  stores: ClinicStores,
  seat: SeatForWaitlist,
): Promise<Result<void, StaleEntry>> => {
  const now = deps.clock.now();
  const act = { now, by: { as: 'SYS' } } as const;
  const session = await stores.sessions.find(seat.sessionId);
  if (!session) throw new Error(`a seat was freed of session ${seat.sessionId}, which is not there`);
  const turn = await stores.waitlist.turnOf(session.departmentId);
  const policy = await policyInForce(stores, session.tenantId, now);
  const isOnOffer = checkOnOffer(session, policy, now, deps.calendar).ok;
  let line = isOnOffer ? await lineFor(stores, session, seat.freedAt, now) : [];
  for (;;) {
    const next = nextInLine(line, turn, policy.waitlist);
    if (!next) {
      await stores.returns.passOn(seat);
      return done;
    }
    const { entry } = next;
    if (whyNot(entry, await seekerOf(stores, entry, now), policy, now) === undefined) {
      const offered = await offerToEntry(deps, stores, {
        ...{ operation: 'waitlist.offer', session, seat, turn, policy, act },
        ...next,
      });
      if (!offered.ok) return offered;
      if (offered.value.kind === 'offered') return done;
    }
    line = line.filter((one) => one.entry.id !== entry.id);
  }
};
