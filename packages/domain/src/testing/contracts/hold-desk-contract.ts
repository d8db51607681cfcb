import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../audit/index.js';
import type { HoldWish } from '../../clinics/index.js';
import type { PartnerActor } from '../../shared/actor.js';
import { type ClinicSessionId, type HospitalId, idFrom, type PersonId } from '../../shared/ids.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, type Clinic, clinicNow, inClinic, openedClinic } from './clinic-world.js';
import { freshId } from './fresh.js';
import { deskOf, HELD_UNTIL, kinds } from './hold-desk-world.js';

const by = { as: 'U' } as const;

export const holdDeskContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`HoldDesk contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    let desk: ReturnType<typeof deskOf>;
    beforeEach(async () => {
      clinic = await aClinic(opened());
      desk = deskOf(opened(), clinic);
    });

    it('gives seats in the order of the batch and tells the others that it is full', async () => {
      const session = await clinic.addSession('RELEASED', 2);
      const answers = await desk.hold(session, [desk.aWish(), desk.keyed(), desk.keyed()]);
      expect(answers).toEqual([
        { kind: 'seat', seat: { ticket: 1 } },
        { kind: 'seat', seat: { ticket: 2 } },
        { kind: 'full' },
      ]);
      expect(await clinic.remaining(session)).toBe(0);
    });

    it('stores the appointment and the line of its history, and neither for whoever gets no seat', async () => {
      const session = await clinic.addSession('RELEASED', 1);
      const [first, second] = [desk.aWish(), desk.keyed()];
      await desk.hold(session, [first, second]);
      expect(await desk.find(first)).toMatchObject({
        ...{
          id: first.appointmentId,
          status: 'HELD',
          heldUntil: HELD_UNTIL,
          seat: { ticket: 1 },
          version: 1,
        },
        ...{ bookedBy: clinic.accountId, patientId: clinic.patientId, createdAt: clinicNow },
      });
      expect(await desk.historyOf(first)).toEqual([
        {
          ...{
            type: 'AppointmentHeld',
            appointmentId: first.appointmentId,
            row: 'H1',
            from: null,
            to: 'HELD',
          },
          ...{ version: 1, at: clinicNow, by },
        },
      ]);
      expect(await desk.find(second)).toBeUndefined();
      expect(await desk.historyOf(second)).toEqual([]);
    });

    it('answers a repeated key with the first appointment, whatever the wish is worth by then', async () => {
      const session = await clinic.addSession('RELEASED', 1);
      const first = desk.keyed();
      await desk.hold(session, [first]);
      const again = { ...desk.aWish(), ...(first.once ? { once: first.once } : {}) };
      const { accepted: _, ...refused } = again;
      const answer = { kind: 'repeated', appointmentId: first.appointmentId };
      expect(await desk.hold(session, [again])).toEqual([answer]);
      expect(await desk.hold(session, [{ ...refused, appointmentId: idFrom(freshId()) }])).toEqual([answer]);
    });

    it('refuses a key that came with another request, and only that wish', async () => {
      const session = await clinic.addSession('RELEASED', 5);
      const key = freshId();
      await desk.hold(session, [desk.keyed(key)]);
      const answers = await desk.hold(session, [desk.keyed(key, 'other'), desk.keyed(), desk.aWish()]);
      expect(kinds(answers)).toEqual(['key-reused', 'seat', 'seat']);
      expect(await clinic.remaining(session)).toBe(2);
    });

    it('gives the keys of those back who get nothing, and passes those who were refused before', async () => {
      const session = await clinic.addSession('RELEASED', 1);
      const [lucky, late] = [desk.keyed(), desk.keyed()];
      const { accepted: _, ...refused } = desk.keyed();
      expect(kinds(await desk.hold(session, [lucky, refused, late]))).toEqual(['seat', 'passed', 'full']);
      const other = await clinic.addOther(5);
      const retried = [late, refused].map(({ once }) => ({ ...desk.aWish(), ...(once ? { once } : {}) }));
      expect(kinds(await desk.hold(other, retried))).toEqual(['seat', 'seat']);
    });

    it('lets the higher priority of one batch come first, and a person have one seat', async () => {
      const session = await clinic.addSession('RELEASED', 2);
      const personId = idFrom<PersonId>(freshId());
      const wishes = [0, 0, 9, 5].map((priority, index) => {
        const { accepted, ...rest } = desk.aWish();
        if (!accepted) throw new Error('the wish is accepted');
        const who = index % 2 === 1 ? { personId } : {};
        return { ...rest, accepted: { ...accepted, priority, ...who } };
      });
      expect(kinds(await desk.hold(session, wishes))).toEqual(['full', 'already-booked', 'seat', 'seat']);
    });

    it('leaves the audit entry of those who get a seat', async () => {
      const session = await clinic.addSession('RELEASED', 1);
      const audited = (wish: HoldWish): HoldWish => {
        const { accepted, ...rest } = wish;
        if (!accepted) throw new Error('the wish is accepted');
        const audit: AuditEntry = {
          ...{ at: clinicNow, tenantId: clinic.tenantId, actor: { as: 'D', accountId: clinic.accountId } },
          ...{ operation: 'appointment.hold', outcome: 'done' },
          object: { kind: 'appointment', id: wish.appointmentId },
        };
        return { ...rest, accepted: { ...accepted, by: { as: 'D', accountId: clinic.accountId }, audit } };
      };
      const [seated, late] = [audited(desk.aWish()), audited(desk.aWish())];
      expect(kinds(await desk.hold(session, [seated, late]))).toEqual(['seat', 'full']);
      const entries = await opened().audit.page({ tenantId: clinic.tenantId }, 10);
      const audits = (wish: HoldWish) => entries.filter(({ object }) => object?.id === wish.appointmentId);
      expect(audits(seated).map(({ operation }) => operation)).toEqual(['appointment.hold']);
      expect(audits(late)).toEqual([]);
      const [line] = await desk.historyOf(seated);
      expect(line?.by).toEqual({ as: 'D', accountId: clinic.accountId });
    });

    it.each(['PUBLISHED', 'SUSPENDED', 'CLOSED'] as const)(
      'sells nothing of a session in %s',
      async (status) => {
        const session = await clinic.addSession(status, 2);
        expect(kinds(await desk.hold(session, [desk.aWish(), desk.keyed()]))).toEqual([
          'not-open',
          'not-open',
        ]);
      },
    );

    it('tells of whom a partner has had at its hospitals, and nothing of a session elsewhere', async () => {
      const session = await clinic.addSession('RELEASED', 2);
      const stranger = idFrom<HoldPatient>(freshId());
      const patientIds = [stranger, clinic.patientId];
      const partner = (scope: Partial<Pick<PartnerActor, 'tenantId' | 'hospitalIds'>>): PartnerActor => ({
        ...{ kind: 'partner', partnerId: idFrom(freshId()), keyId: idFrom(freshId()), operations: [] },
        ...{ accountId: clinic.accountId, tenantId: clinic.tenantId, hospitalIds: [session.hospitalId] },
        ...scope,
      });
      const known = (scope: Parameters<typeof partner>[0] = {}, sessionId = session.id) =>
        opened().holdDesk.known(partner(scope), { sessionId, patientIds });
      expect(await known()).toEqual(new Set());
      await desk.hold(session, [desk.aWish()]);
      expect(await known()).toEqual(new Set([clinic.patientId]));
      const elsewhere = idFrom<HospitalId>(freshId());
      expect(await known({ hospitalIds: [elsewhere, session.hospitalId] })).toEqual(
        new Set([clinic.patientId]),
      );
      expect(await known({ hospitalIds: [elsewhere] })).toBeUndefined();
      expect(await known({ hospitalIds: [] })).toBeUndefined();
      expect(await known({ tenantId: idFrom(freshId()) })).toBeUndefined();
      expect(await known({}, idFrom<ClinicSessionId>(freshId()))).toBeUndefined();
    });

    it('sees the session, where it is, who wants a seat, and nothing of a session that is not there', async () => {
      const session = await clinic.addSession('RELEASED', 2);
      const inquiry = {
        sessionId: session.id,
        patientIds: [clinic.patientId, idFrom<HoldPatient>(freshId())],
        accountIds: [clinic.accountId],
        noShowsSince: new Date('2029-01-01T00:00:00Z'),
      };
      const sight = await opened().holdDesk.look(inquiry);
      expect(sight?.session).toEqual(session);
      expect(sight?.cityCode).toMatch(/^city-/);
      expect(sight?.members).toEqual([]);
      const byStore = await inClinic(opened(), ({ seekers }) =>
        seekers.find(inquiry.patientIds, inquiry.noShowsSince),
      );
      expect(sight?.seekers).toEqual(byStore);
      expect(sight?.seekers.size).toBe(1);
      const nowhere = { ...inquiry, sessionId: idFrom<ClinicSessionId>(freshId()) };
      expect(await opened().holdDesk.look(nowhere)).toBeUndefined();
    });
  });
};

type HoldPatient = Clinic['patientId'];
