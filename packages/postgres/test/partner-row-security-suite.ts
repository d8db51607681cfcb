import { type AccountId, type HospitalId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { type Asker, type OpenDatabase, platformAsker, uuidv7 } from '@banzhen/postgres';
import { rowsOf, run, sql } from '@banzhen/postgres/testing';
import { expect, it } from 'vitest';
import { bookedSeatIn } from './booked-seat.js';

/** What row-level security promises about partners by itself, whatever the application asks (A25, AZ8). */
export const partnerRowSecurityCases = (opened: () => OpenDatabase): void => {
  const someAccount = () => idFrom<AccountId>(uuidv7());
  const aBookedSeat = () => bookedSeatIn(opened());
  const partner = (
    tenantId: TenantId,
    hospitalIds: readonly HospitalId[],
    accountId: AccountId = someAccount(),
  ): Asker => ({ power: 'partner', tenantId, accountId, hospitalIds });
  const seenIn = (asker: Asker, table: string) =>
    rowsOf<{ id: string }>(
      opened().for(() => asker),
      sql`SELECT id FROM ${sql.raw(table)}`,
    );
  const isSeen = async (asker: Asker, table: string, id: string) =>
    (await seenIn(asker, table)).some((row) => row.id === id);

  it('shows a partner the appointments, sessions and doctors of its hospitals, and of no others', async () => {
    const [own, other] = [await aBookedSeat(), await aBookedSeat()];
    const { tenantId, hospitalId } = own.clinic;
    const asker = partner(tenantId, [hospitalId]);
    const places = ['appointment', 'clinic_session', 'doctor', 'department'] as const;
    const idsIn = ({ wish, session, clinic }: typeof own) =>
      [wish.appointmentId, session.id, clinic.doctorId, clinic.departmentId] as const;
    for (const [no, table] of places.entries()) {
      expect(await isSeen(asker, table, idsIn(own)[no] ?? '')).toBe(true);
      expect(await isSeen(asker, table, idsIn(other)[no] ?? '')).toBe(false);
    }
    expect(await isSeen(asker, 'clinic_session', own.draft.id)).toBe(true);
    expect(await isSeen(asker, 'clinic_session', other.draft.id)).toBe(false);
    const elsewhere = partner(idFrom<TenantId>(uuidv7()), [hospitalId]);
    const without = partner(tenantId, []);
    for (const blind of [elsewhere, without])
      for (const table of places) expect(await seenIn(blind, table)).toEqual([]);
  });

  it('shows it none of them for having booked them itself, where its key is for another hospital', async () => {
    const { clinic, wish } = await aBookedSeat();
    const { tenantId, hospitalId, accountId } = clinic;
    const at = (hospital: HospitalId) => partner(tenantId, [hospital], accountId);
    expect(await isSeen(at(hospitalId), 'appointment', wish.appointmentId)).toBe(true);
    expect(await isSeen(at(idFrom<HospitalId>(uuidv7())), 'appointment', wish.appointmentId)).toBe(false);
  });

  it('shows it no row of any other table that tells of people', async () => {
    const { clinic } = await aBookedSeat();
    const asker = partner(clinic.tenantId, [clinic.hospitalId], clinic.accountId);
    const guarded = await rowsOf<{ name: string }>(
      opened().db,
      sql`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity
        ORDER BY relname`,
    );
    const ofHospitals = [
      ...['appointment', 'appointment_event', 'clinic_session', 'department', 'doctor', 'room'],
      ...['seat_return', 'waitlist_entry'],
    ];
    const others = guarded.map(({ name }) => name).filter((name) => !ofHospitals.includes(name));
    expect(others).toContain('patient');
    expect(others).toContain('account');
    expect(others).toContain('partner_key');
    const unsaid = await rowsOf<{ name: string }>(
      opened().db,
      sql`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity
        AND NOT EXISTS (SELECT FROM pg_policies WHERE schemaname = 'public' AND tablename = relname
          AND permissive = 'RESTRICTIVE' AND policyname = relname || '_not_partners')`,
    );
    expect(unsaid).toEqual([]);
    const counts = await Promise.all(
      others.map(async (table) => {
        const found = await rowsOf(
          opened().for(() => asker),
          sql`SELECT FROM ${sql.raw(table)} LIMIT 1`,
        );
        return [table, found.length] as const;
      }),
    );
    expect(counts.filter(([, count]) => count > 0)).toEqual([]);
  });

  it('lets it change sessions and appointments of its hospitals alone', async () => {
    const { clinic, session, wish } = await aBookedSeat();
    const grab = async (asker: Asker) => {
      const db = opened().for(() => asker);
      const sessions = await rowsOf(
        db,
        sql`UPDATE clinic_session SET version = version WHERE id = ${session.id} RETURNING id`,
      );
      const seats = await rowsOf(
        db,
        sql`UPDATE appointment SET sequence = sequence WHERE id = ${wish.appointmentId} RETURNING id`,
      );
      return [sessions.length, seats.length];
    };
    expect(await grab(partner(clinic.tenantId, [clinic.hospitalId]))).toEqual([1, 1]);
    expect(await grab(partner(clinic.tenantId, [idFrom<HospitalId>(uuidv7())]))).toEqual([0, 0]);
    expect(await grab(partner(idFrom<TenantId>(uuidv7()), [clinic.hospitalId]))).toEqual([0, 0]);
  });

  it('lets nobody but the platform find a key by its hash, or count for it', async () => {
    const { tenantId, hospitalId, accountId } = (await aBookedSeat()).clinic;
    const calls = [
      sql`SELECT shown FROM find_partner_key('\\x00')`,
      sql`SELECT count_partner_requests(${uuidv7()}, '2030-01-07', 2, 1, now())`,
    ];
    for (const call of calls) {
      for (const power of ['tenant', 'person'] as const)
        await expect(
          rowsOf(
            opened().for(() => ({ power, tenantId, accountId })),
            call,
          ),
        ).rejects.toMatchObject({ code: '42501' });
      await expect(
        rowsOf(
          opened().for(() => partner(tenantId, [hospitalId])),
          call,
        ),
      ).rejects.toMatchObject({ code: '42501' });
      await rowsOf(
        opened().for(() => platformAsker),
        call,
      );
    }
  });

  it('shows partners and their keys to staff of their tenant, who may end a key and change nothing else of it', async () => {
    const tenantId = idFrom<TenantId>(uuidv7());
    const [partnerId, accountId, keyId] = [uuidv7(), someAccount(), uuidv7()];
    const { db } = opened();
    const hash = `${partnerId}${keyId}`.replaceAll('-', '');
    await run(
      db,
      sql`INSERT INTO account (id, tenant_id, display_name) VALUES (${accountId}, ${tenantId}, 'P')`,
    );
    await run(
      db,
      sql`INSERT INTO partner (id, tenant_id, account_id, kind, name, created_at)
        VALUES (${partnerId}, ${tenantId}, ${accountId}, 'clinic', 'P', now())`,
    );
    await run(
      db,
      sql`INSERT INTO partner_key (id, partner_id, hash, hospital_ids, operations, networks, daily_quota, created_at, made_by_account, expires_at)
        VALUES (${keyId}, ${partnerId}, decode(${hash}, 'hex'), ARRAY[gen_random_uuid()], '{appointment.read}', '{}', 1, now(),
          ${accountId}, now() + interval '1 day')`,
    );
    const person = (tenant: TenantId, power: 'person' | 'tenant'): Asker => ({
      power,
      tenantId: tenant,
      accountId,
    });
    const staff = person(tenantId, 'tenant');
    expect(await isSeen(staff, 'partner', partnerId)).toBe(true);
    expect(await isSeen(staff, 'partner_key', keyId)).toBe(true);
    const others = [person(tenantId, 'person'), person(idFrom<TenantId>(uuidv7()), 'tenant')];
    for (const asker of others) {
      expect(await isSeen(asker, 'partner', partnerId)).toBe(false);
      expect(await isSeen(asker, 'partner_key', keyId)).toBe(false);
    }
    const change = (set: string) =>
      rowsOf(
        opened().for(() => staff),
        sql`UPDATE partner_key SET ${sql.raw(set)} WHERE id = ${keyId} RETURNING id`,
      );
    await expect(change("operations = '{appointment.cancel}'")).rejects.toMatchObject({ code: '42501' });
    await expect(change("expires_at = now() + interval '300 days'")).rejects.toMatchObject({ code: '42501' });
    expect(await change('revoked_at = now()')).toHaveLength(1);
    await run(
      db,
      sql`INSERT INTO partner_key_use (key_id, used_on, requests) VALUES (${keyId}, '2030-01-07', 1)`,
    );
    const uses = (asker: Asker) =>
      rowsOf(
        opened().for(() => asker),
        sql`SELECT FROM partner_key_use WHERE key_id = ${keyId}`,
      );
    expect(await uses(staff)).toHaveLength(1);
    for (const asker of [...others, partner(tenantId, [idFrom<HospitalId>(uuidv7())], accountId)])
      expect(await uses(asker)).toEqual([]);
    const count = rowsOf(
      opened().for(() => staff),
      sql`UPDATE partner_key_use SET requests = 0 WHERE key_id = ${keyId}`,
    );
    await expect(count).rejects.toMatchObject({ code: '42501' });
    expect(await isSeen(platformAsker, 'partner_key', keyId)).toBe(true);
  });
};
