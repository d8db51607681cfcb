import type { JoinWaitlist, OfferSeat } from '@banzhen/domain/clinics';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { type ClinicSessionId, idFrom, type WaitlistEntryId } from '@banzhen/domain/shared/ids';
import {
  aDispatcher,
  aFamily,
  aPatient,
  type InMemoryClinics,
  inMemoryClinics,
  must,
  type WaitingFamily,
  waitingFamilies,
} from '@banzhen/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';

const reason = '术后复查，不能再等';
const dispatcher = aDispatcher();

describe('a freed seat that a dispatcher offers by hand', () => {
  let world: InMemoryClinics;
  let families: Awaited<ReturnType<typeof waitingFamilies>>;
  let sessionId: ClinicSessionId;
  let owner: WaitingFamily;
  let cancel: () => Promise<unknown>;
  beforeEach(async () => {
    world = await inMemoryClinics();
    families = await waitingFamilies(world);
    sessionId = (await world.addSession(1)).id;
    owner = await families.add(0);
    const seat = { sessionId, patientId: owner.patientId };
    const { appointmentId } = must(await world.clinics.holdSeat(owner.actor, seat));
    cancel = async () => must(await world.clinics.cancelAppointment(owner.actor, { appointmentId }));
    world.clock.advance(1);
  });

  const waiting = async (no: number, patch: Partial<JoinWaitlist> = {}) => {
    const family = await families.add(no);
    const wish = { ...families.wish, patientId: family.patientId, ...patch };
    const { entryId } = must(await world.clinics.joinWaitlist(family.actor, wish));
    world.clock.advance(0.1);
    return { ...family, entryId };
  };
  type Waiter = Awaited<ReturnType<typeof waiting>>;
  const offer = ({ entryId }: Pick<Waiter, 'entryId'>, patch: Partial<OfferSeat> = {}, actor = dispatcher) =>
    world.clinics.offerSeat(actor, { entryId, sessionId, reason, ...patch });
  const refusal = async (given: ReturnType<typeof offer>) => {
    const answer = await given;
    return answer.ok ? answer.value.status : answer.error.type;
  };
  const entry = (id: WaitlistEntryId) => world.database.committed().clinic.waitlistEntries.get(id);
  const decline = async ({ actor, entryId }: Waiter) =>
    must(await world.clinics.declineOffer(actor, { entryId }));

  it('is held for whom they choose, also who came later, with the reason in its history, audited and counted', async () => {
    await cancel();
    const late = await waiting(1);
    await world.advance(1);
    expect(entry(late.entryId)?.status).toBe('WAITING');
    must(await offer(late));
    const offered = entry(late.entryId);
    if (offered?.status !== 'OFFERED') throw new Error('the seat is offered');
    const { appointmentId } = offered;
    expect(offered.offeredUntil).toEqual(minutesAfter(world.clock.now(), 30));
    expect(await world.appointment(appointmentId)).toMatchObject({
      ...{ status: 'HELD', patientId: late.patientId, bookedBy: late.actor.accountId },
    });
    const { clinic, auditRows } = world.database.committed();
    expect(clinic.appointmentEvents.where((one) => one.appointmentId === appointmentId)).toMatchObject([
      { row: 'H1', reason, by: { as: 'D', accountId: dispatcher.accountId } },
    ]);
    const audited = auditRows.where(() => true).map((row) => JSON.stringify(row));
    expect(audited.filter((row) => row.includes('waitlist.offer-by-hand'))).toHaveLength(2);
    expect(audited.join('')).not.toContain(reason);
    expect(clinic.waitlistOffers.where(() => true)).toMatchObject([
      { isOutOfTurn: false, turn: { offers: 1, outOfTurn: 0 } },
    ]);
    await world.advance(30);
    expect(entry(late.entryId)).toMatchObject({ status: 'WAITING', expiries: 1 });
  });

  it('overtakes within the share of all offers, the same that members have', async () => {
    const line = [];
    for (let no = 1; no <= 7; no += 1) line.push(await waiting(no));
    const [, , , , fifth, sixth, last] = line as [Waiter, ...Waiter[]];
    if (!fifth || !sixth || !last) throw new Error('seven wait');
    await cancel();
    for (const [offers, first] of line.slice(0, 4).entries()) {
      expect(await offer(last)).toEqual({
        ok: false,
        error: { type: 'OutOfTurnSpent', offers, outOfTurn: 0 },
      });
      must(await offer(first));
      await decline(first);
    }
    must(await offer(last));
    await decline(last);
    expect(await offer(sixth)).toEqual({
      ok: false,
      error: { type: 'OutOfTurnSpent', offers: 5, outOfTurn: 1 },
    });
    must(await offer(fifth));
    const offers = world.database.committed().clinic.waitlistOffers.where(() => true);
    expect(offers.map(({ isOutOfTurn }) => isOutOfTurn)).toEqual([false, false, false, false, true, false]);
  });

  it('needs a freed seat, a reason, an entry that waits for it, and the version that was seen', async () => {
    const first = await waiting(1);
    expect(await refusal(offer(first))).toBe('NoFreedSeat');
    await cancel();
    expect(await refusal(offer(first, { reason: '  ' }))).toBe('ReasonRequired');
    expect(await refusal(offer(first, { expectedVersion: 9 }))).toBe('StaleVersion');
    const other = await waiting(2, { from: '2030-01-10' });
    expect(await refusal(offer(other))).toBe('SeatNotWanted');
    expect(await refusal(offer(first, { sessionId: idFrom('01900000-0013-7000-8000-00000000dead') }))).toBe(
      'NotFound',
    );
    expect(await refusal(offer(first))).toBe('OFFERED');
    expect(await refusal(offer(first))).toBe('IllegalTransition');
    expect(await refusal(offer(await waiting(3)))).toBe('NoFreedSeat');
  });

  it('is refused to who is not free: seated with the doctor, or no longer theirs to be booked for', async () => {
    const seated = await waiting(1);
    const gone = await waiting(2);
    const second = await world.addSession(1, 'RELEASED', {
      id: idFrom<ClinicSessionId>('01900000-0013-7000-8000-000000000003'),
      during: { startsAt: new Date('2030-01-09T06:00:00Z'), endsAt: new Date('2030-01-09T08:00:00Z') },
    });
    must(await world.clinics.holdSeat(seated.actor, { sessionId: second.id, patientId: seated.patientId }));
    await world.seeds.addPatient(aPatient({ id: gone.patientId, grants: [] }));
    await cancel();
    expect(await refusal(offer(seated))).toBe('AlreadyBooked');
    expect(await refusal(offer(gone))).toBe('NotWhoJoined');
    expect(await refusal(offer(await waiting(3)))).toBe('OutOfTurnSpent');
    expect(world.database.committed().clinic.waitlistOffers.where(() => true)).toEqual([]);
  });

  it('is the dispatchers’ of the city to give, and not of a family', async () => {
    const first = await waiting(1);
    await cancel();
    expect(await refusal(offer(first, {}, first.actor))).toBe('NotFound');
    expect(await refusal(offer(first, {}, aFamily()))).toBe('NotFound');
    const elsewhere = aDispatcher({ roleScopes: [{ role: 'dispatcher', cityCode: '310000' }] });
    expect(await refusal(offer(first, {}, elsewhere))).toBe('NotFound');
  });
});
