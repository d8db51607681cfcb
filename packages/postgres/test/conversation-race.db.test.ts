import { type CloseReport, type ConversationStores, makeConversations } from '@banzhen/domain/conversations';
import type { Order } from '@banzhen/domain/orders';
import type { Person } from '@banzhen/domain/shared/actor';
import type { EscortId } from '@banzhen/domain/shared/ids';
import { done, ok } from '@banzhen/domain/shared/result';
import { fixedClock, type VisitStoresFixture } from '@banzhen/domain/testing';
import { type OpenDatabase, uuidv7Ids } from '@banzhen/postgres';
import { conversationFixture, rowsOf, run, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPatientDatabase } from './support.js';
import { aTown } from './town.js';

const CONNECTIONS = 12;
const AT_ONCE = 50;

describe('what is said at once about an order', () => {
  let database: OpenDatabase;
  let stores: VisitStoresFixture;
  let town: Awaited<ReturnType<typeof aTown>>;
  let order: Order;
  let escortId: EscortId;
  let family: Person;
  let escort: Person;
  beforeAll(async () => {
    database = await openPatientDatabase(CONNECTIONS);
    stores = visitStoresFixture(database);
    town = await aTown(stores);
    // A cold pool lets requests come one by one, which hides every race.
    await Promise.all(
      Array.from({ length: CONNECTIONS }, () => run(database.db, sql`SELECT pg_sleep(${0.05}::float8)`)),
    );
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    const { tenantId, accountId } = town;
    const patient = await town.addPatient();
    const profile = await town.addEscort();
    escortId = profile.id;
    order = await town.addOrder(town.anOrder('ACCEPTED', patient.id, escortId));
    family = { kind: 'person', accountId, tenantId, staffRoles: [] };
    escort = { kind: 'person', accountId: profile.accountId, tenantId, escortId, staffRoles: [] };
  });

  const talkOn = (change: (all: ConversationStores) => ConversationStores = (all) => all) => {
    const { unitOfWork } = conversationFixture(database);
    return makeConversations({
      unitOfWork: { run: (work) => unitOfWork.run((all) => work(change(all))) },
      clock: fixedClock(new Date('2030-01-07T03:00:00Z')),
      ids: uuidv7Ids(),
    });
  };
  const places = async () =>
    (
      await rowsOf<{ seq: number }>(
        database.db,
        sql`SELECT seq FROM conversation_message WHERE order_id = ${order.id} ORDER BY seq`,
      )
    ).map(({ seq }) => seq);

  const isSomebodyWaiting = async (): Promise<boolean> => {
    const waiting = await rowsOf(
      database.db,
      sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return waiting.length > 0;
  };

  it('is one message for one key, however many requests carry it', async () => {
    const { send } = talkOn();
    const command = { orderId: order.id, text: '我们到了', idempotencyKey: `key-${order.id}` };
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => send(family, command)));
    expect(answers.filter((answer) => !answer.ok)).toEqual([]);
    expect(new Set(answers.map((answer) => (answer.ok ? answer.value.messageId : '')))).toHaveProperty(
      'size',
      1,
    );
    expect(await places()).toEqual([1]);
  });

  it('would be a message for each request, if nobody remembered keys', async () => {
    const { send } = talkOn((all) => ({
      ...all,
      conversations: {
        ...all.conversations,
        saidUnder: async () => undefined,
        append: ({ key: _, ...message }) => all.conversations.append(message),
      },
    }));
    const command = { orderId: order.id, text: '我们到了', idempotencyKey: `key-${order.id}` };
    await Promise.all(Array.from({ length: 4 }, () => send(family, command)));
    expect(await places()).toEqual([1, 2, 3, 4]);
  });

  it('has places without a gap, also where some of it is refused', async () => {
    const { send } = talkOn();
    const texts = Array.from({ length: 16 }, (_, no) => (no % 4 === 3 ? '138-0013-8000' : `第 ${no} 句`));
    const answers = await Promise.all(
      texts.map((text, no) => send(no % 2 ? escort : family, { orderId: order.id, text })),
    );
    const kept = answers.filter(({ ok: isKept }) => isKept).length;
    expect(kept).toBe(12);
    expect(await places()).toEqual(Array.from({ length: kept }, (_, no) => no + 1));
  });

  /** The escort says something, and is released after their request has been looked at for the first time. */
  const saidWhileReleased = async () => {
    const shifts = order.shifts.map((shift) => ({ ...shift, cover: { kind: 'open' } as const }));
    const { send } = talkOn((all) => {
      const open: ConversationStores['conversations']['open'] = async (id) => {
        const released = await stores.unitOfWork.run(({ orders }) =>
          orders.update({ ...order, shifts, version: order.version + 1 }, order.version),
        );
        if (!released.ok) throw new Error('the release is alone');
        return all.conversations.open(id);
      };
      return { ...all, conversations: { ...all.conversations, open } };
    });
    return send(escort, { orderId: order.id, text: '我还想说一句' });
  };

  it('is nothing of an escort who is released while they say it', async () => {
    expect(await saidWhileReleased()).toEqual({ ok: false, error: { type: 'NotFound' } });
    expect(await places()).toEqual([]);
  });

  it('keeps the order as it is until a message stands: a release that begins meanwhile comes after it', async () => {
    const { unitOfWork } = conversationFixture(database);
    let isSaid = false;
    let releasing: Promise<unknown> = Promise.resolve();
    let wasSaidBefore: boolean | undefined;
    await unitOfWork.run(async ({ conversations }) => {
      await conversations.open(order.id);
      releasing = stores.unitOfWork.run(async ({ orders }) => {
        const updated = await orders.update({ ...order, version: order.version + 1 }, order.version);
        wasSaidBefore = isSaid;
        return updated.ok ? done : ok(undefined);
      });
      while (wasSaidBefore === undefined && !(await isSomebodyWaiting()));
      isSaid = true;
      return done;
    });
    await releasing;
    expect(wasSaidBefore).toBe(true);
  });

  const origin = { network: 'unknown', device: '' };
  /** The escort has reported what the family said, and somebody of the desk has read it. */
  const aReport = async () => {
    const desk: Person = {
      ...escort,
      accountId: (await town.addEscort()).accountId,
      staffRoles: ['dispatcher'],
    };
    const { send, report, reveal } = talkOn();
    const { id: orderId } = order;
    const said = [
      await send(family, { orderId, text: '你是骗子' }),
      await report(escort, { orderId, seq: 1, cause: 'insult' }),
      await reveal(desk, origin, { orderId, reason: '陪诊员举报' }),
    ];
    expect(said.map(({ ok: isDone }) => isDone)).toEqual([true, true, true]);
    return { orderId, desk };
  };
  const closing = (orderId: Order['id'], no: number): CloseReport => ({
    ...{ orderId, seq: 1, note: '未见辱骂', expectedVersion: 1 },
    outcome: 'not-upheld',
    idempotencyKey: `close-${no}-${orderId}`,
  });
  const findings = async () =>
    (await rowsOf(database.db, sql`SELECT id FROM conversation_finding WHERE order_id = ${order.id}`)).length;

  it('is found about once, however many of the desk close the report, each with a key of their own', async () => {
    const { orderId, desk } = await aReport();
    const { closeReport } = talkOn();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, no) => closeReport(desk, origin, closing(orderId, no))),
    );
    expect(answers.filter(({ ok: isDone }) => isDone)).toHaveLength(1);
    expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.error.type]))).toEqual(
      Array.from({ length: 11 }, () => 'StaleVersion'),
    );
    expect(await findings()).toBe(1);
  });

  it('would be found about by each of them, if the matter were not held while one decides', async () => {
    const { orderId, desk } = await aReport();
    const seen = await conversationFixture(database).unitOfWork.run(async ({ reportedMessages }) =>
      ok(await reportedMessages.find(orderId, 1)),
    );
    const { closeReport } = talkOn((all) => ({
      ...all,
      reportedMessages: { find: async () => (seen.ok ? seen.value : undefined), save: async () => undefined },
    }));
    await Promise.all(Array.from({ length: 4 }, (_, no) => closeReport(desk, origin, closing(orderId, no))));
    expect(await findings()).toBe(4);
  });

  it('waits anew where somebody reports it while the desk closes it', async () => {
    const { orderId, desk } = await aReport();
    const { report } = talkOn();
    let reporting: ReturnType<typeof report> | undefined;
    const { closeReport } = talkOn((all) => {
      const append: typeof all.reportFindings.append = async (finding) => {
        reporting = report(family, { orderId, seq: 1, cause: 'fraud' });
        while (!(await isSomebodyWaiting()));
        return all.reportFindings.append(finding);
      };
      return { ...all, reportFindings: { ...all.reportFindings, append } };
    });
    expect(await closeReport(desk, origin, closing(orderId, 1))).toMatchObject({ ok: true });
    expect(await reporting).toMatchObject({ ok: true });
    const found = await conversationFixture(database).unitOfWork.run(
      async ({ reportedMessages, conversations }) => {
        const [message] = await conversations.page({ orderId, after: 0, limit: 1 });
        return ok({ ...(await reportedMessages.find(orderId, 1)), reported: message?.reported });
      },
    );
    expect(found).toMatchObject({
      value: {
        ...{ status: 'open', version: 3 },
        reported: expect.arrayContaining([
          expect.objectContaining({ cause: 'insult', isLookedAt: true }),
          expect.objectContaining({ cause: 'fraud', isLookedAt: false }),
        ]),
      },
    });
  });
});
