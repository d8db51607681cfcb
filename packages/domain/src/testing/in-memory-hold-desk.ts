import type { SeatAnswer, SeatRequest } from '../appointments/index.js';
import type { ClinicStores, HoldAnswer, HoldBatch, HoldDesk, HoldSight, HoldWish } from '../clinics/index.js';
import type { Once } from '../shared/idempotency.js';
import type { AppointmentId, PatientId } from '../shared/ids.js';
import { ok } from '../shared/result.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';

/** What a key is kept with: enough to find what came of its request. */
type Kept = { readonly appointmentId: AppointmentId };
type Placed = { readonly wish: HoldWish; readonly index: number };

const onceOf = ({ bookedBy, once }: HoldWish, { operation }: HoldBatch): readonly Once[] =>
  once ? [{ accountId: bookedBy, operation, ...once }] : [];

const claimKeys = async (
  { idempotency }: ClinicStores,
  batch: HoldBatch,
): Promise<ReadonlyMap<number, HoldAnswer>> => {
  const keyed = batch.wishes.flatMap((wish, index) =>
    onceOf(wish, batch).map((once) => ({ index, once, answer: { appointmentId: wish.appointmentId } })),
  );
  const claims = await idempotency.claimAll(keyed, batch.now);
  return new Map(
    keyed.flatMap(({ index }, place): readonly (readonly [number, HoldAnswer])[] => {
      const claim = claims[place];
      if (claim?.ok === false) return [[index, { kind: 'key-reused' }]];
      if (!claim?.value) return [];
      const { appointmentId } = claim.value.answer as Kept;
      return [[index, { kind: 'repeated', appointmentId }]];
    }),
  );
};

const requestOf = ({ appointmentId, bookedBy, accepted }: HoldWish, heldUntil: Date): SeatRequest => {
  if (!accepted) throw new Error('who is refused wants no seat');
  const { patientId, personId, priority, level, membership } = accepted;
  const terms = { priority, ...(level ? { level } : {}), ...(membership ? { membership } : {}) };
  return { appointmentId, bookedBy, patientId, personId, heldUntil, ...terms };
};

const tell = async (
  { history, outbox, audit }: ClinicStores,
  { birth, tidings }: HoldBatch,
  seated: readonly Placed[],
): Promise<void> => {
  const of = seated.flatMap(({ wish: { appointmentId, accepted } }) =>
    accepted ? [{ appointmentId, by: accepted.by, audit: accepted.audit }] : [],
  );
  await history.append(of.map(({ appointmentId, by }) => ({ ...birth, appointmentId, by })));
  await outbox.append(of.map(({ appointmentId }) => ({ ...tidings, aggregateId: appointmentId })));
  for (const { audit: entry } of of) if (entry) await audit.append(entry);
};

/** The desk step by step, each on its store: what the one statement of a database is held against. */
export const holdDeskOver = (unitOfWork: UnitOfWork<ClinicStores>): HoldDesk => ({
  async look({ sessionId, patientIds, accountIds, noShowsSince }) {
    const seen = await unitOfWork.run<HoldSight | undefined, never>(async (stores) => {
      const session = await stores.sessions.find(sessionId);
      if (!session) return ok(undefined);
      const hospital = await stores.catalogue.hospital(session.hospitalId);
      const seekers = await stores.seekers.find(patientIds, noShowsSince);
      const members = await stores.members.findAll(accountIds);
      const policies = await stores.clinicPolicies.published(session.tenantId);
      return ok({ session, cityCode: hospital?.cityCode ?? '', seekers, members, policies });
    });
    if (!seen.ok) throw new Error('a look is never refused');
    return seen.value;
  },

  async known({ tenantId, hospitalIds }, { sessionId, patientIds }) {
    const found = await unitOfWork.run<ReadonlySet<PatientId> | undefined, never>(
      async ({ sessions, appointments }) => {
        const session = await sessions.find(sessionId);
        const isThere = session?.tenantId === tenantId && hospitalIds.includes(session.hospitalId);
        if (!isThere) return ok(undefined);
        const known = new Set<PatientId>();
        for (const id of patientIds)
          if (await appointments.newestAt({ tenantId, hospitalIds }, id)) known.add(id);
        return ok(known);
      },
    );
    if (!found.ok) throw new Error('a look is never refused');
    return found.value;
  },

  async hold(batch) {
    const { sessionId, now, heldUntil, departmentsPerDay } = batch;
    const done = await unitOfWork.run<readonly HoldAnswer[], never>(async (stores) => {
      const repeated = await claimKeys(stores, batch);
      const fresh = batch.wishes.flatMap((wish, index) => (repeated.has(index) ? [] : [{ wish, index }]));
      const wanting = fresh.filter(({ wish }) => wish.accepted);
      const requests = wanting.map(({ wish }) => requestOf(wish, heldUntil));
      const seats = await stores.seats.take({ sessionId, requests, now, departmentsPerDay });
      const given = new Map<number, SeatAnswer>();
      for (const [place, { index }] of wanting.entries()) {
        const seat = seats[place];
        if (seat) given.set(index, seat);
      }
      const isSeated = ({ index }: Placed) => given.get(index)?.kind === 'seat';
      await tell(stores, batch, wanting.filter(isSeated));
      await stores.idempotency.release(
        fresh.filter((one) => !isSeated(one)).flatMap(({ wish }) => onceOf(wish, batch)),
      );
      return ok(
        batch.wishes.map((_, index) => repeated.get(index) ?? given.get(index) ?? { kind: 'passed' }),
      );
    });
    if (!done.ok) throw new Error('a batch is never refused as a whole');
    return done.value;
  },
});
