import {
  accountStatement,
  chargeOnAccountPosting,
  receivableOf,
  refundOnAccountPosting,
} from '@banzhen/domain/ledger';
import {
  type AccountId,
  type HospitalId,
  idFrom,
  type OrderId,
  type PaymentId,
  type RefundId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { ok } from '@banzhen/domain/shared/result';
import type { VisitStoresFixture } from '@banzhen/domain/testing';
import { type Asker, type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import { type AccountLine, partnerAccountDays, partnerAccountLines } from '@banzhen/postgres/queries';
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
  isCharge: fc.boolean(),
  amountFen: fc.integer({ min: 1, max: 2_000_00 }),
  hour: fc.integer({ min: 0, max: DAYS * 24 - 1 }),
});

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
      const accountId = idFrom<AccountId>(uuidv7());
      await partnerStoresFixture(database).unitOfWork.run(async ({ creditLines }) =>
        ok(await creditLines.setLimit(accountId, LIMIT)),
      );
      const booked: { at: Date; amountFen: number }[] = [];
      let owed = 0;
      for (const { isCharge, amountFen: wanted, hour } of steps) {
        const at = atHour(hour);
        const amountFen = fen(isCharge ? wanted : Math.min(wanted, owed));
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
        booked.push({ at, amountFen: isCharge ? amountFen : -amountFen });
        owed += isCharge ? amountFen : -amountFen;
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
      const sumOf = (among: typeof booked) => among.reduce((sum, { amountFen }) => sum + amountFen, 0);
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
      expect(lines).toHaveLength(within.length);
      expect(new Set(lines.map(({ id }) => id)).size).toBe(within.length);
      expect(sumOf([...lines])).toBe(told.closingFen - told.openingFen);
      const balances = await stores.books.trialBalance();
      expect(balances.find(({ account }) => account === receivableOf(accountId))?.balanceFen ?? 0).toBe(owed);
      expect(balances.reduce((sum, { balanceFen }) => sum + balanceFen, 0)).toBe(0);
    }),
    { numRuns: 6 },
  );
});
