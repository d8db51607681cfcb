import { describe, expect, it } from 'vitest';
import { ERASED } from '../../privacy/index.js';
import { minutesAfter } from '../../shared/clock.js';
import { type AccountId, type InvitationId, idFrom, type RefundId } from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import { aDetailedPatient } from '../builders/people.js';
import { anAccount, aSession, freshHash, now } from './account-world.js';
import { freshId } from './fresh.js';
import { inOne, type OpenPatientStores, openedPatients } from './patient-fixture.js';
import { aFamilyOf } from './patient-store-contract.js';
import { created, succeeded } from './payments.js';
import { aWorld, commit } from './world.js';

export const erasureContract = (adapterName: string, open: OpenPatientStores): void => {
  describe(`ErasureStore contract: ${adapterName}`, () => {
    const opened = openedPatients(open);
    const blockers = (id: AccountId) => inOne(opened().accounts, ({ erasure }) => erasure.blockers(id, now));
    const erase = (id: AccountId) => inOne(opened().accounts, ({ erasure }) => erasure.erase(id, now));

    it('is held up by what is not over: orders, money on its way, shifts', async () => {
      const { visits } = opened();
      const world = await aWorld(visits);
      const escort = await world.addEscort();
      expect(await blockers(world.accountId)).toEqual([]);
      const over = await world.addOrder('FINISHED', { escortId: escort.id });
      expect(await blockers(world.accountId)).toEqual([]);
      expect(await blockers(escort.accountId)).toEqual([]);
      await commit(visits, ({ payments }) => payments.insert(created(over.id)));
      expect(await blockers(world.accountId)).toEqual(['open-money']);
      await world.addOrder('ACCEPTED', { escortId: escort.id });
      expect(await blockers(world.accountId)).toEqual(['open-order', 'open-money']);
      expect(await blockers(escort.accountId)).toEqual(['coming-shift']);
    });

    it('is held up by a suspension as an escort, and not by a revocation', async () => {
      const world = await aWorld(opened().visits);
      const { id, accountId } = await world.addEscort({ certification: 'SUSPENDED' });
      expect(await blockers(accountId)).toEqual(['suspension']);
      await world.addEscort({ id, accountId, certification: 'REVOKED' });
      expect(await blockers(accountId)).toEqual([]);
    });

    it('is held up by a refund that has not arrived', async () => {
      const { visits } = opened();
      const world = await aWorld(visits);
      const order = await world.addOrder('CANCELLED');
      const payment = succeeded(order.id);
      await commit(visits, async ({ payments, refunds }) => {
        await payments.insert(payment);
        await refunds.insert({
          id: idFrom<RefundId>(freshId()),
          paymentId: payment.id,
          orderId: order.id,
          amountFen: fen(100),
          reason: 'cancelled',
          status: 'MANUAL',
          attempts: 3,
          nextTryAt: now,
          createdAt: now,
          version: 1,
        });
      });
      expect(await blockers(world.accountId)).toEqual(['open-money']);
    });

    it('takes away what signs in and what finds, and leaves the number to whoever comes next', async () => {
      const { accounts } = opened();
      const { keeper, tenantId } = await aFamilyOf(opened());
      const identityHash = freshHash();
      await inOne(accounts, async (stores) => {
        await stores.credentials.setPasswordHash(keeper.id, 'hash', now);
        await stores.identityLinks.insert({ identityHash, accountId: keeper.id, linkedAt: now });
        await stores.sessions.insert(aSession(keeper.id));
      });
      await erase(keeper.id);
      const left = await inOne(accounts, async (stores) => [
        await stores.accounts.find(keeper.id),
        await stores.accounts.findByPhone(tenantId, keeper.phone),
        await stores.credentials.passwordHash(keeper.id),
        await stores.identityLinks.accountOf(identityHash),
      ]);
      expect(left).toEqual([undefined, undefined, undefined, undefined]);
      const next = anAccount({ tenantId, phone: keeper.phone });
      expect((await inOne(accounts, (stores) => stores.accounts.insert(next))).ok).toBe(true);
      expect(await inOne(accounts, (stores) => stores.accounts.findByPhone(tenantId, keeper.phone))).toEqual(
        next,
      );
    });

    it('forgets the patients that were theirs alone, and no other', async () => {
      const { unitOfWork } = opened();
      const { keeper, sister, patient } = await aFamilyOf(opened());
      const shared = { ...patient, id: idFrom<typeof patient.id>(freshId()) };
      await inOne(unitOfWork, async ({ patients, register, proxies, invitations }) => {
        await register.insert(shared, '爸爸');
        await proxies.add(shared.id, { accountId: sister.id, scopes: ['view'], from: now });
        const lapsed = {
          scopes: ['view'],
          from: minutesAfter(now, -60),
          until: minutesAfter(now, -1),
        } as const;
        await proxies.add(patient.id, { accountId: sister.id, ...lapsed });
        for (const { id } of [patient, shared]) await patients.saveDetails(id, aDetailedPatient());
        await invitations.insert({
          id: idFrom<InvitationId>(freshId()),
          tenantId: patient.tenantId,
          patientId: shared.id,
          phone: keeper.phone,
          scope: 'view',
          until: minutesAfter(now, 600),
          invitedBy: sister.id,
          createdAt: now,
          expiresAt: minutesAfter(now, 60),
        });
      });
      expect(await erase(keeper.id)).toEqual({ patients: [patient.id] });
      const left = await inOne(unitOfWork, async ({ patients, register, invitations }) => ({
        gone: [await register.name(patient.id), await patients.details(patient.id)],
        grants: (await patients.find(patient.id))?.grants,
        kept: [await register.name(shared.id), await patients.details(shared.id)],
        keptGrants: (await patients.find(shared.id))?.grants.map(({ accountId }) => accountId),
        invitations: await invitations.toPhone(patient.tenantId, keeper.phone, now),
      }));
      expect(left).toEqual({
        gone: [ERASED, {}],
        grants: [],
        kept: ['爸爸', aDetailedPatient()],
        keptGrants: [sister.id],
        invitations: [],
      });
    });
  });
};
