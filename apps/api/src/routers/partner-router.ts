import type { PartnerSettlementsDto, PartnersDto } from '@banzhen/contracts';
import {
  createPartnerKeyInput,
  creditLimitInput,
  partnerEventsInput,
  partnerInput,
  partnerKeyInput,
  recordSettlementInput,
  registerPartnerInput,
  reverseSettlementInput,
} from '@banzhen/contracts';
import {
  createdKey,
  partnerCredit,
  partnerEvents,
  partnerSettlements,
  partners,
  partnerUsage,
  recordedSettlement,
  registeredPartner,
  reversedSettlement,
} from '@banzhen/contracts/partner-answers';
import type { BookedSettlement, ListedKey, ListedPartner } from '@banzhen/domain/partners';
import { partnerOperations } from '@banzhen/domain/policy';
import {
  type HospitalId,
  idFrom,
  type PartnerId,
  type PartnerKeyId,
  type SettlementId,
} from '@banzhen/domain/shared/ids';
import { z } from 'zod';
import { procedureFor, router, unwrap } from '../trpc.js';

type PartnerDto = PartnersDto['partners'][number];

const keyAnswer = (key: ListedKey): PartnerDto['keys'][number] => ({
  keyId: key.id,
  hospitalIds: key.scope.hospitalIds,
  operations: key.scope.operations,
  networks: key.networks,
  dailyQuota: key.dailyQuota,
  isSigned: key.signingKey !== undefined,
  createdAt: key.createdAt.toISOString(),
  madeBy: key.createdBy,
  expiresAt: key.expiresAt.toISOString(),
  ...(key.lastUsedAt ? { lastUsedAt: key.lastUsedAt.toISOString() } : {}),
  ...(key.over ? { over: key.over } : {}),
});

const partnerAnswer = (partner: ListedPartner): PartnerDto => {
  const { id, kind, name, createdAt, keys, hasRoomForKey, followedHospitalIds } = partner;
  return {
    partnerId: id,
    kind,
    name,
    createdAt: createdAt.toISOString(),
    keys: keys.map(keyAnswer),
    hasRoomForKey,
    followedHospitalIds,
  };
};

const settlementAnswer = (settlement: BookedSettlement): PartnerSettlementsDto['settlements'][number] => {
  const { id, amountFen, receivedOn, bankReference, recordedAt, recordedBy, reversal } = settlement;
  const booked = { settlementId: id, amountFen, receivedOn, bankReference };
  const recorded = { recordedAt: recordedAt.toISOString(), recordedBy };
  if (!reversal) return { ...booked, ...recorded };
  const { cause, reversedAt, reversedBy } = reversal;
  return { ...booked, ...recorded, reversal: { cause, reversedAt: reversedAt.toISOString(), reversedBy } };
};

/** What administrators do about partners and their keys, and finance about what they owe (A8). */
export const partnerRouter = router({
  list: procedureFor('partner.list')
    .output(partners)
    .query(async ({ ctx }) => ({
      partners: unwrap(await ctx.platform.partners.listPartners(ctx.actor)).map(partnerAnswer),
      operations: partnerOperations,
    })),
  usage: procedureFor('partner-usage.read')
    .input(partnerInput)
    .output(partnerUsage)
    .query(async ({ ctx, input }) => {
      const asked = { partnerId: idFrom<PartnerId>(input.partnerId) };
      return { days: unwrap(await ctx.platform.partners.readUsage(ctx.actor, asked)) };
    }),
  credit: procedureFor('partner-credit.read')
    .input(partnerInput)
    .output(partnerCredit)
    .query(async ({ ctx, input }) => {
      const asked = { partnerId: idFrom<PartnerId>(input.partnerId) };
      return unwrap(await ctx.platform.partners.readCredit(ctx.actor, asked));
    }),
  setCreditLimit: procedureFor('partner-credit.set')
    .input(creditLimitInput)
    .output(partnerCredit)
    .mutation(async ({ ctx, input: { partnerId, limitFen } }) => {
      const command = { partnerId: idFrom<PartnerId>(partnerId), limitFen };
      return unwrap(await ctx.platform.partners.setCreditLimit(ctx.actor, ctx.origin, command));
    }),
  settlements: procedureFor('partner-credit.read')
    .input(partnerInput)
    .output(partnerSettlements)
    .query(async ({ ctx, input }) => {
      const asked = { partnerId: idFrom<PartnerId>(input.partnerId) };
      const { account, settlements } = unwrap(await ctx.platform.partners.listSettlements(ctx.actor, asked));
      return { account, settlements: settlements.map(settlementAnswer) };
    }),
  recordSettlement: procedureFor('partner-settlement.record')
    .input(recordSettlementInput)
    .output(recordedSettlement)
    .mutation(async ({ ctx, input: { partnerId, ...paid } }) => {
      const command = { ...paid, partnerId: idFrom<PartnerId>(partnerId) };
      return unwrap(await ctx.platform.partners.recordSettlement(ctx.actor, ctx.origin, command));
    }),
  reverseSettlement: procedureFor('partner-settlement.reverse')
    .input(reverseSettlementInput)
    .output(reversedSettlement)
    .mutation(async ({ ctx, input: { partnerId, settlementId, ...reversal } }) => {
      const about = {
        partnerId: idFrom<PartnerId>(partnerId),
        settlementId: idFrom<SettlementId>(settlementId),
      };
      const command = { ...about, ...reversal };
      return unwrap(await ctx.platform.partners.reverseSettlement(ctx.actor, ctx.origin, command));
    }),
  events: procedureFor('partner-event.browse')
    .input(partnerEventsInput)
    .output(partnerEvents)
    .query(async ({ ctx, input: { partnerId, ...page } }) => {
      const asked = { ...page, partnerId: idFrom<PartnerId>(partnerId) };
      return unwrap(await ctx.platform.partnerReads.eventsOf(ctx.actor, asked));
    }),
  register: procedureFor('partner.register')
    .input(registerPartnerInput)
    .output(registeredPartner)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.partners.registerPartner(ctx.actor, ctx.origin, input)),
    ),
  createKey: procedureFor('partner-key.create')
    .input(createPartnerKeyInput)
    .output(createdKey)
    .mutation(async ({ ctx, input: { partnerId, hospitalIds, operations, ...rest } }) => {
      const scope = { hospitalIds: hospitalIds.map((id) => idFrom<HospitalId>(id)), operations };
      const command = { ...rest, partnerId: idFrom<PartnerId>(partnerId), scope };
      const made = unwrap(await ctx.platform.partners.createKey(ctx.actor, ctx.origin, command));
      return { ...made, expiresAt: made.expiresAt.toISOString() };
    }),
  revokeKey: procedureFor('partner-key.revoke')
    .input(partnerKeyInput)
    .output(z.object({ isRevoked: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { keyId: idFrom<PartnerKeyId>(input.keyId) };
      unwrap(await ctx.platform.partners.revokeKey(ctx.actor, ctx.origin, command));
      return { isRevoked: true };
    }),
});
