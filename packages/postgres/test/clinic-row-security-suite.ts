import { defaultClinicPolicy } from '@banzhen/domain/clinics';
import {
  type AccountId,
  type ExceptionId,
  idFrom,
  type TemplateId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { aTemplate } from '@banzhen/domain/testing';
import { aClinic } from '@banzhen/domain/testing/contracts';
import { type Asker, nobody, type OpenDatabase, platformAsker, uuidv7 } from '@banzhen/postgres';
import { clinicStoresFixture, rowsOf, run, sql } from '@banzhen/postgres/testing';
import { expect, it } from 'vitest';
import { bookedSeatIn } from './booked-seat.js';

/** What row-level security promises about clinics by itself, whatever the application asks (A25, AZ1). */
export const clinicRowSecurityCases = (opened: () => OpenDatabase): void => {
  const aBookedSeat = () => bookedSeatIn(opened());
  const person = (
    tenantId: TenantId,
    accountId: AccountId,
    power: 'person' | 'tenant' = 'person',
  ): Asker => ({
    power,
    tenantId,
    accountId,
  });
  const someAccount = () => idFrom<AccountId>(uuidv7());
  const isSeen = async (asker: Asker, table: string, id: string) => {
    const found = await rowsOf(
      opened().for(() => asker),
      sql`SELECT FROM ${sql.raw(table)} WHERE id = ${id}::uuid`,
    );
    return found.length > 0;
  };

  it('shows an appointment to who booked it, to the family and to staff of the tenant, and to nobody else', async () => {
    const { clinic, wish } = await aBookedSeat();
    const { tenantId, accountId } = clinic;
    const elsewhere = idFrom<TenantId>(uuidv7());
    const see = (asker: Asker) => isSeen(asker, 'appointment', wish.appointmentId);
    expect(await see(person(tenantId, accountId))).toBe(true);
    expect(await see(person(tenantId, someAccount(), 'tenant'))).toBe(true);
    expect(await see(platformAsker)).toBe(true);
    expect(await see(person(tenantId, someAccount()))).toBe(false);
    expect(await see(person(elsewhere, someAccount(), 'tenant'))).toBe(false);
    expect(await see(person(elsewhere, accountId))).toBe(false);
    expect(await see(nobody)).toBe(false);
  });

  it('shows drafts of sessions to staff alone, and other sessions to all of the tenant, who cannot change them', async () => {
    const { clinic, session, draft } = await aBookedSeat();
    const family = person(clinic.tenantId, someAccount());
    const staff = person(clinic.tenantId, someAccount(), 'tenant');
    expect(await isSeen(family, 'clinic_session', session.id)).toBe(true);
    expect(await isSeen(family, 'clinic_session', draft.id)).toBe(false);
    expect(await isSeen(staff, 'clinic_session', draft.id)).toBe(true);
    expect(await isSeen(family, 'doctor', session.doctorId)).toBe(true);
    expect(await isSeen(person(idFrom<TenantId>(uuidv7()), someAccount()), 'doctor', session.doctorId)).toBe(
      false,
    );
    const grab = (asker: Asker) =>
      rowsOf(
        opened().for(() => asker),
        sql`UPDATE clinic_session SET remaining = capacity WHERE id = ${session.id} RETURNING id`,
      );
    expect(await grab(family)).toHaveLength(0);
    expect(await grab(staff)).toHaveLength(1);
  });

  it('shows weekly templates, exceptions and rules for holidays to staff of the tenant alone, who alone change them', async () => {
    const clinic = await aClinic(clinicStoresFixture(opened()));
    const { tenantId, hospitalId, departmentId, doctorId } = clinic;
    const template = aTemplate({
      ...{ tenantId, hospitalId, departmentId, doctorId },
      id: idFrom<TemplateId>(uuidv7()),
    });
    const plan = {
      id: idFrom<ExceptionId>(uuidv7()),
      templateId: template.id,
      tenantId,
      exception: { date: '2030-01-09', kind: 'leave' },
    } as const;
    const storesFor = (asker: Asker) =>
      clinicStoresFixture({ ...opened(), db: opened().for(() => asker) }).unitOfWork;
    const staff = person(tenantId, someAccount(), 'tenant');
    const written = await storesFor(staff).run(async ({ templates, exceptions, holidays }) => {
      await templates.save(template);
      await exceptions.insert(plan);
      await holidays.save(tenantId, { date: '2030-01-09', kind: 'off' });
      return { ok: true, value: undefined } as const;
    });
    expect(written.ok).toBe(true);
    const seenBy = async (asker: Asker) => {
      const holidays = sql`SELECT FROM holiday_rule WHERE tenant_id = ${tenantId}::uuid`;
      return [
        await isSeen(asker, 'weekly_template', template.id),
        await isSeen(asker, 'schedule_exception', plan.id),
        (
          await rowsOf(
            opened().for(() => asker),
            holidays,
          )
        ).length > 0,
      ];
    };
    const foreign = person(idFrom<TenantId>(uuidv7()), someAccount(), 'tenant');
    for (const asker of [staff, platformAsker]) expect(await seenBy(asker)).toEqual([true, true, true]);
    for (const asker of [person(tenantId, someAccount()), foreign, nobody])
      expect(await seenBy(asker)).toEqual([false, false, false]);
    const family = person(tenantId, someAccount());
    for (const asker of [family, foreign]) {
      const save = storesFor(asker).run(({ templates }) => templates.save({ ...template, version: 2 }));
      expect(await save).toEqual({ ok: false, error: { type: 'StaleVersion' } });
      const add = storesFor(asker).run(({ templates }) =>
        templates.save({ ...template, id: idFrom<TemplateId>(uuidv7()) }),
      );
      await expect(add).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('shows versions of a clinic policy to staff of the tenant, who alone add to them, and nobody changes one', async () => {
    const { tenantId } = await aClinic(clinicStoresFixture(opened()));
    const staff = person(tenantId, someAccount(), 'tenant');
    const foreign = person(idFrom<TenantId>(uuidv7()), someAccount(), 'tenant');
    const family = person(tenantId, someAccount());
    const publish = (asker: Asker, version: number) =>
      clinicStoresFixture({ ...opened(), db: opened().for(() => asker) }).unitOfWork.run(
        async ({ clinicPolicies }) =>
          ok(
            await clinicPolicies.publish(tenantId, {
              ...{ policy: { ...defaultClinicPolicy, version }, inForceFrom: new Date(), reason: 'x' },
            }),
          ),
      );
    expect(await publish(staff, 2)).toEqual(ok(true));
    for (const asker of [family, foreign, nobody])
      await expect(publish(asker, 3)).rejects.toMatchObject({ code: '42501' });
    const seenBy = async (asker: Asker) =>
      (
        await rowsOf(
          opened().for(() => asker),
          sql`SELECT FROM clinic_policy WHERE tenant_id = ${tenantId}::uuid`,
        )
      ).length;
    expect(await Promise.all([staff, platformAsker, foreign, family, nobody].map(seenBy))).toEqual([
      ...[1, 1, 0, 0, 0],
    ]);
    for (const asker of [staff, platformAsker])
      await expect(
        run(
          opened().for(() => asker),
          sql`UPDATE clinic_policy SET reason = 'y'`,
        ),
      ).rejects.toMatchObject({ code: '42501' });
  });

  it('lets nobody give an appointment another version of the policy than that which it was made with', async () => {
    const { wish } = await aBookedSeat();
    for (const asker of [platformAsker, undefined])
      await expect(
        run(
          asker ? opened().for(() => asker) : opened().db,
          sql`UPDATE appointment SET policy_version = 2 WHERE id = ${wish.appointmentId}`,
        ),
      ).rejects.toMatchObject({ code: '23000' });
  });

  it('lets nobody choose the version of the policy that an appointment is made with', async () => {
    const { wish } = await aBookedSeat();
    const columns = sql.raw(
      'tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id, booked_by',
    );
    const again = (asker: Asker, [named, version]: readonly [string, string]) =>
      run(
        opened().for(() => asker),
        sql`INSERT INTO appointment (id, ${columns}, ticket, department_rank, status, ended_at, created_at, version ${sql.raw(named)})
          SELECT gen_random_uuid(), ${columns}, 999, 1, 'EXPIRED', now(), now(), 1 ${sql.raw(version)}
          FROM appointment WHERE id = ${wish.appointmentId}`,
      );
    await expect(again(platformAsker, [', policy_version', ', 2'])).rejects.toMatchObject({ code: '42501' });
    await expect(again(platformAsker, ['', ''])).resolves.toBeUndefined();
    const rights = await rowsOf<{ named: boolean }>(
      opened().db,
      sql`SELECT has_column_privilege(login, 'appointment', 'policy_version', 'INSERT') AS named
        FROM unnest('{banzhen_people,banzhen_platform}'::text[]) login`,
    );
    expect(rights).toEqual([{ named: false }, { named: false }]);
  });

  it('gives a person no second seat of a session, whoever writes it past the desk', async () => {
    const { wish } = await aBookedSeat();
    const columns = sql.raw(
      'tenant_id, session_id, doctor_id, department_id, visit_on, patient_id, person_id, booked_by, department_rank, version',
    );
    // Seen already, so that no other guard of the person's time stands before it.
    const second = run(
      opened().for(() => platformAsker),
      sql`INSERT INTO appointment (id, ${columns}, ticket, status, clinic_record, ended_at, created_at)
        SELECT gen_random_uuid(), ${columns}, 999, 'FULFILLED', 'R2', now(), now() FROM appointment WHERE id = ${wish.appointmentId}`,
    );
    await expect(second).rejects.toMatchObject({ constraint: 'appointment_doctor_day_once' });
  });

  it('keeps the doctor, the department and the day of a session, which its appointments have copied', async () => {
    const { session } = await aBookedSeat();
    for (const change of ['visit_on = visit_on + 1', 'doctor_id = room_id', 'department_id = room_id'])
      await expect(
        run(
          opened().for(() => platformAsker),
          sql`UPDATE clinic_session SET ${sql.raw(change)} WHERE id = ${session.id}`,
        ),
      ).rejects.toMatchObject({ code: '23000' });
  });

  it('lets the platform alone take seats, and nobody forget one', async () => {
    const { clinic, session } = await aBookedSeat();
    const take = (asker: Asker) =>
      rowsOf(
        opened().for(() => asker),
        sql`SELECT * FROM take_seats(${session.id}, '[]'::jsonb, now(), 3)`,
      );
    expect(await take(platformAsker)).toEqual([]);
    await expect(take(person(clinic.tenantId, clinic.accountId))).rejects.toMatchObject({ code: '42501' });
    // Of all people, whoever asks: so not for people.
    for (const call of [
      sql`SELECT * FROM look_before_hold(${session.id}, '{}', '{}', now())`,
      sql`SELECT * FROM hold_seats(${session.id}, now(), now(), 3, '{}', '{}', '{}', '{}', '{}', '{}', '{}', 'x', '{}', '{}', '{}', '{}',
        '{}', '{}', '{}', NULL, NULL)`,
    ]) {
      const as = (asker: Asker) =>
        rowsOf(
          opened().for(() => asker),
          call,
        );
      await expect(as(person(clinic.tenantId, clinic.accountId))).rejects.toMatchObject({ code: '42501' });
      await as(platformAsker);
    }
    for (const table of ['appointment', 'seat_return'])
      await expect(
        run(
          opened().for(() => platformAsker),
          sql`DELETE FROM ${sql.raw(table)}`,
        ),
      ).rejects.toMatchObject({ code: '42501' });
  });

  it('takes seats for people whom the taker could not see', async () => {
    const { clinic, session } = await aBookedSeat();
    const platform = { ...opened(), db: opened().for(() => platformAsker) };
    const { unitOfWork } = clinicStoresFixture(platform);
    const answer = await unitOfWork.run(async ({ seats }) => {
      const [kind] = await seats.take({
        sessionId: session.id,
        requests: [clinic.aWish()],
        now: new Date('2030-01-08T02:00:00Z'),
        departmentsPerDay: 3,
      });
      return { ok: true, value: kind } as const;
    });
    expect(answer).toEqual({ ok: true, value: { kind: 'seat', seat: { ticket: 2 } } });
  });

  it('lets a family plan the return of a seat that it gave up, and not see when others come back', async () => {
    const { clinic, session, wish } = await aBookedSeat();
    const held = await clinic.find(wish);
    if (held?.status !== 'HELD') throw new Error('the seat is held');
    const { heldUntil: _, ...rest } = held;
    const endedAt = new Date('2030-01-08T02:01:00Z');
    await clinic.put({ ...rest, status: 'CANCELLED', endedAt });
    const family = opened().for(() => person(clinic.tenantId, clinic.accountId));
    const { unitOfWork } = clinicStoresFixture({ ...opened(), db: family });
    const seat = { sessionId: session.id, ticket: held.seat.ticket };
    await unitOfWork.run(async ({ returns }) => {
      await returns.plan(seat, endedAt);
      return { ok: true, value: undefined } as const;
    });
    const stranger = opened().for(() => person(clinic.tenantId, someAccount()));
    const [other] = await clinic.take(session, [clinic.aWish()]);
    if (other?.kind !== 'seat') throw new Error('a seat is left');
    const steal = sql`INSERT INTO seat_return VALUES (${session.id}, ${other.seat.ticket}, now())`;
    await expect(run(stranger, steal)).rejects.toMatchObject({ code: '42501' });
    const planned = sql`SELECT ticket FROM seat_return WHERE session_id = ${session.id}`;
    expect(await rowsOf(family, planned)).toEqual([]);
    expect(await rowsOf(opened().db, planned)).toEqual([{ ticket: held.seat.ticket }]);
  });
};
