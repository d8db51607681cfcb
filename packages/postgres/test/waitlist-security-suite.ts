import { minutesAfter } from '@banzhen/domain/shared/clock';
import {
  type AccountId,
  idFrom,
  type PersonId,
  type TenantId,
  type WaitlistEntryId,
} from '@banzhen/domain/shared/ids';
import { aWaitlistEntry } from '@banzhen/domain/testing';
import { aClinic } from '@banzhen/domain/testing/contracts';
import { type Asker, nobody, type OpenDatabase, platformAsker, uuidv7 } from '@banzhen/postgres';
import { clinicStoresFixture, rowOf, rowsOf, run, sql } from '@banzhen/postgres/testing';
import { expect, it } from 'vitest';

const now = new Date('2030-01-08T02:00:00Z');

/** What row-level security promises about the waitlist by itself, whatever the application asks (A25, AZ1). */
export const waitlistSecurityCases = (opened: () => OpenDatabase): void => {
  const storesFor = (asker: Asker) => clinicStoresFixture({ ...opened(), db: opened().for(() => asker) });
  const askers = ({
    tenantId,
    accountId,
  }: {
    readonly tenantId: TenantId;
    readonly accountId: AccountId;
  }) => {
    const stranger = idFrom<AccountId>(uuidv7());
    const elsewhere = idFrom<TenantId>(uuidv7());
    const as = (tenant: TenantId, account: AccountId, power: 'person' | 'tenant' = 'person'): Asker => ({
      power,
      tenantId: tenant,
      accountId: account,
    });
    return {
      family: as(tenantId, accountId),
      staff: as(tenantId, stranger, 'tenant'),
      neighbour: as(tenantId, stranger),
      others: [
        as(tenantId, stranger),
        as(elsewhere, stranger, 'tenant'),
        as(elsewhere, accountId),
        nobody,
      ] as const,
    };
  };

  const aWaiter = async () => {
    const stores = clinicStoresFixture(opened());
    const clinic = await aClinic(stores);
    const { tenantId, hospitalId, departmentId, patientId, accountId } = clinic;
    const session = await clinic.addSession('RELEASED', 1);
    const anEntry = () =>
      aWaitlistEntry('WAITING', {
        id: idFrom<WaitlistEntryId>(uuidv7()),
        target: { tenantId, hospitalId, departmentId },
        personId: idFrom<PersonId>(uuidv7()),
        ...{ patientId, joinedBy: accountId, waitingSince: minutesAfter(now, -5) },
      });
    const entry = anEntry();
    const wish = clinic.aWish();
    await clinic.take(session, [wish]);
    await stores.unitOfWork.run(async ({ waitlist }) => {
      await waitlist.add(entry, 5);
      const { appointmentId } = wish;
      const turn = { offers: 1, outOfTurn: 0 };
      await waitlist.recordOffer({
        ...{ departmentId, entryId: entry.id, appointmentId, isOutOfTurn: false, turn, at: now },
      });
      return { ok: true, value: undefined } as const;
    });
    return { clinic, session, entry, anEntry, who: askers(clinic) };
  };
  const isSeen = async (asker: Asker, table: string, column: string, id: string) => {
    const db = opened().for(() => asker);
    const found = await rowsOf(db, sql`SELECT FROM ${sql.raw(table)} WHERE ${sql.raw(column)} = ${id}::uuid`);
    return found.length > 0;
  };

  it('shows who waits to who joined, to the family and to staff of the tenant, and to nobody else', async () => {
    const { entry, who } = await aWaiter();
    const see = (asker: Asker) => isSeen(asker, 'waitlist_entry', 'id', entry.id);
    for (const asker of [who.family, who.staff, platformAsker]) expect(await see(asker)).toBe(true);
    for (const asker of who.others) expect(await see(asker)).toBe(false);
  });

  it('shows which seats are on their way back to staff of the tenant alone, who change none', async () => {
    const { clinic, session, who } = await aWaiter();
    const wish = clinic.aWish();
    const other = await clinic.addSession('RELEASED', 1, {
      during: { startsAt: new Date('2030-01-09T12:00:00Z'), endsAt: new Date('2030-01-09T13:00:00Z') },
    });
    expect(other.id).not.toBe(session.id);
    await clinic.take(other, [wish]);
    const held = await clinic.find(wish);
    if (held?.status !== 'HELD') throw new Error('the seat of the case is held');
    const { heldUntil: _, ...rest } = held;
    await clinic.put({ ...rest, status: 'EXPIRED', endedAt: now });
    const freed = { sessionId: other.id, ticket: held.seat.ticket };
    await clinicStoresFixture(opened()).unitOfWork.run(async ({ returns }) => {
      await returns.plan(freed, now);
      return { ok: true, value: undefined } as const;
    });
    const see = (asker: Asker) => isSeen(asker, 'seat_return', 'session_id', other.id);
    for (const asker of [who.staff, platformAsker]) expect(await see(asker)).toBe(true);
    for (const asker of [who.family, ...who.others]) expect(await see(asker)).toBe(false);
    const hurry = (asker: Asker) =>
      rowsOf(
        opened().for(() => asker),
        sql`UPDATE seat_return SET due_at = ${now.toISOString()}::timestamptz WHERE session_id = ${other.id} RETURNING ticket`,
      );
    for (const asker of [who.staff, who.family, ...who.others]) expect(await hurry(asker)).toHaveLength(0);
  });

  it('shows offers to staff alone, and lets nobody change or forget one', async () => {
    const { entry, who } = await aWaiter();
    const see = (asker: Asker) => isSeen(asker, 'waitlist_offer', 'entry_id', entry.id);
    for (const asker of [who.staff, platformAsker]) expect(await see(asker)).toBe(true);
    for (const asker of [who.family, ...who.others]) expect(await see(asker)).toBe(false);
    for (const change of ['UPDATE waitlist_offer SET number = 2', 'DELETE FROM waitlist_offer'])
      await expect(
        run(
          opened().for(() => platformAsker),
          sql.raw(change),
        ),
      ).rejects.toMatchObject({ code: '42501' });
    await expect(run(opened().db, sql`DELETE FROM waitlist_offer`)).rejects.toMatchObject({ code: '23000' });
  });

  it('lets the platform alone add an entry and take a freed seat, whoever asks; nobody deletes one', async () => {
    const { session, anEntry, who } = await aWaiter();
    for (const asker of [who.family, who.staff]) {
      const add = storesFor(asker).unitOfWork.run(({ waitlist }) => waitlist.add(anEntry(), 5));
      await expect(add).rejects.toMatchObject({ code: '42501' });
      const take = sql`SELECT * FROM take_freed_seat(${session.id}, 1, '[]'::jsonb, now(), 3)`;
      await expect(
        run(
          opened().for(() => asker),
          take,
        ),
      ).rejects.toMatchObject({ code: '42501' });
    }
    const added = await storesFor(platformAsker).unitOfWork.run(({ waitlist }) => waitlist.add(anEntry(), 5));
    expect(added.ok).toBe(true);
    await expect(
      run(
        opened().for(() => platformAsker),
        sql`DELETE FROM waitlist_entry`,
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('tells everybody that somebody waits, and where one stands, of entries that they do not see', async () => {
    const { session, entry, anEntry, who } = await aWaiter();
    const later = { ...anEntry(), waitingSince: now };
    await storesFor(platformAsker).unitOfWork.run(({ waitlist }) => waitlist.add(later, 5));
    const waits = await storesFor(who.neighbour).unitOfWork.run(async ({ waitlist }) => ({
      ok: true,
      value: [
        await waitlist.someoneWaits(session.id, now),
        (await waitlist.waitingFor(session.id, minutesAfter(now, 1))).length,
      ],
    }));
    expect(waits).toMatchObject({ value: [true, 0] });
    const place = (id: string) =>
      rowOf<{ place: number }>(
        opened().for(() => who.neighbour),
        sql`SELECT waitlist_place(${id}) AS place`,
      );
    expect([await place(entry.id), await place(later.id)]).toEqual([{ place: 1 }, { place: 2 }]);
  });
};
