import type { AppointmentAnswer } from '@banzhen/domain/clinics';
import type { Person } from '@banzhen/domain/shared/actor';
import {
  type AccountId,
  type AppointmentId,
  type BundleId,
  type ClinicSessionId,
  idFrom,
} from '@banzhen/domain/shared/ids';
import {
  aDispatcher,
  aFamily,
  aPatient,
  type InMemoryClinics,
  type InMemoryClinicsOptions,
  inMemoryClinics,
  must,
  waitingFamilies,
} from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { foreigner, strangers } from './scene.js';

const anAdmin = (no: number, overrides: Partial<Person> = {}): Person =>
  aDispatcher({
    accountId: idFrom<AccountId>(`01900000-0003-7000-8000-00000000020${no}`),
    staffRoles: ['admin'],
    ...overrides,
  });
const [first, second] = [anAdmin(1), anAdmin(2)];
const reason = '重复录入';

const book = async (
  { clinics, advance }: InMemoryClinics,
  sessionId: ClinicSessionId,
): Promise<AppointmentId> => {
  const { appointmentId } = must(await clinics.holdSeat(aFamily(), { sessionId, patientId: aPatient().id }));
  must(await clinics.submitAppointment(aFamily(), { appointmentId }));
  await advance(0);
  return appointmentId;
};

const aBookedSeat = async (options: InMemoryClinicsOptions = {}) => {
  const world = await inMemoryClinics(options);
  const { id: sessionId } = await world.addSession(2);
  return { ...world, sessionId, appointmentId: await book(world, sessionId) };
};

const agreed = async (
  { clinics }: InMemoryClinics,
  appointmentId: AppointmentId,
): Promise<AppointmentAnswer> => {
  must(await clinics.proposeVoid(first, { appointmentId, reason }));
  return must(await clinics.voidAppointment(second, { appointmentId, reason }));
};

describe('an appointment that should never have been (H12)', () => {
  it('is voided by a second administrator, as the first one saw it', async () => {
    const world = await aBookedSeat();
    const { clinics, appointmentId } = world;
    const agree = (actor: Person) => clinics.voidAppointment(actor, { appointmentId, reason });
    const alone = { ok: false, error: { type: 'SecondPersonNeeded' } };
    expect(await agree(second)).toEqual(alone);
    expect(await clinics.proposeVoid(first, { appointmentId })).toMatchObject({
      error: { type: 'ReasonRequired' },
    });
    must(await clinics.proposeVoid(first, { appointmentId, reason }));
    expect((await world.appointment(appointmentId)).status).toBe('BOOKED');
    expect(await agree(first)).toEqual(alone);
    expect(await clinics.voidAppointment(second, { appointmentId })).toMatchObject({
      error: { type: 'ReasonRequired' },
    });
    expect(must(await agree(second))).toMatchObject({ status: 'ENTERED_IN_ERROR', version: 5 });
    expect(await agree(second)).toMatchObject({ error: { type: 'IllegalTransition' } });
  });

  it('has to be proposed anew when something has happened since', async () => {
    const world = await aBookedSeat();
    const { clinics, appointmentId } = world;
    must(await clinics.proposeVoid(first, { appointmentId, reason }));
    must(await clinics.cancelAppointment(aFamily(), { appointmentId }));
    expect(await clinics.voidAppointment(second, { appointmentId, reason })).toEqual({
      ok: false,
      error: { type: 'SecondPersonNeeded' },
    });
    expect(await agreed(world, appointmentId)).toMatchObject({ status: 'ENTERED_IN_ERROR' });
  });

  it('gives its seat back, once, and leaves the person free for the same doctor', async () => {
    const world = await aBookedSeat();
    await agreed(world, world.appointmentId);
    expect((await world.session(world.sessionId)).remaining).toBe(1);
    await world.advance(600);
    expect((await world.session(world.sessionId)).remaining).toBe(2);
    await book(world, world.sessionId);
    expect((await world.session(world.sessionId)).remaining).toBe(1);
  });

  it('is no no-show any more', async () => {
    const world = await inMemoryClinics();
    const missed: AppointmentId[] = [];
    for (const [index, day] of ['2030-01-09', '2030-01-10', '2030-01-11', '2030-01-14'].entries()) {
      const id = idFrom<ClinicSessionId>(`01900000-0013-7000-8000-00000000010${index}`);
      const during = { startsAt: new Date(`${day}T05:00:00Z`), endsAt: new Date(`${day}T08:00:00Z`) };
      await world.addSession(3, 'RELEASED', { id, visitOn: day, during });
      world.clock.set(new Date(`${day}T01:00:00Z`));
      const wanted = { sessionId: id, patientId: aPatient().id };
      if (index === 3) {
        expect(await world.clinics.holdSeat(aFamily(), wanted)).toMatchObject({
          error: { type: 'BookingLocked' },
        });
        await agreed(world, missed[0] as AppointmentId);
        expect(must(await world.clinics.holdSeat(aFamily(), wanted)).status).toBe('HELD');
        return;
      }
      const appointmentId = await book(world, id);
      world.clock.set(new Date(`${day}T05:30:00Z`));
      must(await world.clinics.markNoShow(aDispatcher(), { appointmentId }));
      missed.push(appointmentId);
    }
  });

  it('is no offer of the waitlist any more: whoever waited keeps the place', async () => {
    const world = await inMemoryClinics();
    const { id: sessionId } = await world.addSession(1);
    const { clinics } = world;
    const families = await waitingFamilies(world);
    const appointmentId = await book(world, sessionId);
    const { actor, patientId } = await families.add(1);
    must(await clinics.joinWaitlist(actor, { ...families.wish, patientId }));
    await world.advance(1);
    must(await clinics.cancelAppointment(aFamily(), { appointmentId }));
    await world.advance(0);
    const entry = () => world.database.committed().clinic.waitlistEntries.where(() => true)[0];
    const offered = () => {
      const { status, expiries, ...rest } = entry() ?? { status: undefined, expiries: -1 };
      return { status, expiries, appointmentId: Reflect.get(rest, 'appointmentId') as AppointmentId };
    };
    const before = offered();
    expect(before).toMatchObject({ status: 'OFFERED', expiries: 0 });
    await agreed(world, before.appointmentId);
    expect(offered()).toMatchObject({ status: 'WAITING', expiries: 0 });
    await world.advance(0);
    expect(offered()).toMatchObject({ status: 'OFFERED', expiries: 0 });
    expect(offered().appointmentId).not.toBe(before.appointmentId);
  });

  it('is not the half of a bundle: that is cancelled with its order', async () => {
    const bundleId = idFrom<BundleId>('01900000-0022-7000-8000-000000000001');
    let isBound = false;
    const bundleLinks = {
      ofOrder: async () => undefined,
      ofAppointment: async () => (isBound ? { bundleId, isChoosing: false } : undefined),
    };
    const { clinics, appointmentId } = await aBookedSeat({
      plant: (stores) => ({ ...stores, bundleLinks }),
    });
    isBound = true;
    for (const act of [clinics.proposeVoid, clinics.voidAppointment])
      expect(await act(first, { appointmentId, reason })).toEqual({
        ok: false,
        error: { type: 'InBundle', bundleId },
      });
  });

  it('is a matter of administrators of its city, and audited', async () => {
    const world = await aBookedSeat();
    const { clinics, appointmentId } = world;
    const elsewhere = anAdmin(3, { roleScopes: [{ role: 'admin', cityCode: 'shanghai' }] });
    const others = [...strangers.map(([, actor]) => actor), aFamily(), aDispatcher(), elsewhere];
    for (const actor of [...others, { ...foreigner, staffRoles: ['admin'] as const }])
      for (const act of [clinics.proposeVoid, clinics.voidAppointment])
        expect(await act(actor, { appointmentId, reason })).toEqual({
          ok: false,
          error: { type: 'NotFound' },
        });
    await agreed(world, appointmentId);
    const audited = world.database.committed().auditRows.where(() => true);
    expect(audited.map(({ body }) => JSON.parse(body).operation)).toEqual([
      'appointment.propose-void',
      'appointment.void',
    ]);
    expect(JSON.stringify(audited)).not.toContain(reason);
  });
});
