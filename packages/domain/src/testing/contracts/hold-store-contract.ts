import { beforeEach, describe, expect, it } from 'vitest';
import type { EscortTaken, Holds, Order, PatientTaken } from '../../orders/index.js';
import type { EscortId, PatientId } from '../../shared/ids.js';
import type { Result } from '../../shared/result.js';
import type { TimeRange } from '../../shared/time-range.js';
import type { OpenVisitStores } from './fixture.js';
import { aWorld, commit, openedVisits, type World } from './world.js';

const at = (time: string) => new Date(`2030-01-09T${time}:00Z`);
const from = (start: string, end: string): TimeRange => ({ startsAt: at(start), endsAt: at(end) });
const now = at('00:00');

const nothing: Holds = { escorts: [], patient: [] };
const escort = (escortId: EscortId, ...ranges: readonly TimeRange[]): Holds => ({
  escorts: ranges.map((during, index) => ({ escortId, shiftNo: index + 1, during })),
  patient: [],
});
const patient = (...ranges: readonly TimeRange[]): Holds => ({
  escorts: [],
  patient: ranges.map((during, index) => ({ shiftNo: index + 1, during })),
});
const tentative = ({ escorts, patient: own }: Holds, until: Date): Holds => ({
  escorts: escorts.map((hold) => ({ ...hold, until })),
  patient: own.map((hold) => ({ ...hold, until })),
});

export const holdStoreContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`HoldStore contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let world: World;
    let wei: EscortId;
    beforeEach(async () => {
      world = await aWorld(opened());
      wei = world.escortId;
    });

    const keep = (
      order: Order,
      holds: Holds,
      when = now,
    ): Promise<Result<void, EscortTaken | PatientTaken>> =>
      opened().unitOfWork.run((stores) => stores.holds.keep(order.id, holds, when));
    const blocks = (escortId: EscortId, during = from('00:00', '23:00'), except?: Order, when = now) =>
      commit(opened(), (stores) => stores.holds.ofEscort(escortId, during, except?.id, when));
    /** An order for a patient of its own, so that only escorts can clash. */
    const anOrder = async (patientId?: PatientId) =>
      world.addOrder('PAID', { patientId: patientId ?? (await world.addPatient()).id });

    const escortTaken = () => ({ ok: false, error: { type: 'EscortTaken', escortId: wei } });
    const patientTaken = { ok: false, error: { type: 'PatientTaken' } };
    const kept = { ok: true, value: undefined };

    it('accepts back-to-back visits of an escort', async () => {
      expect(await keep(await anOrder(), escort(wei, from('01:00', '05:00')))).toEqual(kept);
      expect(await keep(await anOrder(), escort(wei, from('05:00', '07:00')))).toEqual(kept);
      expect(await keep(await anOrder(), escort(wei, from('00:00', '01:00')))).toEqual(kept);
    });

    it.each([
      ['one minute at the end', '04:59', '07:00'],
      ['one minute at the start', '00:00', '01:01'],
      ['a visit inside', '02:00', '03:00'],
      ['a visit around', '00:30', '06:00'],
      ['the same time', '01:00', '05:00'],
    ])("refuses %s of an escort's visit", async (_, start, end) => {
      await keep(await anOrder(), escort(wei, from('01:00', '05:00')));
      expect(await keep(await anOrder(), escort(wei, from(start, end)))).toEqual(escortTaken());
      expect(await blocks(wei)).toEqual([from('01:00', '05:00')]);
    });

    it('accepts the same time of another escort', async () => {
      await keep(await anOrder(), escort(wei, from('01:00', '05:00')));
      const other = await world.addEscort();
      expect(await keep(await anOrder(), escort(other.id, from('01:00', '05:00')))).toEqual(kept);
    });

    it('refuses two visits of one patient at a time, whoever comes along', async () => {
      const mother = (await world.addPatient()).id;
      expect(await keep(await anOrder(mother), patient(from('01:00', '05:00')))).toEqual(kept);
      expect(await keep(await anOrder(mother), patient(from('04:59', '06:00')))).toEqual(patientTaken);
      expect(await keep(await anOrder(mother), patient(from('05:00', '06:00')))).toEqual(kept);
      expect(await keep(await anOrder(), patient(from('01:00', '05:00')))).toEqual(kept);
    });

    it('gives up what the order held before it takes what it wants now', async () => {
      const mother = (await world.addPatient()).id;
      const order = await anOrder(mother);
      const both = (range: TimeRange) => ({ ...escort(wei, range), patient: patient(range).patient });
      await keep(order, both(from('01:00', '05:00')));
      expect(await keep(order, both(from('02:00', '06:00')))).toEqual(kept);
      expect(await blocks(wei)).toEqual([from('02:00', '06:00')]);
      expect(await keep(await anOrder(mother), both(from('01:00', '02:00')))).toEqual(kept);
    });

    it('frees everything that is not wanted any more', async () => {
      const order = await anOrder();
      await keep(order, escort(wei, from('01:00', '05:00')));
      await keep(order, nothing);
      expect(await blocks(wei)).toEqual([]);
      expect(await keep(await anOrder(), escort(wei, from('01:00', '05:00')))).toEqual(kept);
    });

    it('respects a tentative hold to its last minute and frees it then', async () => {
      const mother = (await world.addPatient()).id;
      const visit = {
        ...escort(wei, from('01:00', '05:00')),
        patient: patient(from('01:00', '05:00')).patient,
      };
      await keep(await anOrder(mother), tentative(visit, at('00:15')));
      expect(await keep(await anOrder(), escort(wei, from('02:00', '06:00')), at('00:14'))).toEqual(
        escortTaken(),
      );
      expect(await keep(await anOrder(mother), patient(from('02:00', '06:00')), at('00:14'))).toEqual(
        patientTaken,
      );
      expect(await keep(await anOrder(), escort(wei, from('02:00', '06:00')), at('00:15'))).toEqual(kept);
      expect(await keep(await anOrder(mother), patient(from('02:00', '06:00')), at('00:15'))).toEqual(kept);
    });

    it('does not give an expired hold back to an order that comes too late', async () => {
      const late = await anOrder();
      await keep(late, tentative(escort(wei, from('01:00', '05:00')), at('00:15')));
      await keep(await anOrder(), escort(wei, from('02:00', '06:00')), at('00:20'));
      expect(await keep(late, escort(wei, from('01:00', '05:00')), at('00:21'))).toEqual(escortTaken());
    });

    it('makes a tentative hold firm', async () => {
      const order = await anOrder();
      await keep(order, tentative(escort(wei, from('01:00', '05:00')), at('00:15')));
      expect(await keep(order, escort(wei, from('01:00', '05:00')), at('00:10'))).toEqual(kept);
      expect(await keep(await anOrder(), escort(wei, from('02:00', '03:00')), at('00:30'))).toEqual(
        escortTaken(),
      );
    });

    it.each(['SUSPENDED', 'REVOKED', 'EXPIRED'] as const)(
      'gives no time of an escort who is %s, and makes no tentative hold of theirs firm',
      async (certification) => {
        const [order, held, firm] = [await anOrder(), await anOrder(), await anOrder()];
        await keep(held, tentative(escort(wei, from('01:00', '05:00')), at('00:15')));
        await keep(firm, escort(wei, from('10:00', '12:00')));
        await world.addEscort({ id: wei, certification });
        expect(await keep(order, escort(wei, from('06:00', '07:00')))).toEqual(escortTaken());
        expect(await keep(held, escort(wei, from('01:00', '05:00')), at('00:10'))).toEqual(escortTaken());
        // Whoever wished for them pays and moves their order as before; it is no work yet.
        expect(await keep(held, tentative(escort(wei, from('02:00', '05:00')), at('00:20')))).toEqual(kept);
        expect(await keep(firm, escort(wei, from('10:00', '13:00')))).toEqual(escortTaken());
        expect(await keep(firm, escort(wei, from('10:00', '12:00')))).toEqual(kept);
        await world.addEscort({ id: wei, certification: 'APPROVED' });
        expect(await keep(order, escort(wei, from('06:00', '07:00')))).toEqual(kept);
      },
    );

    it('lets an escort who was suspended serve the shift that has begun, also longer', async () => {
      const serving = await world.addOrder('SERVING', { patientId: (await world.addPatient()).id });
      await keep(serving, escort(wei, from('01:00', '05:00')));
      await world.addEscort({ id: wei, certification: 'SUSPENDED' });
      expect(await keep(serving, escort(wei, from('01:00', '06:00')))).toEqual(kept);
      expect(await keep(serving, escort(wei, from('01:00', '06:00'), from('07:00', '08:00')))).toEqual(
        escortTaken(),
      );
    });

    it('keeps nothing of several times when one of them is taken', async () => {
      const order = await anOrder();
      await keep(order, escort(wei, from('20:00', '21:00')));
      await keep(await anOrder(), escort(wei, from('10:00', '12:00')));
      const wanted = escort(wei, from('01:00', '05:00'), from('11:00', '13:00'));
      expect(await keep(order, wanted)).toEqual(escortTaken());
      expect(await blocks(wei, from('00:00', '06:00'))).toEqual([]);
      expect(await blocks(wei, from('19:00', '22:00'))).toEqual([from('20:00', '21:00')]);
    });

    it("lets the travel of one order's own shifts overlap", async () => {
      const order = await anOrder();
      expect(await keep(order, escort(wei, from('00:15', '05:30'), from('04:15', '09:30')))).toEqual(kept);
      expect(await keep(await anOrder(), escort(wei, from('09:00', '10:00')))).toEqual(escortTaken());
    });

    it("tells an escort's live holds by other orders that overlap a time", async () => {
      const own = await anOrder();
      await keep(own, escort(wei, from('01:00', '02:00')));
      await keep(await anOrder(), escort(wei, from('02:00', '03:00')));
      await keep(await anOrder(), tentative(escort(wei, from('03:00', '04:00')), at('00:15')));
      const all = await blocks(wei);
      expect(all).toHaveLength(3);
      expect(all).toEqual(expect.arrayContaining([from('01:00', '02:00'), from('03:00', '04:00')]));
      expect(await blocks(wei, from('00:00', '03:00'), own)).toEqual([from('02:00', '03:00')]);
      expect(await blocks(wei, from('03:00', '05:00'), own, at('00:15'))).toEqual([]);
    });

    it('lets exactly one of many simultaneous orders have the escort', async () => {
      const orders = await Promise.all(Array.from({ length: 6 }, () => anOrder()));
      const results = await Promise.all(
        orders.map((order, index) => keep(order, escort(wei, from(`01:0${index}`, '05:00')))),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results.filter(({ ok }) => !ok)).toEqual(Array.from({ length: 5 }, escortTaken));
      expect(await blocks(wei)).toHaveLength(1);
    });
  });
};
