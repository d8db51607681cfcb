import { receivableOf } from '@banzhen/domain/ledger';
import { partnerOperations } from '@banzhen/domain/policy';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { type AccountId, idFrom, type OrderId, type PartnerId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import {
  aHospital,
  anAppointment,
  aPatient,
  aService,
  inMemoryDatabase,
  inMemoryPartnerStores,
  inMemoryVisits,
  must,
  wednesdayMorning,
} from '@banzhen/domain/testing';

/** What a half day costs at the hospital, in fen. */
export const PRICE = 199_00;
/** Minutes. */
export const DAY = 24 * 60;
export const partner: PartnerActor = {
  kind: 'partner',
  partnerId: idFrom<PartnerId>('01900001-0000-7000-8000-0000000000c1'),
  keyId: idFrom('01900001-0000-7000-8000-0000000000c2'),
  tenantId: aPatient().tenantId,
  accountId: idFrom<AccountId>('01900001-0000-7000-8000-0000000000c3'),
  hospitalIds: [aHospital().id],
  operations: partnerOperations,
};

/** A partner whose hospital the patient has been to, with a limit of credit in fen. */
export const partnerVisits = async (limitFen: number) => {
  const database = inMemoryDatabase();
  const scene = await inMemoryVisits({ database });
  const { visits, platform } = scene;
  const { sitting } = anAppointment('FULFILLED');
  const seat = anAppointment('FULFILLED', { sitting: { ...sitting, hospitalId: aHospital().id } });
  await database.write(({ clinic }) => clinic.appointments.insert(seat.id, seat));
  const { unitOfWork } = inMemoryPartnerStores(database);
  await unitOfWork.run(async ({ creditLines }) => ({
    ok: true,
    value: await creditLines.setLimit(partner.accountId, fen(limitFen)),
  }));
  let keys = 0;
  const key = () => {
    keys += 1;
    return `key-of-a-partner-${keys}`;
  };
  const quote = (days = 0, actor = partner) =>
    visits.requestQuote(actor, {
      patientId: aPatient().id,
      hospitalId: aHospital().id,
      serviceCode: aService().code,
      startsAt: minutesAfter(wednesdayMorning.startsAt, days * DAY),
      endsAt: minutesAfter(wednesdayMorning.endsAt, days * DAY),
      wishes: {},
    });
  const order = async (days = 0, idempotencyKey = key()) =>
    visits.orderOnAccount(partner, {
      quoteId: must(await quote(days)).id,
      consentedScopeVersion: 1,
      idempotencyKey,
    });
  const cancel = async (orderId: OrderId) => {
    const quoted = await visits.quoteCancellation(partner, { orderId });
    if (!quoted.ok) return quoted;
    const asked = { orderId, cancellationQuoteId: quoted.value.id, idempotencyKey: key() };
    return visits.cancelOnAccount(partner, asked);
  };
  const balanceFen = async (account: string) =>
    (await platform.books.trialBalance()).find((one) => one.account === account)?.balanceFen ?? 0;
  const owedFen = () => balanceFen(receivableOf(partner.accountId));
  const happened = () => database.committed().messages.where(({ message }) => message.topic === 'order');
  return { ...scene, key, quote, order, cancel, balanceFen, owedFen, happened, stored: scene.order };
};
