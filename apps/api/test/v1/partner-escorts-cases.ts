import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayFrom } from '../days.js';
import { told } from '../told.js';
import { escortDesk, title, YUAN } from './escort-desk.js';
import { partnerAccountCases } from './partner-account-cases.js';
import { listOf, type PartnerScene, partnerScene } from './partner-scene.js';

const NOWHERE = '01900000-0000-7000-8000-00000000dead';

/** Escort orders of a partner. */
export const partnerEscortsCases = (): void => {
  describe('escort orders of a partner', () => {
    let scene: PartnerScene;
    beforeAll(async () => {
      scene = await partnerScene();
    }, 120_000);
    afterAll(() => scene.api.close());

    const { limit, credit, quote, order, eventsAfter } = escortDesk(() => scene);

    it('are for patients who have been at a hospital of the key, and for nobody else', async () => {
      expect(title(await quote(3))).toEqual([404, 'NotFound']);
      const [session] = await scene.offersAt(scene.clinicId);
      await scene.family('appointment.hold', {
        clinicSessionId: session?.clinicSessionId,
        patientId: scene.patientId,
      });
      const { status, body } = await quote(3);
      expect(status).toBe(200);
      expect(listOf(body.lines).reduce((sum, { amountFen }) => sum + Number(amountFen), 0)).toBe(
        body.totalFen,
      );
      expect(listOf(body.lines).map(({ kind }) => kind)).not.toContain('distance');
      expect(title(await quote(3, { patientId: NOWHERE }))).toEqual([404, 'NotFound']);
      expect(title(await quote(3, { clinicId: scene.otherClinicId }))).toEqual([404, 'NotFound']);
      expect(title(await quote(3, { serviceCode: 'x' }))).toEqual([400, 'ServiceNotOffered']);
    });

    it('are quoted beside what a unit usually costs, where that was published (B57)', async () => {
      const { unitPriceFen, reference: before } = (await quote(3)).body;
      expect([typeof unitPriceFen, before]).toEqual(['number', undefined]);
      const reference = { lowestFen: Number(unitPriceFen) - YUAN, highestFen: Number(unitPriceFen) + YUAN };
      const price = { cityCode: '110000', serviceCode: 'escort-half-day', unitPriceFen, reference };
      const list = { prices: [price], latest: 0, reason: '公布参考价' };
      expect((await told(scene.api.mutate('priceList.publish', list, 'admin'))).status).toBe(200);
      expect((await quote(3)).body).toMatchObject({ unitPriceFen, reference });
    });

    it('are put on account within the limit of credit, or not made at all', async () => {
      expect(title(await order(3))).toEqual([409, 'CreditExceeded']);
      const { totalFen } = (await quote(3)).body;
      await limit(Number(totalFen) - 1);
      expect(title(await order(3))).toEqual([409, 'CreditExceeded']);
      expect((await scene.get('/v1/escort-orders')).body.items).toEqual([]);
      await limit(Number(totalFen));
      const made = await order(3);
      expect([made.status, made.body.status]).toEqual([201, 'PAID']);
      expect(await credit()).toEqual({ owedFen: totalFen, limitFen: totalFen });
      expect(title(await order(4))).toEqual([409, 'CreditExceeded']);
      expect(
        title(await scene.post('/v1/escort-orders', { quoteId: NOWHERE, consentedScopeVersion: 1 })),
      ).toEqual([404, 'NotFound']);
      const read = await scene.get(`/v1/escort-orders/${made.body.orderId}`);
      expect(read.headers.get('etag')).toMatch(/^"\d+"$/);
      expect(read.body).toMatchObject({
        ...{ clinicId: scene.clinicId, patientId: scene.patientId, dueFen: 0 },
        ...{ totalFen, paidFen: totalFen },
      });
      const words = JSON.stringify(read.body);
      for (const word of ['visitCode', 'realName', '王秀兰', 'phone', 'bookedBy'])
        expect(words).not.toContain(word);
      const unpaid = await scene.post(
        `/v1/escort-orders/${made.body.orderId}/pay`,
        {},
        Number(read.body.version),
      );
      expect(title(unpaid)).toEqual([409, 'NothingToPay']);
    });

    it('are cancelled with exactly what was quoted, which is owed no more', async () => {
      const [first] = listOf((await scene.get('/v1/escort-orders')).body.items);
      const at = `/v1/escort-orders/${first?.orderId}`;
      const quoted = await scene.post(`${at}/cancellation-quotes`, {});
      expect(quoted.status).toBe(200);
      const { cancellationQuoteId, refundFen, escortFen, platformFen } = quoted.body;
      expect(Number(refundFen) + Number(escortFen) + Number(platformFen)).toBe(first?.paidFen);
      const { version } = (await scene.get(at)).body;
      const body = { cancellationQuoteId, reason: '住院改期' };
      const stale = await scene.post(`${at}/cancel`, body, Number(version) + 7);
      expect(title(stale)).toEqual([412, 'StaleVersion']);
      expect(
        title(await scene.post(`${at}/cancel`, { cancellationQuoteId: NOWHERE }, Number(version))),
      ).toEqual([409, 'QuoteOutdated']);
      const headers = { 'idempotency-key': 'cancel-of-a-partner' };
      const done = await scene.post(`${at}/cancel`, body, Number(version), { headers });
      expect([done.status, done.body.status]).toEqual([200, 'CANCELLED']);
      const again = await scene.post(`${at}/cancel`, body, Number(version), { headers });
      expect(again.body).toEqual(done.body);
      const before = Number(first?.paidFen);
      expect((await credit()).owedFen).toBe(before - Number(refundFen));
      expect((await scene.get(at)).body).toMatchObject({ paidFen: before - Number(refundFen), dueFen: 0 });
    });

    it('are paid in full where they become dearer later', async () => {
      await limit(100_000 * YUAN);
      const start = (await scene.get('/v1/events?limit=100')).body.nextCursor;
      const made = await order(8);
      const { orderId } = made.body;
      const longer = (await quote(8, { endsAt: `${dayFrom(8)}T17:00:00+08:00` })).body;
      const moved = await told(
        scene.api.mutate(
          'dispatch.reschedule',
          { orderId, quoteId: longer.quoteId, reason: '延长' },
          'dispatcher',
        ),
      );
      expect(moved.refusal).toBeUndefined();
      const at = `/v1/escort-orders/${orderId}`;
      const owing = (await scene.get(at)).body;
      expect([owing.totalFen, owing.dueFen]).toEqual([
        longer.totalFen,
        Number(longer.totalFen) - made.totalFen,
      ]);
      const owedFen = Number((await credit()).owedFen);
      await limit(owedFen);
      expect(title(await scene.post(`${at}/pay`, {}, Number(owing.version)))).toEqual([
        409,
        'CreditExceeded',
      ]);
      await limit(100_000 * YUAN);
      const paid = await scene.post(`${at}/pay`, {}, Number(owing.version));
      expect(paid.status).toBe(200);
      expect((await credit()).owedFen).toBe(owedFen + Number(owing.dueFen));
      const after = (await scene.get(at)).body;
      expect(after).toMatchObject({ dueFen: 0, paidFen: longer.totalFen });
      const events = await eventsAfter(start);
      expect(events.map(({ type, dueFen }) => [type, dueFen])).toEqual([
        ['OrderCreated', undefined],
        ['OrderPaid', undefined],
        ['OrderRescheduled', owing.dueFen],
        ['BalancePaid', undefined],
      ]);
      expect(events.at(-1)).toEqual({
        ...{ eventId: expect.any(String), type: 'BalancePaid', about: 'escort-order', subjectId: orderId },
        ...{ clinicId: scene.clinicId, version: after.version, href: at, at: expect.any(String) },
      });
      const shown = await told(
        scene.api.query('partner.events', { partnerId: scene.partnerId, limit: 100 }, 'admin'),
      );
      const rows = listOf(shown.value.events).filter(({ subjectId }) => subjectId === orderId);
      expect(rows.map(({ type, about, dueFen }) => [type, about, dueFen])).toEqual(
        events.map(({ type, about, dueFen }) => [type, about, dueFen]),
      );
    });

    it('are offered to the family without what their account keeps from it', async () => {
      const [first] = listOf((await scene.get('/v1/escort-orders')).body.items).slice(-1);
      const orderId = first?.orderId;
      const { allowed } = (await told(scene.api.query('family.order', { orderId }, 'family'))).value;
      expect(allowed).toContain('cancel');
      expect(allowed).not.toContain('reschedule');
      const moved = { orderId, quoteId: NOWHERE };
      expect((await told(scene.api.mutate('family.reschedule', moved, 'family'))).refusal).toMatchObject({
        type: 'BookedOnAccount',
      });
      const staff = (await told(scene.api.query('dispatch.order', { orderId }, 'dispatcher'))).value;
      expect(staff.allowed).toContain('reschedule');
    });

    partnerAccountCases(() => scene);

    it('are nothing to a key of another hospital, another partner, or without the operation', async () => {
      const [first] = listOf((await scene.get('/v1/escort-orders')).body.items);
      const at = `/v1/escort-orders/${first?.orderId}`;
      const { key: elsewhere } = await scene.createKey({ hospitalIds: [scene.otherClinicId] });
      expect(title(await scene.get(at, { key: String(elsewhere) }))).toEqual([404, 'NotFound']);
      expect((await scene.get('/v1/escort-orders', { key: String(elsewhere) })).body.items).toEqual([]);
      const { partnerId } = await scene.admin('register', { name: '另一家', kind: 'insurer' });
      const { key: others } = await scene.createKey({ partnerId });
      expect(title(await scene.get(at, { key: String(others) }))).toEqual([404, 'NotFound']);
      expect((await scene.get('/v1/escort-orders', { key: String(others) })).body.items).toEqual([]);
      const followed = listOf((await scene.get('/v1/events?limit=100')).body.items);
      expect(followed.some(({ about }) => about === 'escort-order')).toBe(true);
      const theirs = listOf((await scene.get('/v1/events?limit=100', { key: String(others) })).body.items);
      expect(theirs).toEqual(followed.filter(({ about }) => about !== 'escort-order'));
      const far = listOf((await scene.get('/v1/events?limit=100', { key: String(elsewhere) })).body.items);
      expect(far.filter(({ about }) => about === 'escort-order')).toEqual([]);
      const empty = await scene.get(`/v1/statements?from=${dayFrom(0)}&until=${dayFrom(0)}`, {
        key: String(others),
      });
      expect(empty.body).toMatchObject({ openingFen: 0, closingFen: 0, items: [] });
      const cancelling = await scene.post(`${at}/cancellation-quotes`, {}, undefined, {
        key: String(others),
      });
      expect(title(cancelling)).toEqual([404, 'NotFound']);
      const { key: narrow } = await scene.createKey({ partnerId, operations: ['directory.read'] });
      expect(title(await scene.get(at, { key: String(narrow) }))).toEqual([403, 'KeyOutOfScope']);
    });
  });
};
