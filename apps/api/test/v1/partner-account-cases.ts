import { describe, expect, it } from 'vitest';
import { dayFrom } from '../days.js';
import { told } from '../told.js';
import { escortDesk, title, YUAN } from './escort-desk.js';
import { type Answer, listOf, type PartnerScene } from './partner-scene.js';

/** The account of a partner, after the orders that the cases before have left on it. */
export const partnerAccountCases = (opened: () => PartnerScene): void => {
  describe('the account of a partner', () => {
    const { limit, credit, order, statement } = escortDesk(opened);

    it('is told on a statement that adds up, page by page', async () => {
      await limit(100_000 * YUAN);
      for (const days of [5, 6, 7]) expect((await order(days)).status).toBe(201);
      const whole = (await statement()).body;
      const { owedFen } = await credit();
      const lines = listOf(whole.items);
      expect(lines.map(({ kind }) => kind)).toEqual([
        'charge',
        'refund',
        'charge',
        'charge',
        'charge',
        'charge',
        'charge',
      ]);
      const sum = lines.reduce((total, { amountFen }) => total + Number(amountFen), 0);
      expect([whole.openingFen, whole.closingFen, sum]).toEqual([0, owedFen, owedFen]);
      expect(listOf(whole.days).at(-1)).toMatchObject({ day: dayFrom(0), closingFen: owedFen });
      const first = (await statement('&limit=2')).body;
      const rest = (await statement(`&limit=100&cursor=${first.nextCursor}`)).body;
      expect([...listOf(first.items), ...listOf(rest.items)]).toEqual(lines);
      expect(rest.nextCursor).toBeUndefined();
      const later = (await opened().get(`/v1/statements?from=${dayFrom(1)}&until=${dayFrom(2)}`)).body;
      expect(later).toMatchObject({ openingFen: owedFen, closingFen: owedFen, days: [], items: [] });
      expect(title(await opened().get(`/v1/statements?from=${dayFrom(0)}&until=${dayFrom(40)}`))).toEqual([
        400,
        'DatesUnfit',
      ]);
      const age = { earliest: '2000-01-01', latest: '2199-12-31' };
      for (const [from, until] of [
        ['0001-01-01', '0001-01-31'],
        ['9999-12-31', '9999-12-31'],
      ] as const) {
        const { status, body } = await opened().get(`/v1/statements?from=${from}&until=${until}`);
        expect([status, body.title, body.facts]).toEqual([400, 'DatesOutOfRange', age]);
      }
      const oldest = await opened().get('/v1/statements?from=2000-01-01&until=2000-01-31');
      expect(oldest.body).toMatchObject({ openingFen: 0, closingFen: 0, items: [] });
      expect(title(await statement('&cursor=x'))).toEqual([400, 'CursorInvalid']);
      const page = (await opened().get('/v1/escort-orders?limit=3')).body;
      const next = (await opened().get(`/v1/escort-orders?limit=3&cursor=${page.nextCursor}`)).body;
      expect([listOf(page.items).length, listOf(next.items).length]).toEqual([3, 2]);
    });

    it('owes less by what the partner has paid, which stands on the statement apart from orders', async () => {
      const { partnerId } = opened();
      const before = (await statement()).body;
      const owedFen = Number(before.closingFen);
      const paid = { receivedOn: dayFrom(0), bankReference: 'icbc 2030-1' };
      const pay = (amountFen: number, changed: object = {}) => {
        const payment = { partnerId, amountFen, ...paid, idempotencyKey: crypto.randomUUID(), ...changed };
        return told(opened().api.mutate('partner.recordSettlement', payment, 'finance'));
      };
      const { settlementId } = (await pay(owedFen + 5 * YUAN)).value;
      expect((await credit()).owedFen).toBe(-5 * YUAN);
      expect((await pay(1, { bankReference: 'ICBC 2030-1' })).refusal).toMatchObject({
        ...{ type: 'SettlementKnown', settlementId, amountFen: owedFen + 5 * YUAN },
      });
      expect((await pay(1, { receivedOn: dayFrom(2) })).refusal).toMatchObject({ type: 'ReceivedDayUnfit' });
      await limit(0);
      expect(title(await order(9))).toEqual([409, 'CreditExceeded']);
      const reversal = {
        partnerId,
        settlementId,
        cause: 'wrong-amount',
        idempotencyKey: 'reversal-of-a-test',
      };
      const { reversalId } = (
        await told(opened().api.mutate('partner.reverseSettlement', reversal, 'finance'))
      ).value;
      expect((await credit()).owedFen).toBe(owedFen);
      await pay(owedFen, { bankReference: paid.bankReference });
      expect((await credit()).owedFen).toBe(0);

      const whole = (await statement()).body;
      expect(whole.items).toEqual(before.items);
      const settlements = listOf(whole.settlements);
      expect(settlements).toMatchObject([
        { lineId: settlementId, settlementId, kind: 'payment', amountFen: -owedFen - 5 * YUAN },
        { lineId: reversalId, settlementId, kind: 'reversal', amountFen: owedFen + 5 * YUAN },
        { kind: 'payment', bankReference: 'ICBC2030-1', receivedOn: dayFrom(0), amountFen: -owedFen },
      ]);
      const sum = [...listOf(whole.items), ...settlements].reduce(
        (all, one) => all + Number(one.amountFen),
        0,
      );
      expect([whole.openingFen, whole.closingFen, sum]).toEqual([0, 0, 0]);
      const [today] = listOf(whole.days);
      expect(today).toMatchObject({ day: dayFrom(0), settledFen: owedFen, closingFen: 0 });
      expect(Number(today?.chargedFen) - Number(today?.creditedFen)).toBe(owedFen);
      const pages: Answer['body'][] = [];
      for (let cursor = ''; pages.length === 0 || cursor !== ''; ) {
        const page = (await statement(`&limit=2${cursor && `&cursor=${cursor}`}`)).body;
        pages.push(page);
        cursor = String(page.nextCursor ?? '');
      }
      expect(pages.flatMap(({ items }) => listOf(items))).toEqual(whole.items);
      expect(pages.flatMap((page) => listOf(page.settlements))).toEqual(settlements);
      expect(pages).toHaveLength(5);

      const shown = await told(opened().api.query('partner.settlements', { partnerId }, 'finance'));
      expect(shown.value.settlements).toMatchObject([
        { bankReference: 'ICBC2030-1', amountFen: owedFen },
        { settlementId, reversal: { cause: 'wrong-amount' } },
      ]);
      const postings = await told(
        opened().api.query('dispatch.ledgerPostings', { account: shown.value.account, limit: 1 }, 'finance'),
      );
      expect(postings.value.rows).toMatchObject([
        {
          kind: 'account-settlement',
          about: { kind: 'settlement', partnerId },
          entries: [{ account: 'bank' }, {}],
        },
      ]);
      expect(postings.value.rows).toMatchObject([{ about: { bankReference: 'ICBC2030-1' } }]);
      const seenByOthers = await told(
        opened().api.query(
          'dispatch.ledgerPostings',
          { account: shown.value.account, limit: 1 },
          'dispatcher',
        ),
      );
      expect(JSON.stringify(seenByOthers)).toContain('account-settlement');
      expect(JSON.stringify(seenByOthers)).not.toContain('ICBC');
      const { sumFen } = (await told(opened().api.query('dispatch.trialBalance', {}, 'finance'))).value;
      expect(sumFen).toBe(0);
      expect(
        (await told(opened().api.query('partner.settlements', { partnerId }, 'dispatcher'))).refusal,
      ).toMatchObject({
        type: 'NotAllowed',
      });
    });

    it('has a limit that administrators alone set, in whole fen', async () => {
      const { api, partnerId } = opened();
      const set = (limitFen: number, who: 'admin' | 'dispatcher') =>
        told(api.mutate('partner.setCreditLimit', { partnerId, limitFen }, who));
      expect((await set(1, 'dispatcher')).refusal).toMatchObject({ type: 'NotAllowed' });
      expect((await set(10 ** 12, 'admin')).refusal).toMatchObject({ type: 'CreditLimitUnfit' });
      expect(
        (await told(api.mutate('partner.setCreditLimit', { partnerId, limitFen: 0.5 }, 'admin'))).refusal,
      ).toMatchObject({ type: 'InvalidInput' });
    });
  });
};
