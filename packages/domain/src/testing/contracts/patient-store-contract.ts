import { describe, expect, it } from 'vitest';
import type { Invitation, Patient, Reveal } from '../../patients/index.js';
import { minutesAfter } from '../../shared/clock.js';
import { type InvitationId, idFrom, type PatientId, type RevealId, type TenantId } from '../../shared/ids.js';
import { aDetailedPatient } from '../builders/people.js';
import { anAccount, freshPhone, now } from './account-world.js';
import { freshId } from './fresh.js';
import {
  inOne,
  type OpenPatientStores,
  openedPatients,
  type PatientStoresFixture,
} from './patient-fixture.js';
import { aWorld } from './world.js';

const later = minutesAfter(now, 60);

/** Two accounts of one tenant, the first of whom keeps a patient. */
export const aFamilyOf = async ({ unitOfWork, accounts }: PatientStoresFixture) => {
  const tenantId = idFrom<TenantId>(freshId());
  const keeper = anAccount({ tenantId });
  const sister = anAccount({ tenantId });
  await inOne(accounts, async (stores) => {
    for (const account of [keeper, sister]) await stores.accounts.insert(account);
  });
  const patient: Patient = {
    id: idFrom<PatientId>(freshId()),
    tenantId,
    isRealNamed: false,
    grants: [{ accountId: keeper.id, scopes: ['view', 'book'], from: now }],
  };
  await inOne(unitOfWork, ({ register }) => register.insert(patient, '妈妈'));
  return { tenantId, keeper, sister, patient };
};

export const patientRegisterContract = (adapterName: string, open: OpenPatientStores): void => {
  describe(`PatientRegister contract: ${adapterName}`, () => {
    const opened = openedPatients(open);

    it('keeps a new patient with its name and its first grants, and changes what may change', async () => {
      const { unitOfWork } = opened();
      const { patient } = await aFamilyOf(opened());
      const read = () =>
        inOne(unitOfWork, async ({ patients, register }) => ({
          name: await register.name(patient.id),
          found: await patients.find(patient.id),
        }));
      expect(await read()).toEqual({ name: '妈妈', found: patient });
      await inOne(unitOfWork, async ({ register }) => {
        await register.rename(patient.id, '母亲');
        await register.setRealNamed(patient.id, true);
      });
      expect(await read()).toEqual({ name: '母亲', found: { ...patient, isRealNamed: true } });
    });

    it('knows in which cities something was booked for a patient', async () => {
      const { unitOfWork, visits } = opened();
      const world = await aWorld(visits);
      const cities = () => inOne(unitOfWork, ({ register }) => register.citiesOf(world.patientId));
      expect(await cities()).toEqual([]);
      await world.addOrder('FINISHED');
      await world.addOrder('CANCELLED');
      expect(await cities()).toEqual([world.cityCode]);
    });

    it('lists those for whom an account may book, and nobody else’s', async () => {
      const { unitOfWork } = opened();
      const { patient, keeper, sister, tenantId } = await aFamilyOf(opened());
      const listed = (tenant: TenantId, { id }: { id: typeof keeper.id }) =>
        inOne(unitOfWork, ({ register }) => register.bookableBy(tenant, id, later));
      const { id, isRealNamed } = patient;
      expect(await listed(tenantId, keeper)).toEqual([{ id, isRealNamed }]);
      expect(await listed(tenantId, sister)).toEqual([]);
      expect(await listed(idFrom<TenantId>(freshId()), keeper)).toEqual([]);
    });

    it('finds an ID number among those for whom the account may book, and nowhere else', async () => {
      const { unitOfWork } = opened();
      const { patient, keeper, sister, tenantId } = await aFamilyOf(opened());
      const { idNumber } = aDetailedPatient();
      if (!idNumber) throw new Error('the patient of the tests has an ID number');
      const find = (tenant: TenantId, { id }: { id: typeof keeper.id }) =>
        inOne(unitOfWork, ({ register }) => register.findOwn(tenant, id, idNumber, later));
      expect(await find(tenantId, keeper)).toBeUndefined();
      await inOne(unitOfWork, ({ patients }) => patients.saveDetails(patient.id, { idNumber }));
      expect(await find(tenantId, keeper)).toBe(patient.id);
      expect(await find(tenantId, sister)).toBeUndefined();
      expect(await find(idFrom<TenantId>(freshId()), keeper)).toBeUndefined();
    });
  });
};

export const proxyStoreContract = (adapterName: string, open: OpenPatientStores): void => {
  describe(`ProxyStore contract: ${adapterName}`, () => {
    const opened = openedPatients(open);

    it('adds a grant and ends it, once, with what it gave until then', async () => {
      const { unitOfWork } = opened();
      const { patient, sister } = await aFamilyOf(opened());
      const grant = {
        accountId: sister.id,
        scopes: ['view'],
        from: now,
        until: minutesAfter(now, 600),
      } as const;
      await inOne(unitOfWork, ({ proxies }) => proxies.add(patient.id, grant));
      const grants = async () => (await inOne(unitOfWork, ({ proxies }) => proxies.lock(patient.id)))?.grants;
      expect(await grants()).toEqual(expect.arrayContaining([...patient.grants, grant]));
      const end = () => inOne(unitOfWork, ({ proxies }) => proxies.end(patient.id, sister.id, later));
      expect(await end()).toBe(true);
      expect(await end()).toBe(false);
      expect(await grants()).toEqual(expect.arrayContaining([...patient.grants, { ...grant, until: later }]));
    });

    it('leaves nothing of a grant that ends as it begins', async () => {
      const { unitOfWork } = opened();
      const { patient, sister } = await aFamilyOf(opened());
      await inOne(unitOfWork, async ({ proxies }) => {
        await proxies.add(patient.id, { accountId: sister.id, scopes: ['view'], from: later });
        expect(await proxies.end(patient.id, sister.id, later)).toBe(true);
      });
      expect((await inOne(unitOfWork, ({ proxies }) => proxies.lock(patient.id)))?.grants).toEqual(
        patient.grants,
      );
    });
  });
};

export const invitationStoreContract = (adapterName: string, open: OpenPatientStores): void => {
  describe(`InvitationStore contract: ${adapterName}`, () => {
    const opened = openedPatients(open);
    const invite = async (fixture: PatientStoresFixture, overrides: Partial<Invitation> = {}) => {
      const { patient, keeper, tenantId } = await aFamilyOf(fixture);
      const invitation: Invitation = {
        id: idFrom<InvitationId>(freshId()),
        tenantId,
        patientId: patient.id,
        phone: freshPhone(),
        scope: 'view',
        until: minutesAfter(now, 600),
        invitedBy: keeper.id,
        createdAt: now,
        expiresAt: later,
        ...overrides,
      };
      await inOne(fixture.unitOfWork, ({ invitations }) => invitations.insert(invitation));
      return invitation;
    };

    it('finds an invitation by its patient and by its phone, until it runs out', async () => {
      const { unitOfWork } = opened();
      const invitation = await invite(opened());
      const { id, patientId, phone, tenantId } = invitation;
      const seen = (at: Date, to = phone, tenant = tenantId) =>
        inOne(unitOfWork, async ({ invitations }) => [
          await invitations.ofPatient(patientId, at),
          await invitations.toPhone(tenant, to, at),
        ]);
      expect(await seen(now)).toEqual([[invitation], [invitation]]);
      expect(await seen(later)).toEqual([[], []]);
      expect(await seen(now, freshPhone())).toEqual([[invitation], []]);
      expect(await seen(now, phone, idFrom<TenantId>(freshId()))).toEqual([[invitation], []]);
      expect(await inOne(unitOfWork, ({ invitations }) => invitations.find(id))).toEqual(invitation);
    });

    it('is let go some time after it has run out', async () => {
      const { unitOfWork, visits } = opened();
      const longAgo = minutesAfter(now, -40 * 24 * 60);
      const old = await invite(opened(), { createdAt: minutesAfter(longAgo, -60), expiresAt: longAgo });
      const kept = await invite(opened());
      const prune = (limit: number) => visits.pruner.prune('invitation', minutesAfter(longAgo, 1), limit);
      expect(await prune(0)).toBe(0);
      expect(await prune(10)).toBeGreaterThanOrEqual(1);
      const left = await inOne(unitOfWork, async ({ invitations }) => [
        await invitations.find(old.id),
        await invitations.find(kept.id),
      ]);
      expect(left).toEqual([undefined, kept]);
    });

    it('is answered once, however often it is tried', async () => {
      const { unitOfWork } = opened();
      const { id } = await invite(opened());
      const remove = () => inOne(unitOfWork, ({ invitations }) => invitations.remove(id));
      const tries = await Promise.all([remove(), remove(), remove()]);
      expect(tries.filter((isFirst) => isFirst)).toHaveLength(1);
      expect(await inOne(unitOfWork, ({ invitations }) => invitations.find(id))).toBeUndefined();
    });
  });
};

export const revealStoreContract = (adapterName: string, open: OpenPatientStores): void => {
  describe(`RevealStore contract: ${adapterName}`, () => {
    const opened = openedPatients(open);

    it('keeps who looked at what and why, the newest first', async () => {
      const { unitOfWork } = opened();
      const { patient, keeper, tenantId } = await aFamilyOf(opened());
      const reveal = (at: Date): Reveal => ({
        id: idFrom<RevealId>(freshId()),
        tenantId,
        patientId: patient.id,
        by: keeper.id,
        fields: ['idNumber', 'bed'],
        reason: '家属来电核对住院号',
        at,
      });
      const [first, second] = [reveal(now), reveal(later)];
      await inOne(unitOfWork, async ({ reveals }) => {
        await reveals.append(first);
        await reveals.append(second);
      });
      expect(await inOne(unitOfWork, ({ reveals }) => reveals.ofPatient(patient.id))).toEqual([
        second,
        first,
      ]);
    });
  });
};
