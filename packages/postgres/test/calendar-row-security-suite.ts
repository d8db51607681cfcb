import { type AccountId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { type Asker, type OpenDatabase, platformAsker, uuidv7 } from '@banzhen/postgres';
import { calendarStoresFixture, rowsOf, run, sql } from '@banzhen/postgres/testing';
import { expect, it } from 'vitest';
import { bookedSeatIn } from './booked-seat.js';

/** What row-level security promises about links to calendars by itself, whatever the application asks (A25). */
export const calendarRowSecurityCases = (opened: () => OpenDatabase): void => {
  const someTenant = () => idFrom<TenantId>(uuidv7());
  const aLink = async () => {
    const { tenantId, accountId, doctorId } = await calendarStoresFixture(opened()).doctor();
    const id = uuidv7();
    const hash = `${id}${uuidv7()}`.replaceAll('-', '');
    await run(
      opened().db,
      sql`INSERT INTO calendar_link (id, tenant_id, doctor_id, hash, created_at, made_by_account, expires_at)
        VALUES (${id}, ${tenantId}, ${doctorId}, decode(${hash}, 'hex'), now(), ${accountId}, now() + interval '1 day')`,
    );
    return { id, tenantId, accountId };
  };
  const seen = async (asker: Asker, id: string) =>
    (
      await rowsOf(
        opened().for(() => asker),
        sql`SELECT id FROM calendar_link WHERE id = ${id}`,
      )
    ).length === 1;

  it('shows a link to a doctor’s calendar to staff of the tenant and to nobody else', async () => {
    const { id, tenantId, accountId } = await aLink();
    const of = (power: 'person' | 'tenant', tenant: TenantId): Asker => ({
      power,
      tenantId: tenant,
      accountId,
    });
    expect(await seen(platformAsker, id)).toBe(true);
    expect(await seen(of('tenant', tenantId), id)).toBe(true);
    expect(await seen(of('tenant', someTenant()), id)).toBe(false);
    expect(await seen(of('person', tenantId), id)).toBe(false);
    expect(await seen({ power: 'nobody' }, id)).toBe(false);
    const { clinic } = await bookedSeatIn(opened());
    const partner = { power: 'partner', tenantId, hospitalIds: [clinic.hospitalId] } as const;
    expect(await seen({ ...partner, accountId: idFrom<AccountId>(uuidv7()) }, id)).toBe(false);
  });

  it('lets staff end a link and change nothing else of it', async () => {
    const { id, tenantId, accountId } = await aLink();
    const staff = opened().for(() => ({ power: 'tenant', tenantId, accountId }));
    const change = (set: string) =>
      rowsOf(staff, sql`UPDATE calendar_link SET ${sql.raw(set)} WHERE id = ${id} RETURNING id`);
    await expect(change("expires_at = now() + interval '300 days'")).rejects.toMatchObject({ code: '42501' });
    await expect(change("hash = decode(repeat('00', 32), 'hex')")).rejects.toMatchObject({ code: '42501' });
    expect(await change('revoked_at = now()')).toHaveLength(1);
  });
};
