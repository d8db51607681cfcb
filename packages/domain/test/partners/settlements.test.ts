import {
  chargeOnAccountPosting,
  compensationOnAccountPosting,
  receivableOf,
  refundOnAccountPosting,
} from '@banzhen/domain/ledger';
import { bankReference, type RecordSettlement, receivedDay } from '@banzhen/domain/partners';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { idFrom, type OrderId, type PartnerId, type SettlementId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { err, ok } from '@banzhen/domain/shared/result';
import { must, scriptedIds } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admin, elsewhere, origin, partnersScene } from './partners-scene.js';

const PAID = 5_000_00;
const { next: freshId } = scriptedIds(0xfe);
/** Monday 2030-01-07, 10:00 in Beijing. */
const TODAY = '2030-01-07';

const accountScene = async () => {
  const scene = await partnersScene();
  const { partners, partnerId, stores, clock } = scene;
  const found = await stores.unitOfWork.run(async (all) => ok(await all.partners.find(partnerId)));
  const accountId = found.ok ? found.value?.accountId : undefined;
  if (!accountId) throw new Error('the partner is there');
  let keys = 0;
  const wanted = (changed: Partial<RecordSettlement> = {}): RecordSettlement => {
    keys += 1;
    const paid = { amountFen: PAID, receivedOn: TODAY, bankReference: `ICBC-${keys}` };
    return { partnerId, ...paid, idempotencyKey: `key-of-payment-${keys}`, ...changed };
  };
  const finance = (given: Parameters<typeof admin>[0] = {}) =>
    admin({
      staffRoles: ['finance'],
      roleScopes: [{ role: 'finance' }],
      steppedUpAt: clock.now(),
      ...given,
    });
  const record = (command = wanted(), actor = finance()) => partners.recordSettlement(actor, origin, command);
  const reverse = (settlementId: SettlementId, changed: object = {}, actor = finance()) => {
    keys += 1;
    return partners.reverseSettlement(actor, origin, {
      ...{ partnerId, settlementId, cause: 'wrong-amount', idempotencyKey: `key-of-reversal-${keys}` },
      ...changed,
    });
  };
  const sumOf = (account?: string) =>
    scene.database
      .committed()
      .postings.where(() => true)
      .flatMap(({ entries }) => entries)
      .filter((entry) => account === undefined || entry.account === account)
      .reduce((sum, { amountFen }) => sum + amountFen, 0);
  return {
    ...scene,
    ...{ accountId, wanted, finance, record, reverse, sumOf },
    owedFen: () => sumOf(receivableOf(accountId)),
    listed: async () => must(await partners.listSettlements(finance(), { partnerId })).settlements,
  };
};

describe('a payment of a partner', () => {
  it('makes it owe less at once, and lies in the bank; what goes beyond is its credit', async () => {
    const { record, owedFen, sumOf, listed, audit, accountId, partners, finance, partnerId } =
      await accountScene();
    const { settlementId, owedFen: after } = must(await record());
    expect([after, owedFen(), sumOf('bank'), sumOf()]).toEqual([-PAID, -PAID, PAID, 0]);
    expect(await listed()).toMatchObject([
      { id: settlementId, amountFen: PAID, receivedOn: TODAY, bankReference: 'ICBC-1' },
    ]);
    const told = must(await partners.listSettlements(finance(), { partnerId }));
    expect(told.account).toBe(receivableOf(accountId));
    const credit = must(await partners.readCredit(finance(), { partnerId }));
    expect(credit).toEqual({ owedFen: -PAID, limitFen: 0 });
    expect((await audit()).at(-1)).toMatchObject({
      ...{
        operation: 'partner-settlement.record',
        outcome: 'done',
        object: { kind: 'partner', id: partnerId },
      },
      ...{ actor: { as: 'F' }, facts: { settlementId, amountFen: PAID, owedFen: -PAID } },
    });
  });

  it('is booked once for its key, and a key is for one payment', async () => {
    const { record, wanted, owedFen } = await accountScene();
    const command = wanted();
    const first = must(await record(command));
    expect(must(await record(command))).toEqual(first);
    expect(await record({ ...command, amountFen: 1 })).toEqual(
      err({ type: 'KeyReused', key: command.idempotencyKey }),
    );
    expect(owedFen()).toBe(-PAID);
  });

  it('is booked once for its transfer, however that is typed; the refusal names the earlier one', async () => {
    const { record, wanted, owedFen, partnerId, audit } = await accountScene();
    const { settlementId } = must(await record(wanted({ bankReference: 'AB 12/x' })));
    for (const typed of ['AB 12/x', '  ab  12/X ', 'ＡＢ　１２／ｘ'])
      expect(await record(wanted({ bankReference: typed, amountFen: 7 }))).toEqual(
        err({
          ...{ type: 'SettlementKnown', settlementId, partnerId, partnerName: '晨光门诊' },
          ...{ amountFen: PAID, receivedOn: TODAY },
        }),
      );
    expect(owedFen()).toBe(-PAID);
    expect((await audit()).at(-1)).toMatchObject({ outcome: 'refused', reason: 'SettlementKnown' });
  });

  it('is of whole fen, a day of the last year by the clocks of the clinics, and a reference of a bank', async () => {
    const { record, wanted, owedFen, clock, listed } = await accountScene();
    for (const amountFen of [0, -1, 0.5, Number.NaN, 10_000_000_001])
      expect(await record(wanted({ amountFen }))).toEqual(
        err({ type: 'SettlementAmountUnfit', mostFen: 10_000_000_000 }),
      );
    for (const receivedOn of ['2030-01-08', '2029-01-05', '2030-02-30', '2030-1-7', '', '2030-01-07T00:00'])
      expect(await record(wanted({ receivedOn }))).toEqual(
        err({ type: 'ReceivedDayUnfit', from: '2029-01-06', until: TODAY }),
      );
    for (const reference of ['', '   ', '张秀兰', 'A'.repeat(65), 'A\u0000B', 'A;B'])
      expect(await record(wanted({ bankReference: reference }))).toEqual(
        err({ type: 'BankReferenceUnfit', limit: 64 }),
      );
    expect([owedFen(), await listed()]).toEqual([0, []]);
    // 00:30 on Tuesday in Beijing, and still Monday by UTC.
    clock.advance(14 * 60 + 30);
    must(await record(wanted({ receivedOn: '2030-01-08' })));
    must(await record(wanted({ receivedOn: '2029-01-07' })));
  });

  it('is booked and reversed by finance and administrators of the tenant who have just proven themselves', async () => {
    const { record, reverse, wanted, finance, owedFen, clock } = await accountScene();
    const { settlementId } = must(await record(wanted(), admin({ steppedUpAt: clock.now() })));
    const refused = (type: string) => expect.objectContaining({ error: expect.objectContaining({ type }) });
    for (const role of ['dispatcher', 'support', 'quality', 'auditor'] as const) {
      const other = finance({ staffRoles: [role], roleScopes: [{ role }] });
      expect(await record(wanted(), other)).toEqual(refused('NotAllowed'));
      expect(await reverse(settlementId, {}, other)).toEqual(refused('NotAllowed'));
    }
    const ofCity = finance({ roleScopes: [{ role: 'finance', cityCode: 'beijing' }] });
    expect(await record(wanted(), ofCity)).toEqual(refused('NotAllowed'));
    const unproven = finance({ steppedUpAt: minutesAfter(clock.now(), -6) });
    expect(await record(wanted(), unproven)).toEqual(refused('StepUpNeeded'));
    expect(await reverse(settlementId, {}, unproven)).toEqual(refused('StepUpNeeded'));
    const foreign = finance({ tenantId: elsewhere });
    expect(await record(wanted(), foreign)).toEqual(refused('NotFound'));
    expect(await reverse(settlementId, {}, foreign)).toEqual(refused('NotFound'));
    expect(owedFen()).toBe(-PAID);
  });
});

describe('a payment that was booked wrongly', () => {
  it('is reversed once by a counter-posting, stays to be seen, and can be booked anew', async () => {
    const { record, reverse, wanted, owedFen, sumOf, listed, audit } = await accountScene();
    const { settlementId } = must(await record(wanted({ bankReference: 'TWICE' })));
    const { reversalId, owedFen: after } = must(await reverse(settlementId));
    expect([after, owedFen(), sumOf('bank'), sumOf()]).toEqual([0, 0, 0, 0]);
    expect((await audit()).at(-1)).toMatchObject({
      operation: 'partner-settlement.reverse',
      facts: { settlementId, reversalId, cause: 'wrong-amount', amountFen: PAID, owedFen: 0 },
    });
    expect(await reverse(settlementId)).toEqual(err({ type: 'SettlementReversed', settlementId }));
    expect(owedFen()).toBe(0);
    const anew = must(await record(wanted({ bankReference: 'TWICE', amountFen: 6_000_00 })));
    expect(anew.settlementId).not.toBe(settlementId);
    expect((await listed()).map(({ id, reversal }) => [id, reversal?.cause])).toEqual(
      expect.arrayContaining([
        [anew.settlementId, undefined],
        [settlementId, 'wrong-amount'],
      ]),
    );
    expect(owedFen()).toBe(-6_000_00);
  });

  it('is reversed once for its key, and is found under its own partner alone', async () => {
    const { record, reverse, partners, owedFen } = await accountScene();
    const { settlementId } = must(await record());
    const other = await partners.registerPartner(admin(), origin, { name: '另一家', kind: 'insurer' });
    const { partnerId } = must(other);
    const nowhere = idFrom<PartnerId>(freshId());
    for (const wrong of [partnerId, nowhere])
      expect(await reverse(settlementId, { partnerId: wrong })).toEqual(err({ type: 'NotFound' }));
    const key = { idempotencyKey: 'one-and-only' };
    const first = must(await reverse(settlementId, key));
    expect(must(await reverse(settlementId, key))).toEqual(first);
    expect(owedFen()).toBe(0);
  });
});

describe('what a partner owes', () => {
  const amount = fc.integer({ min: 1, max: 3_000_00 });
  const which = fc.nat({ max: 5 });
  const act = fc.oneof(
    fc.record({ kind: fc.constantFrom('charge' as const, 'refund' as const, 'pay' as const), amount }),
    fc.record({ kind: fc.constantFrom('reverse' as const), which }),
    fc.record({ kind: fc.constantFrom('compensate' as const), amount }),
  );

  it('is what was charged, without refunds, compensations and payments, with those that were reversed, and the books balance', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 20 }),
        fc.nat({ max: 4_000_00 }),
        async (acts, limitFen) => {
          const scene = await accountScene();
          const { accountId, wanted, record, reverse, stores } = scene;
          const { unitOfWork } = stores;
          await unitOfWork.run(async ({ creditLines }) =>
            ok(await creditLines.setLimit(accountId, fen(limitFen))),
          );
          const orderId = idFrom<OrderId>(freshId());
          let owed = 0;
          let held = 0;
          const paid: { readonly id: SettlementId; readonly fen: number; isReversed: boolean }[] = [];
          for (const one of acts) {
            if (one.kind === 'reverse') {
              const chosen = paid[one.which];
              if (!chosen) continue;
              expect((await reverse(chosen.id)).ok).toBe(!chosen.isReversed);
              if (!chosen.isReversed) owed += chosen.fen;
              chosen.isReversed = true;
            } else if (one.kind === 'pay') {
              const { settlementId } = must(await record(wanted({ amountFen: one.amount })));
              paid.push({ id: settlementId, fen: one.amount, isReversed: false });
              owed -= one.amount;
            } else if (one.kind === 'charge') {
              const charge = { id: idFrom<never>(freshId()), accountId, amountFen: fen(one.amount) };
              const done = await unitOfWork.run(({ ledger }) =>
                ledger.charge(chargeOnAccountPosting(orderId, charge), scene.clock.now()),
              );
              expect(done.ok).toBe(owed + one.amount <= limitFen);
              if (!done.ok) continue;
              owed += one.amount;
              held += one.amount;
            } else {
              const back = one.kind === 'refund' ? Math.min(one.amount, held) : one.amount;
              if (back === 0) continue;
              const refund = { id: idFrom<never>(freshId()), accountId, amountFen: fen(back) };
              const posting =
                one.kind === 'refund'
                  ? refundOnAccountPosting(orderId, refund)
                  : compensationOnAccountPosting(idFrom<OrderId>(freshId()), accountId, fen(back));
              await unitOfWork.run(async ({ ledger }) => ok(await ledger.post(posting, scene.clock.now())));
              owed -= back;
              if (one.kind === 'refund') held -= back;
            }
            expect(scene.owedFen()).toBe(owed);
          }
          expect(scene.sumOf()).toBe(0);
          const inBank = paid.reduce((sum, one) => sum + (one.isReversed ? 0 : one.fen), 0);
          expect(scene.sumOf('bank')).toBe(inBank);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('what is kept of a transfer', () => {
  it('is the same whenever it is read again', () => {
    const typed = fc.string({ minLength: 1, maxLength: 80, unit: 'binary' });
    fc.assert(
      fc.property(typed, (given) => {
        const kept = bankReference(given);
        if (kept.ok) expect(bankReference(kept.value)).toEqual(kept);
        if (kept.ok) expect(kept.value).toMatch(/^[\x21-\x5f]{1,64}$/);
      }),
    );
  });

  it('is no day that there is not', () => {
    expect(receivedDay('2028-02-29', '2028-03-01')).toEqual(ok('2028-02-29'));
    expect(receivedDay('2029-02-29', '2029-03-01').ok).toBe(false);
  });
});
