import { beforeEach, describe, expect, it } from 'vitest';
import { type Bundle, type BundleStores, bundleStatuses, commonOfBundle } from '../../bundles/index.js';
import { defaultVisitPolicy } from '../../shared/default-visit-policy.js';
import { type BundleId, idFrom, type OrderId, type QuoteId } from '../../shared/ids.js';
import { anOrder } from '../builders/an-order.js';
import { aCity } from '../builders/beijing.js';
import type { BundleStoresFixture, OpenBundleStores } from './bundle-fixture.js';
import { aClinic, type Clinic } from './clinic-world.js';
import { freshId } from './fresh.js';
import { inOne, openedOnce } from './opened-once.js';
import { insertOrder } from './world.js';

const at = (time: string) => new Date(`2030-01-08T${time}:00Z`);

/** The same bundle in another state. */
const inState = (bundle: Bundle, status: Bundle['status']): Bundle => {
  const common = commonOfBundle(bundle);
  if (status === 'CHOOSING') return { ...common, status, chooseBy: at('10:00') };
  if (status === 'RELEASED' || status === 'DONE') return { ...common, status, endedAt: at('11:00') };
  return { ...common, status };
};

export const bundleStoreContract = (adapterName: string, open: OpenBundleStores): void => {
  describe(`BundleStore contract: ${adapterName}`, () => {
    const opened: () => BundleStoresFixture = openedOnce(open);
    const inStores = <T>(work: (stores: BundleStores) => Promise<T>) => inOne(opened().unitOfWork, work);
    let clinic: Clinic;
    beforeEach(async () => {
      const { seeds } = opened();
      await seeds.publishPolicy(defaultVisitPolicy, new Date('2020-01-01T00:00:00Z'));
      await seeds.addCity(aCity());
      clinic = await aClinic(opened());
    });

    const addSeat = async () => {
      const wish = clinic.aWish();
      await clinic.take(await clinic.addOther(1), [wish]);
      return wish.appointmentId;
    };
    const addOrder = async (): Promise<OrderId> => {
      const { tenantId, accountId: bookedBy, hospitalId } = clinic;
      const patientId = await clinic.addPatient();
      const order = anOrder('PENDING_PAYMENT', { tenantId, bookedBy, hospitalId, patientId });
      const charge = { ...order.charge, quoteId: idFrom<QuoteId>(freshId()) };
      const id = idFrom<OrderId>(freshId());
      await inStores((stores) => insertOrder(stores, { ...order, id, orderNo: `BZ-${id}`, charge }));
      return id;
    };
    /** A bundle of a seat and an order of its own, which is not stored yet. */
    const aBundle = async (overrides: Partial<Pick<Bundle, 'seat' | 'orderId'>> = {}): Promise<Bundle> => ({
      id: idFrom<BundleId>(freshId()),
      tenantId: clinic.tenantId,
      bookedBy: clinic.accountId,
      patientId: clinic.patientId,
      orderId: await addOrder(),
      seat: { appointmentId: await addSeat(), sequence: 0, startsAt: at('08:00') },
      createdAt: at('02:00'),
      version: 1,
      status: 'HELD',
      ...overrides,
    });
    const insert = (bundle: Bundle) => inStores(({ bundles }) => bundles.insert(bundle));
    const stored = async (): Promise<Bundle> => {
      const bundle = await aBundle();
      await insert(bundle);
      return bundle;
    };
    const find = ({ id }: Bundle) => inStores(({ bundles }) => bundles.find(id));
    const update = (bundle: Bundle, expectedVersion: number) =>
      opened().unitOfWork.run(({ bundles }) => bundles.update(bundle, expectedVersion));
    const dueIds = (now = at('03:00')) => opened().dueBundles.due(now, 1_000);
    const versionsOf = ({ orderId, seat }: Bundle) =>
      inStores(async ({ orders, appointments }) => ({
        orderVersion: (await orders.find(orderId))?.version ?? 0,
        appointmentVersion: (await appointments.find(seat.appointmentId))?.version ?? 0,
      }));
    const see = async (bundle: Bundle) => {
      const seen = await versionsOf(bundle);
      await inStores(({ bundles }) => bundles.markSeen(bundle, seen));
    };

    it.each(bundleStatuses)('gives back a bundle in %s as it was stored', async (status) => {
      const before = await stored();
      const next = { ...inState(before, status), version: 2 };
      expect(await update(next, 1)).toEqual({ ok: true, value: undefined });
      expect(await find(before)).toEqual(next);
    });

    it('finds a bundle by either half, also one that goes on with another seat', async () => {
      const bundle = await stored();
      const seat = { appointmentId: await addSeat(), sequence: 3, startsAt: at('09:30') };
      await update({ ...bundle, seat, version: 2 }, 1);
      const found = await inStores(async ({ bundles }) => [
        await bundles.ofOrder(bundle.orderId),
        await bundles.ofAppointment(seat.appointmentId),
        await bundles.ofAppointment(bundle.seat.appointmentId),
      ]);
      expect(found).toEqual([{ ...bundle, seat, version: 2 }, { ...bundle, seat, version: 2 }, undefined]);
    });

    it('keeps an appointment and an order out of a second bundle', async () => {
      const bundle = await stored();
      const sameSeat = await aBundle({ seat: bundle.seat });
      const sameOrder = await aBundle({ orderId: bundle.orderId });
      for (const other of [sameSeat, sameOrder]) {
        await expect(insert(other)).rejects.toThrow();
        expect(await find(other)).toBeUndefined();
      }
    });

    it('changes nothing of a bundle that has moved on', async () => {
      const bundle = await stored();
      await update({ ...inState(bundle, 'ASKED'), version: 2 }, 1);
      expect(await update({ ...inState(bundle, 'RELEASED'), version: 2 }, 1)).toEqual({
        ok: false,
        error: { type: 'StaleVersion', currentVersion: 2 },
      });
      expect(await find(bundle)).toMatchObject({ status: 'ASKED' });
    });

    it('tells orders and appointments of the live bundle that they are in', async () => {
      const bundle = await stored();
      const links = () =>
        inStores(async ({ bundleLinks }) => [
          await bundleLinks.ofOrder(bundle.orderId),
          await bundleLinks.ofAppointment(bundle.seat.appointmentId),
        ]);
      const link = { bundleId: bundle.id, isChoosing: false };
      expect(await links()).toEqual([link, link]);
      await update({ ...inState(bundle, 'CHOOSING'), version: 2 }, 1);
      expect(await links()).toEqual([
        { ...link, isChoosing: true },
        { ...link, isChoosing: true },
      ]);
      await update({ ...inState(bundle, 'RELEASED'), version: 3 }, 2);
      expect(await links()).toEqual([undefined, undefined]);
    });

    it('is due until its halves were seen as they are, and again when one of them moves', async () => {
      const bundle = await stored();
      expect(await dueIds()).toContain(bundle.id);
      await see(bundle);
      expect(await dueIds()).not.toContain(bundle.id);
      await inStores(async ({ appointments }) => {
        const seat = await appointments.find(bundle.seat.appointmentId);
        if (!seat) throw new Error('the seat is there');
        await appointments.update({ ...seat, version: seat.version + 1 }, seat.version);
      });
      expect(await dueIds()).toContain(bundle.id);
      await see(bundle);
      await inStores(async ({ orders }) => {
        const order = await orders.find(bundle.orderId);
        if (!order) throw new Error('the order is there');
        await orders.update({ ...order, version: order.version + 1 }, order.version);
      });
      expect(await dueIds()).toContain(bundle.id);
    });

    it('does not take halves for seen that were seen for an earlier state of the bundle', async () => {
      const bundle = await stored();
      await update({ ...inState(bundle, 'ASKED'), version: 2 }, 1);
      await see(bundle);
      expect(await dueIds()).toContain(bundle.id);
    });

    it('is due when the time of a choice is over, and never again once it has ended', async () => {
      const bundle = await stored();
      await update({ ...inState(bundle, 'CHOOSING'), version: 2 }, 1);
      await see({ ...bundle, version: 2 });
      expect(await dueIds(at('09:59'))).not.toContain(bundle.id);
      expect(await dueIds(at('10:00'))).toContain(bundle.id);
      await update({ ...inState(bundle, 'DONE'), version: 3 }, 2);
      expect(await dueIds(at('23:00'))).not.toContain(bundle.id);
    });
  });
};
