import { idFrom, type StaffGrantId } from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { anOrder, aPatient, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { aPatientsFamily, auditOf } from '../patients/family.js';

const blocked = (...by: readonly string[]) => ({ ok: false, error: { type: 'EraseBlocked', by } });

describe('erasing oneself', () => {
  it('needs a fresh proof', async () => {
    const { accounts, keeper, origin, clock } = await aPatientsFamily();
    clock.advance(5);
    expect(await accounts.eraseAccount(keeper, origin)).toEqual({
      ok: false,
      error: { type: 'StepUpNeeded' },
    });
    expect(await accounts.beginExport(keeper, origin, { isFirst: true })).toEqual({
      ok: false,
      error: { type: 'StepUpNeeded' },
    });
  });

  it('waits for an open order, and leaves everything as it was until then', async () => {
    const family = await aPatientsFamily();
    const { accounts, keeper, origin, stores, patients, patientId } = family;
    await stores.visits.seeds.addPatient(aPatient());
    const order = { ...anOrder('PAID'), bookedBy: keeper.accountId };
    await stores.visits.unitOfWork.run(async ({ orders }) => ok(await orders.insert(order)));
    // Seen red where what `blockersOf` found was not looked at.
    expect(await accounts.eraseAccount(keeper, origin)).toEqual(blocked('open-order'));
    expect((await patients.readPatient(keeper, origin, { patientId })).ok).toBe(true);
    expect((await auditOf(family)).at(-1)).toMatchObject({
      operation: 'account.erase',
      outcome: 'refused',
      reason: 'EraseBlocked',
    });
  });

  it('waits for roles of staff to be given back', async () => {
    const { accounts, keeper, origin, stores, clock } = await aPatientsFamily();
    const { accountId, tenantId } = keeper;
    const id = idFrom<StaffGrantId>('01900000-0ccc-7000-8000-000000000001');
    await stores.accounts.run(async ({ staffGrants }) =>
      ok(await staffGrants.insert({ id, tenantId, accountId, role: 'support', from: clock.now() })),
    );
    expect(await accounts.eraseAccount(keeper, origin)).toEqual(blocked('staff-role'));
    await stores.accounts.run(async ({ staffGrants }) =>
      ok(await staffGrants.revoke(id, { at: clock.now(), by: accountId })),
    );
    clock.advance(1);
    expect((await accounts.eraseAccount(keeper, origin)).ok).toBe(true);
  });

  it('forgets the patients that were theirs alone, and is told to the audit by ids', async () => {
    const family = await aPatientsFamily();
    const { accounts, keeper, origin, stores, patientId } = family;
    must(await accounts.eraseAccount(keeper, origin));
    const left = await stores.accounts.run(async (all) => ok(await all.accounts.find(keeper.accountId)));
    expect(left).toEqual(ok(undefined));
    expect((await auditOf(family)).at(-1)).toMatchObject({
      operation: 'account.erase',
      outcome: 'done',
      object: { kind: 'account', id: keeper.accountId },
      facts: { patients: [patientId] },
    });
  });
});

it('a copy of one’s data is noted before anything is read', async () => {
  const family = await aPatientsFamily();
  const { accounts, keeper, origin } = family;
  expect(must(await accounts.beginExport(keeper, origin, { isFirst: true }))?.id).toBe(keeper.accountId);
  expect((await auditOf(family)).at(-1)).toMatchObject({
    operation: 'account.export',
    outcome: 'done',
    facts: { isFirst: true },
  });
});
