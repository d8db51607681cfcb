import { confirmAppointment, submitAppointment } from '@banzhen/domain/appointments';
import { type ClinicStores, inHouseClinic, makeClinics } from '@banzhen/domain/clinics';
import { defaultMembershipPolicy, keepMembership } from '@banzhen/domain/membership';
import type { AppointmentId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { aFamily, aGoldMember, fixedClock, fixedOffsetCalendar, must } from '@banzhen/domain/testing';
import { aClinic, type ClinicStoresFixture } from '@banzhen/domain/testing/contracts';
import { type OpenDatabase, publishMembershipPolicy, uuidv7Ids } from '@banzhen/postgres';
import { clinicStoresFixture, rowOf, run, sql } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';

const CONNECTIONS = 12;
const APPOINTMENTS = 8;
/** Of a gold member, in thirty days. */
const MOST = 2;

/** Four hours before the session. */
const late = new Date('2030-01-08T20:00:00Z');

let database: OpenDatabase;
let stores: ClinicStoresFixture;
beforeAll(async () => {
  database = await openOwnDatabase(CONNECTIONS);
  stores = clinicStoresFixture(database);
  await publishMembershipPolicy(database.db, defaultMembershipPolicy, new Date('2026-01-01T00:00:00Z'));
  await Promise.all(
    Array.from({ length: CONNECTIONS }, () => run(database.db, sql`SELECT pg_sleep(${0.05}::float8)`)),
  );
});
afterAll(() => database.close());

/** Seats that a gold member has booked for as many people, a few hours before they begin. */
const bookedBy = async () => {
  const clinic = await aClinic(stores);
  const { tenantId, accountId } = clinic;
  const actor = aFamily({ tenantId, accountId });
  const membership = keepMembership(aGoldMember(actor), new Date('2030-01-08T01:00:00Z'));
  const session = await clinic.addSession('RELEASED', APPOINTMENTS);
  const wishes = Array.from({ length: APPOINTMENTS }, () => clinic.aWish({ membership }));
  await clinic.take(session, wishes);
  for (const wish of wishes) {
    const held = await clinic.find(wish);
    if (!held) throw new Error('the seat is held');
    const act = { now: held.createdAt, by: { as: 'U', accountId } } as const;
    const asked = must(submitAppointment(held, act)).appointment;
    const booked = must(confirmAppointment(asked, 'MZ-1', { now: act.now, by: { as: 'C' } })).appointment;
    must(await stores.unitOfWork.run(({ appointments }) => appointments.update(booked, held.version)));
  }
  const uses = async () =>
    (
      await rowOf<{ taken: number }>(
        database.db,
        sql`SELECT coalesce(sum(taken), 0)::integer AS taken FROM privilege_use WHERE account_id = ${accountId}`,
      )
    ).taken;
  const cancelled = async () =>
    (
      await rowOf<{ count: number }>(
        database.db,
        sql`SELECT count(*)::integer AS count FROM appointment WHERE session_id = ${session.id} AND status = 'CANCELLED'`,
      )
    ).count;
  return { actor, ids: wishes.map(({ appointmentId }) => appointmentId), uses, cancelled };
};

const clinicsOn = (unitOfWork: UnitOfWork<ClinicStores>) =>
  makeClinics({
    unitOfWork,
    platformUnitOfWork: unitOfWork,
    due: stores.due,
    holdDesk: stores.holdDesk,
    pause: async () => undefined,
    gateway: inHouseClinic,
    clock: fixedClock(late),
    ids: uuidv7Ids(),
    calendar: fixedOffsetCalendar({ offsetMinutes: 480 }),
    random: () => 0,
  });

it('late cancellations at once are as many as the level has, each counted, and the others stay booked', async () => {
  const { actor, ids, uses, cancelled } = await bookedBy();
  const { cancelAppointment } = clinicsOn(stores.unitOfWork);
  const answers = await Promise.all(ids.map((appointmentId) => cancelAppointment(actor, { appointmentId })));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(MOST);
  for (const answer of answers)
    if (!answer.ok) expect(answer.error).toMatchObject({ type: 'QuotaUsedUp', most: MOST });
  expect([await cancelled(), await uses()]).toEqual([MOST, MOST]);
});

it('one late cancellation that is asked for many times at once is counted once', async () => {
  const { actor, ids, uses, cancelled } = await bookedBy();
  const appointmentId = ids[0] as AppointmentId;
  const { cancelAppointment } = clinicsOn(stores.unitOfWork);
  const answers = await Promise.all(
    Array.from({ length: APPOINTMENTS }, () => cancelAppointment(actor, { appointmentId })),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect([await cancelled(), await uses()]).toEqual([1, 1]);
});

it('control: looking how many are left and counting then lets too many cancel', async () => {
  const { actor, ids, cancelled } = await bookedBy();
  const lookFirst = (own: ClinicStores): ClinicStores => ({
    ...own,
    privilegeQuotas: {
      ...own.privilegeQuotas,
      async take({ code, most }) {
        const left = most - (await cancelled());
        return left > 0 ? ok({ left: left - 1 }) : { ok: false, error: { type: 'QuotaUsedUp', code, most } };
      },
    },
  });
  const { cancelAppointment } = clinicsOn({
    run: (work) => stores.unitOfWork.run((own) => work(lookFirst(own))),
  });
  await Promise.all(ids.map((appointmentId) => cancelAppointment(actor, { appointmentId })));
  expect(await cancelled()).toBeGreaterThan(MOST);
});
