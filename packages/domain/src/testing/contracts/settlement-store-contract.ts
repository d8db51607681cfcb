import { beforeEach, describe, expect, it } from 'vitest';
import {
  receivableOf,
  type SettlementPosting,
  settlementPosting,
  settlementReversedPosting,
} from '../../ledger/index.js';
import type { Partner, Settlement, SettlementReversal } from '../../partners/index.js';
import {
  type AccountId,
  idFrom,
  type PartnerId,
  type SettlementId,
  type SettlementReversalId,
  type TenantId,
} from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import { done, err, ok } from '../../shared/result.js';
import { freshId } from './fresh.js';
import { type OpenPartnerStores, openedPartners } from './partner-fixture.js';
import { inOne } from './patient-fixture.js';

const madeAt = new Date('2030-01-07T02:00:00Z');
const later = (minutes: number): Date => new Date(madeAt.getTime() + minutes * 60_000);
const AT_ONCE = 6;

export const settlementStoreContract = (adapterName: string, open: OpenPartnerStores): void => {
  describe(`SettlementStore contract: ${adapterName}`, () => {
    const opened = openedPartners(open);
    let partner: Partner;
    const aPartner = async (tenantId = idFrom<TenantId>(freshId())): Promise<Partner> => {
      const made: Partner = {
        id: idFrom<PartnerId>(freshId()),
        tenantId,
        accountId: idFrom<AccountId>(freshId()),
        kind: 'insurer',
        name: `平安 ${freshId()}`,
        createdAt: madeAt,
      };
      expect(await opened().unitOfWork.run(({ partners }) => partners.insert(made))).toEqual(done);
      return made;
    };
    beforeEach(async () => {
      partner = await aPartner();
    });

    const aSettlement = (given: Partial<Settlement> = {}, payer = partner): Settlement => ({
      id: idFrom<SettlementId>(freshId()),
      tenantId: payer.tenantId,
      partnerId: payer.id,
      amountFen: fen(5_000_00),
      receivedOn: '2030-01-06',
      bankReference: `ICBC-${freshId()}`,
      recordedAt: madeAt,
      recordedBy: payer.accountId,
      ...given,
    });
    const aReversal = ({ id }: Settlement): SettlementReversal => ({
      id: idFrom<SettlementReversalId>(freshId()),
      settlementId: id,
      cause: 'returned',
      reversedAt: later(1),
      reversedBy: partner.accountId,
    });
    const insert = (one: Settlement) => opened().unitOfWork.run(({ settlements }) => settlements.insert(one));
    const reverse = (one: SettlementReversal) =>
      inOne(opened().unitOfWork, ({ settlements }) => settlements.reverse(one));
    const find = (id: SettlementId) => inOne(opened().unitOfWork, ({ settlements }) => settlements.find(id));
    const known = ({ id, amountFen, receivedOn }: Settlement, { id: partnerId, name } = partner) =>
      err({
        ...{ type: 'SettlementKnown', settlementId: id, partnerId, partnerName: name },
        ...{ amountFen, receivedOn },
      });

    it('gives a settlement back, whole, with its reversal', async () => {
      const settlement = aSettlement();
      expect(await insert(settlement)).toEqual(done);
      expect(await find(settlement.id)).toEqual(settlement);
      expect(await find(idFrom<SettlementId>(freshId()))).toBeUndefined();
      const reversal = aReversal(settlement);
      expect(await reverse(reversal)).toBe(true);
      expect(await find(settlement.id)).toEqual({ ...settlement, reversal });
    });

    it('has a transfer once in a tenant, whoever paid it, until it is reversed', async () => {
      const first = aSettlement();
      const { tenantId, bankReference } = first;
      await insert(first);
      const other = await aPartner(tenantId);
      const again = () => aSettlement({ bankReference, amountFen: fen(1) }, other);
      expect(await insert(again())).toEqual(known(first));
      expect(await insert(aSettlement({ bankReference }, await aPartner()))).toEqual(done);
      expect(await reverse(aReversal(first))).toBe(true);
      const second = again();
      expect(await insert(second)).toEqual(done);
      expect(await insert(again())).toEqual(known(second, other));
      await reverse(aReversal(second));
      expect(await insert(again())).toEqual(done);
    });

    it('has a transfer once, of any number at once, and reverses it once', async () => {
      const many = Array.from({ length: AT_ONCE }, () => aSettlement({ bankReference: 'SAME' }));
      const answers = await Promise.all(many.map(insert));
      const [first, ...others] = many.filter((_, index) => answers[index]?.ok);
      expect(others).toEqual([]);
      if (!first) throw new Error('one is in');
      expect(answers.filter((answer) => !answer.ok)).toEqual(Array(AT_ONCE - 1).fill(known(first)));
      const reversed = await Promise.all(many.map(() => reverse(aReversal(first))));
      expect(reversed.filter((isFirst) => isFirst)).toHaveLength(1);
    });

    it('lists the settlements of a partner, the newest first, and so many at most', async () => {
      const [old, young] = [aSettlement(), aSettlement({ recordedAt: later(5) })];
      for (const one of [young, old]) await insert(one);
      await insert(aSettlement({}, await aPartner(partner.tenantId)));
      const list = (most: number) =>
        inOne(opened().unitOfWork, ({ settlements }) => settlements.ofPartner(partner.id, most));
      expect(await list(10)).toEqual([young, old]);
      expect(await list(1)).toEqual([young]);
    });

    it('is booked whatever the limit: below nothing without one, and again beyond it when it is reversed', async () => {
      const settlement = aSettlement();
      await insert(settlement);
      const { id: settlementId, amountFen } = settlement;
      const { accountId } = partner;
      const booked = { settlementId, accountId, amountFen };
      const owed = async () => {
        const line = await inOne(opened().unitOfWork, ({ creditLines }) => creditLines.find(accountId));
        return line.owedFen;
      };
      const post = (posting: SettlementPosting) =>
        inOne(opened().unitOfWork, ({ ledger }) => ledger.post(posting, madeAt));
      expect(await post(settlementPosting(booked))).toBe(true);
      expect(await post(settlementPosting(booked))).toBe(false);
      expect(await owed()).toBe(-amountFen);
      await reverse(aReversal(settlement));
      const reversal = () => settlementReversedPosting(idFrom<SettlementReversalId>(freshId()), booked);
      expect(await post(reversal())).toBe(true);
      expect(await owed()).toBe(0);
      expect(await post(reversal())).toBe(true);
      expect(await owed()).toBe(amountFen);
    });

    it('books nothing that does not sum to zero', async () => {
      const settlement = aSettlement();
      await insert(settlement);
      const { id: settlementId, amountFen } = settlement;
      const { accountId } = partner;
      const posting = settlementPosting({ settlementId, accountId, amountFen });
      const entries = [...posting.entries, { account: receivableOf(accountId), amountFen: fen(1) }];
      const lost = opened().unitOfWork.run(async ({ ledger }) =>
        ok(await ledger.post({ ...posting, entries }, madeAt)),
      );
      await expect(lost).rejects.toThrow();
    });
  });
};
