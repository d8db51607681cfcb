import { capturePosting } from '@banzhen/domain/ledger';
import type { Order } from '@banzhen/domain/orders';
import type { AccountId } from '@banzhen/domain/shared/ids';
import {
  type ConversationMessageId,
  type ConversationRevealId,
  idFrom,
  type OfferId,
  type PaymentId,
  type ReportFindingId,
} from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { ok } from '@banzhen/domain/shared/result';
import { aDetailedPatient, type VisitStoresFixture } from '@banzhen/domain/testing';
import { postgresConversationUnitOfWork, uuidv7 } from '@banzhen/postgres';
import { saveAccount, savePatient } from '@banzhen/postgres/registry';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import { aTown } from './town.js';

const home = { longitude: 116.407_49, latitude: 39.904_21, datum: 'GCJ-02' } as const;
const at = new Date('2030-01-07T08:00:00Z');

/** Everything about people that the tables may hold, each with words of its own. */
export const words = {
  family: '家属钱多多',
  patient: '就诊人孙无恙',
  note: '血压一百六，已服药',
  reason: '因为他怕打针',
  declined: '我家里有人住院',
  said: '她昨晚又晕倒了一次',
  looked: '家属投诉陪诊员失联',
  found: '查实未按约接电话',
  review: '耐心，扶着上楼',
} as const;

const { sex: _everywhere, bed: _short, ...telling } = aDetailedPatient();

/** What a thief may not find. */
export const secrets: readonly string[] = [...Object.values(words), ...Object.values(telling), '116.40749'];

export type Story = {
  readonly order: Order;
  readonly family: AccountId;
  readonly escort: AccountId;
  readonly offerId: OfferId;
  /** Of what the desk has found about the message of the family. */
  readonly findingKey: string;
};

const payment = () =>
  ({ paymentId: idFrom<PaymentId>(uuidv7()), channel: 'wechat', amountFen: fen(300_00) }) as const;

const offerOf = (order: Order, escortId: Order['excludedEscorts'][number], id: OfferId) =>
  ({
    id,
    orderId: order.id,
    shiftNo: 1,
    escortId,
    seq: 1,
    status: 'DECLINED',
    score: 1,
    terms: [],
    madeAt: at,
    expiresAt: at,
    endedAt: at,
    reason: words.declined,
  }) as const;

/** Nobody waits for work here. */
const unheard = {
  announce: () => undefined,
  heard: () => 0,
  waitBeyond: async () => undefined,
  wait: async () => undefined,
  close: async () => undefined,
};

/** One visit of which everything is written down that people write. */
export const tellStory = async (database: SealedDatabase, fixture: VisitStoresFixture): Promise<Story> => {
  const town = await aTown(fixture);
  const patient = { ...(await town.addPatient()), home };
  const escort = await town.addEscort();
  const { tenantId, accountId: family } = town;
  await saveAccount(database, { id: family, tenantId, displayName: words.family, staffRoles: [] });
  await savePatient(database, patient, words.patient);
  const order = await town.addOrder(town.anOrder('FINISHED', patient.id, escort.id));
  const offerId = idFrom<OfferId>(uuidv7());
  const about = { orderId: order.id, escortId: escort.id, at };
  const event = {
    ...about,
    type: 'EscortReleased',
    row: 'O8',
    from: null,
    to: order.status,
    refs: {},
  } as const;
  await fixture.unitOfWork.run(async (stores) => {
    await stores.patients.saveDetails(patient.id, aDetailedPatient());
    await stores.offers.insert(offerOf(order, escort.id, offerId));
    await stores.serviceLog.append({
      ...about,
      id: uuidv7(),
      shiftNo: 1,
      step: 'condition',
      note: words.note,
    });
    await stores.timeline.append([
      { ...event, version: 1, by: { as: 'U', accountId: family }, reason: words.reason },
      { ...event, version: 2, by: { as: 'SYS' } },
    ]);
    await stores.ledger.post(capturePosting(order.id, payment()), at);
    await stores.reviews.insert({ ...about, by: family, stars: 5, text: words.review });
    return ok(undefined);
  });
  const findingKey = uuidv7();
  const talk = postgresConversationUnitOfWork(database.db, { news: unheard, sealer: database.sealer });
  await talk.run(async ({ conversations, conversationReveals, reportFindings }) => {
    const [orderId, by] = [order.id, family];
    const seq = (await conversations.open(orderId)) + 1;
    const id = idFrom<ConversationMessageId>(uuidv7());
    await conversations.append({ id, orderId, seq, side: 'family', by, at, text: words.said });
    const looked = { id: idFrom<ConversationRevealId>(uuidv7()), tenantId, reason: words.looked };
    await conversationReveals.append({ ...looked, orderId, by, firstSeq: seq, lastSeq: seq, at });
    const found = {
      id: idFrom<ReportFindingId>(uuidv7()),
      tenantId,
      outcome: 'upheld',
      key: findingKey,
    } as const;
    await reportFindings.append({ ...found, orderId, seq, by, note: words.found, at });
    return ok(undefined);
  });
  return { order, family, escort: escort.accountId, offerId, findingKey };
};
