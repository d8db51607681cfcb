import {
  accountStatement,
  chargeOnAccountPosting,
  receivableOf,
  refundOnAccountPosting,
  settlementPosting,
  settlementReversedPosting,
} from '@banzhen/domain/ledger';
import type { Partner, Settlement } from '@banzhen/domain/partners';
import {
  type AccountId,
  type HospitalId,
  idFrom,
  type OrderId,
  type PartnerId,
  type PaymentId,
  type RefundId,
  type SettlementId,
  type SettlementReversalId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { fen, type Money } from '@banzhen/domain/shared/money';
import { ok } from '@banzhen/domain/shared/result';
import type { VisitStoresFixture } from '@banzhen/domain/testing';
import { type Asker, type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import {
  type AccountLine,
  partnerAccountDays,
  partnerAccountLines,
  tenantBalances,
} from '@banzhen/postgres/queries';
import { partnerStoresFixture, testSealer, visitStoresFixture } from '@banzhen/postgres/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEmbedded } from './open-embedded.js';
import { aTown } from './town.js';

const ZONE = 'Asia/Shanghai';
const HOUR_MS = 3_600_000;
/** Midnight of a day of the clinics. */
const START = Date.parse('2030-01-07T16:00:00Z');
const DAYS = 6;
const LIMIT = fen(5_000_00);
const PAGE = 3;
const atHour = (hour: number): Date => new Date(START + hour * HOUR_MS);

const step = fc.record({
  kind: fc.constantFrom('charge', 'charge', 'refund', 'settlement', 'reversal'),
  amountFen: fc.integer({ min: 1, max: 2_000_00 }),
  hour: fc.integer({ min: 0, max: DAYS * 24 - 1 }),
});

const aPartner = (): Partner => ({
  ...{ id: idFrom<PartnerId>(uuidv7()), tenantId: idFrom<TenantId>(uuidv7()) },
  ...{ accountId: idFrom<AccountId>(uuidv7()), kind: 'clinic', name: '晨光门诊', createdAt: new Date(START) },
});
const aSettlement = (payer: Partner, amountFen: Money, recordedAt: Date): Settlement => {
  const id = idFrom<SettlementId>(uuidv7());
  const { tenantId, id: partnerId, accountId: recordedBy } = payer;
  const paid = { amountFen, receivedOn: '2030-01-07', bankReference: id.toUpperCase() };
  return { id, tenantId, partnerId, ...paid, recordedAt, recordedBy };
};

let database: OpenDatabase;
let stores: VisitStoresFixture;
let orderId: OrderId;
beforeAll(async () => {
  database = await openEmbedded();
  stores = visitStoresFixture(database);
  const town = await aTown(stores);
  const [patient, escort] = [await town.addPatient(), await town.addEscort()];
  ({ id: orderId } = await town.addOrder(town.anOrder('PAID', patient.id, escort.id)));
}, 60_000);
afterAll(() => database.close());

it('of an account adds up to what the ledger has, over any days and in pages of any length', async () => {
  const days = fc.tuple(fc.nat({ max: DAYS - 1 }), fc.nat({ max: DAYS - 1 }));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), days, async (steps, [one, other]) => {
      const partner = aPartner();
      const { accountId } = partner;
      const { unitOfWork } = partnerStoresFixture(database);
      await unitOfWork.run(async ({ partners, creditLines }) => {
        await partners.insert(partner);
        return ok(await creditLines.setLimit(accountId, LIMIT));
      });
      const booked: { at: Date; amountFen: number; isPaid: boolean }[] = [];
      const settlements: { settlementId: SettlementId; amountFen: Money }[] = [];
      let owed = 0;
      let held = 0;
      for (const { kind, amountFen: wanted, hour } of steps) {
        const at = atHour(hour);
        const isCharge = kind === 'charge';
        if (kind === 'settlement') {
          const settlement = aSettlement(partner, fen(wanted), at);
          const paid = { settlementId: settlement.id, amountFen: settlement.amountFen };
          await unitOfWork.run(async ({ settlements: store, ledger }) => {
            await store.insert(settlement);
            return ok(await ledger.post(settlementPosting({ ...paid, accountId }), at));
          });
          settlements.push(paid);
          booked.push({ at, amountFen: -wanted, isPaid: true });
          owed -= wanted;
          continue;
        }
        if (kind === 'reversal') {
          const paid = settlements.pop();
          if (!paid) continue;
          const id = idFrom<SettlementReversalId>(uuidv7());
          await unitOfWork.run(async ({ ledger }) =>
            ok(await ledger.post(settlementReversedPosting(id, { ...paid, accountId }), at)),
          );
          booked.push({ at, amountFen: paid.amountFen, isPaid: true });
          owed += paid.amountFen;
          continue;
        }
        const amountFen = fen(isCharge ? wanted : Math.min(wanted, held));
        if (amountFen === 0) continue;
        const done = await stores.unitOfWork.run(async ({ ledger }) => {
          const moved = { accountId, amountFen };
          if (isCharge)
            return ledger.charge(
              chargeOnAccountPosting(orderId, { id: idFrom<PaymentId>(uuidv7()), ...moved }),
              at,
            );
          return ok(
            await ledger.post(
              refundOnAccountPosting(orderId, { id: idFrom<RefundId>(uuidv7()), ...moved }),
              at,
            ),
          );
        });
        expect(done.ok).toBe(!isCharge || owed + amountFen <= LIMIT);
        if (!done.ok) continue;
        booked.push({ at, amountFen: isCharge ? amountFen : -amountFen, isPaid: false });
        owed += isCharge ? amountFen : -amountFen;
        held += isCharge ? amountFen : -amountFen;
      }
      const asker: Asker = {
        ...{ power: 'partner', tenantId: idFrom<TenantId>(uuidv7()), accountId },
        hospitalIds: [idFrom<HospitalId>(uuidv7())],
      };
      const sealed = { db: database.for(() => asker), sealer: testSealer };
      const range = {
        from: atHour(Math.min(one, other) * 24),
        until: atHour((Math.max(one, other) + 1) * 24),
      };
      const sumOf = (among: readonly { readonly amountFen: number }[]) =>
        among.reduce((sum, { amountFen }) => sum + amountFen, 0);
      const told = accountStatement(await partnerAccountDays(sealed, range, ZONE));
      expect(told.openingFen).toBe(sumOf(booked.filter(({ at }) => at < range.from)));
      expect(told.closingFen).toBe(sumOf(booked.filter(({ at }) => at < range.until)));
      expect(told.days.at(-1)?.closingFen ?? told.openingFen).toBe(told.closingFen);

      const lines: AccountLine[] = [];
      for (let last: AccountLine | undefined; ; last = lines.at(-1)) {
        const page = await partnerAccountLines(sealed, { ...range, after: last, limit: PAGE });
        lines.push(...page);
        if (page.length < PAGE) break;
      }
      const within = booked.filter(({ at }) => at >= range.from && at < range.until);
      const ofPayments = within.filter(({ isPaid }) => isPaid);
      expect(lines).toHaveLength(within.length);
      expect(lines.filter((line) => 'settlementId' in line)).toHaveLength(ofPayments.length);
      expect(told.days.reduce((sum, { settledFen }) => sum + settledFen, 0)).toBe(0 - sumOf(ofPayments));
      expect(new Set(lines.map(({ id }) => id)).size).toBe(within.length);
      expect(sumOf(lines)).toBe(told.closingFen - told.openingFen);
      const balances = await stores.books.trialBalance();
      expect(balances.find(({ account }) => account === receivableOf(accountId))?.balanceFen ?? 0).toBe(owed);
      expect(balances.reduce((sum, { balanceFen }) => sum + balanceFen, 0)).toBe(0);
    }),
    { numRuns: 6 },
  );
});

it('of the books is of the tenant that asks, also at the bank, where all have an account together', async () => {
  const { unitOfWork } = partnerStoresFixture(database);
  const [own, other] = [aPartner(), aPartner()];
  for (const [partner, amountFen] of [[own, 300_00] as const, [other, 70_00] as const]) {
    const { accountId } = partner;
    await unitOfWork.run(async ({ partners, creditLines, settlements, ledger }) => {
      await partners.insert(partner);
      await creditLines.setLimit(accountId, LIMIT);
      const settlement = aSettlement(partner, fen(amountFen), atHour(0));
      await settlements.insert(settlement);
      const paid = { settlementId: settlement.id, amountFen: settlement.amountFen, accountId };
      return ok(await ledger.post(settlementPosting(paid), atHour(0)));
    });
  }
  const balances = (power: 'tenant' | 'person', tenantId: TenantId) => {
    const asker: Asker = { power, tenantId, accountId: idFrom<AccountId>(uuidv7()) };
    return tenantBalances({ db: database.for(() => asker), sealer: testSealer });
  };
  expect(await balances('tenant', own.tenantId)).toEqual([
    { account: 'bank', balanceFen: 300_00 },
    { account: receivableOf(own.accountId), balanceFen: -300_00 },
  ]);
  expect(await balances('tenant', idFrom<TenantId>(uuidv7()))).toEqual([]);
});
