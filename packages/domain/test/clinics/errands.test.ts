import type { ClinicFinding, ClinicSystemGateway } from '@banzhen/domain/appointments';
import type { ClinicSystem } from '@banzhen/domain/clinic-systems';
import type { ClinicSession } from '@banzhen/domain/schedules';
import {
  type AccountId,
  type AppointmentId,
  type ClinicSessionId,
  type ClinicSystemId,
  idFrom,
  type PartnerId,
} from '@banzhen/domain/shared/ids';
import {
  aDispatcher,
  aFamily,
  aPatient,
  type InMemoryClinics,
  inMemoryClinicSystems,
  inMemoryClinics,
  must,
} from '@banzhen/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';

const anyId = '01900000-0013-7000-8000-0000000000aa';

describe('what the system of a clinic is asked and told', () => {
  let world: InMemoryClinics;
  let clinicSessionId: ClinicSessionId;
  let appointmentId: AppointmentId;
  let calls: string[];
  /** What happens while the system is called, and what it answers then. */
  let onCall: (call: 'book' | 'query' | 'release') => Promise<ClinicFinding>;

  const booked = (clinicRecord = 'HIS-1'): ClinicFinding => ({ kind: 'booked', clinicRecord });
  const called = (call: 'book' | 'query' | 'release'): Promise<ClinicFinding> => {
    calls.push(call);
    return onCall(call);
  };
  const systems: ClinicSystemGateway = {
    async book() {
      const found = await called('book');
      return found.kind === 'absent' ? { kind: 'unknown' } : found;
    },
    query: () => called('query'),
    async release() {
      await called('release');
      return { kind: 'released' };
    },
  };
  const status = async () => (await world.appointment(appointmentId)).status;
  const waiting = () =>
    world.database.write((tables) => inMemoryClinicSystems(tables).waiting(idFrom<ClinicSystemId>(anyId)));

  /** Errands until the system is asked and told nothing any more. */
  const runAll = async (): Promise<void> => {
    for (;;) {
      const runs = await world.runErrands();
      if (runs.length === 0) return;
    }
  };

  beforeEach(async () => {
    calls = [];
    onCall = async () => booked();
    world = await inMemoryClinics({ systems });
    const session = await world.addSession(2);
    const { tenantId, hospitalId } = session;
    clinicSessionId = session.id;
    const system: ClinicSystem = {
      ...{ tenantId, hospitalId, id: idFrom<ClinicSystemId>(anyId), url: 'https://his.example/' },
      ...{ partnerId: idFrom<PartnerId>(anyId), accountId: idFrom<AccountId>(anyId) },
      ...{ state: 'active', createdAt: world.clock.now(), createdBy: idFrom<AccountId>(anyId), version: 1 },
    };
    await world.database.write((tables) => inMemoryClinicSystems(tables).insert(system));
    const family = aFamily();
    const wish = { sessionId: clinicSessionId, patientId: aPatient().id };
    ({ appointmentId } = must(await world.clinics.holdSeat(family, wish)));
    must(await world.clinics.submitAppointment(family, { appointmentId }));
  });

  const stop = async () =>
    must(await world.clinics.stopClinic(aDispatcher(), { clinicSessionId, reason: '医生生病' }));

  it('is asked to book, and has nothing more to be told', async () => {
    await runAll();
    expect([await status(), calls]).toEqual(['BOOKED', ['book']]);
  });

  it('books nobody in a session that was stopped while it was asked, and gives the record up', async () => {
    onCall = async (call) => {
      if (call === 'book') expect(await stop()).toMatchObject({ cancelled: 1 });
      return booked();
    };
    await runAll();
    expect([await status(), calls]).toEqual(['REJECTED', ['book', 'release']]);
  });

  it('is told to give up what it may have of a stopped session, however it answered before', async () => {
    onCall = async () => ({ kind: 'unknown' });
    await world.runErrands();
    await stop();
    onCall = async () => booked();
    await runAll();
    expect([await status(), calls]).toEqual(['REJECTED', ['book', 'release']]);
  });

  it('is not asked about a session that is only suspended: nobody is seen there', async () => {
    onCall = async () => ({ kind: 'unknown' });
    await world.runErrands();
    await world.database.write(({ clinic: { sessions } }) => {
      const row = sessions.get(clinicSessionId);
      if (!row) throw new Error('the session is there');
      const suspended = { status: 'SUSPENDED', suspendedAt: world.clock.now() } as const;
      sessions.put(clinicSessionId, { ...row, session: { ...row.session, ...suspended } as ClinicSession });
    });
    world.clock.advance(1);
    onCall = async () => booked();
    await runAll();
    expect([await status(), calls]).toEqual(['REJECTED', ['book', 'release']]);
  });

  it('disagrees where it has no record of what its desk has confirmed, until it has one under whatever name', async () => {
    onCall = async () => ({ kind: 'unknown' });
    await world.runErrands();
    must(
      await world.clinics.answerForClinic(aDispatcher(), {
        appointmentId,
        answer: 'booked',
        clinicRecord: 'DESK-1',
      }),
    );
    world.clock.advance(1);
    onCall = async (call) => ({ kind: call === 'query' ? 'absent' : 'rejected' });
    expect(await world.runErrands()).toEqual([{ kind: 'settled', fault: 'disagrees' }]);
    expect(await world.appointment(appointmentId)).toMatchObject({ clinicRecord: 'DESK-1' });
    expect(await waiting()).toMatchObject({ unclear: 1 });
    world.clock.advance(10);
    onCall = async () => booked('HIS-2');
    expect(await world.runErrands()).toEqual([{ kind: 'settled' }]);
    expect(await world.appointment(appointmentId)).toMatchObject({ clinicRecord: 'DESK-1' });
    expect(await waiting()).toEqual({ unclear: 0 });
  });
});
