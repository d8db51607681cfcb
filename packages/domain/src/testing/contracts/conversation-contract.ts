import { beforeEach, describe, expect, it } from 'vitest';
import {
  afterReport,
  type ConversationMessage,
  type ConversationStores,
  closeReported,
  type MessageReport,
  type Reader,
  type ReportCause,
} from '../../conversations/index.js';
import type { Order } from '../../orders/index.js';
import { minutesAfter } from '../../shared/clock.js';
import {
  type ConversationMessageId,
  type ConversationRevealId,
  idFrom,
  type ReportFindingId,
} from '../../shared/ids.js';
import type { ConversationFixture } from './conversation-fixture.js';
import { freshId } from './fresh.js';
import { inOne, openedOnce } from './opened-once.js';
import { aWorld, type World } from './world.js';

const saidAt = new Date('2030-01-07T02:00:00Z');
const asFamily: Reader = { side: 'family' };
const asDesk: Reader = { side: 'desk' };

/** What every adapter of the ports of conversations must pass. */
export const conversationContract = (adapterName: string, open: () => Promise<ConversationFixture>): void => {
  describe(`conversations contract: ${adapterName}`, () => {
    const opened = openedOnce(async () => {
      const fixture = await open();
      return { ...fixture, close: () => fixture.visits.close() };
    });
    let world: World;
    let order: Order;

    const within = <T>(work: (stores: ConversationStores) => Promise<T>) => inOne(opened().unitOfWork, work);
    const message = (seq: number, given: Partial<ConversationMessage> = {}): ConversationMessage => ({
      id: idFrom<ConversationMessageId>(freshId()),
      orderId: order.id,
      seq,
      side: 'family',
      by: world.accountId,
      at: minutesAfter(saidAt, seq),
      text: `第 ${seq} 条`,
      ...given,
    });
    const say = (given: Partial<ConversationMessage> = {}) =>
      within(async ({ conversations }) => {
        const said = message((await conversations.open(given.orderId ?? order.id)) + 1, given);
        return { said, isKept: await conversations.append(said) };
      });
    const page = (after = 0, limit = 50, from?: Date) =>
      within(({ conversations }) =>
        conversations.page({ orderId: order.id, after, limit, ...(from ? { from } : {}) }),
      );
    const count = (reader: Reader, from?: Date) =>
      within(({ conversations }) => conversations.count(order.id, reader, from));
    const aReport = (seq: number, given: Partial<MessageReport> = {}): MessageReport => ({
      orderId: order.id,
      seq,
      by: world.accountId,
      cause: 'other',
      at: saidAt,
      ...given,
    });
    const report = (seq: number, cause: ReportCause, given: Partial<MessageReport> = {}) =>
      within(({ reports }) => reports.insert(aReport(seq, { cause, ...given })));
    const matter = (seq: number) => within(({ reportedMessages }) => reportedMessages.find(order.id, seq));

    beforeEach(async () => {
      world = await aWorld(opened().visits);
      order = await world.addOrder('ACCEPTED');
    });

    it('keeps what was said as it was said, one place after the other', async () => {
      const first = await say({ text: '<b>您好</b> 🙂', key: `key-${freshId()}` });
      const second = await say({ side: 'desk' });
      expect([first.isKept, second.isKept]).toEqual([true, true]);
      expect(await page()).toEqual([
        { ...first.said, reported: [], isHidden: false },
        { ...second.said, reported: [], isHidden: false },
      ]);
      expect((await page()).map(({ seq }) => seq)).toEqual([1, 2]);
    });

    it('gives out places without a gap or a double, of any number that are said at once', async () => {
      await Promise.all(Array.from({ length: 8 }, () => say()));
      expect((await page()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it('gives a place back whose message was not kept in the end', async () => {
      const { unitOfWork } = opened();
      await unitOfWork.run(async ({ conversations }) => {
        await conversations.append(message((await conversations.open(order.id)) + 1));
        return { ok: false, error: 'refused' };
      });
      expect((await say()).said.seq).toBe(1);
    });

    it('keeps one message for a key of an account, in whichever conversation', async () => {
      const key = `key-${freshId()}`;
      const { said } = await say({ key });
      const other = await world.addOrder('ACCEPTED', {
        during: {
          startsAt: new Date('2030-02-06T01:00:00Z'),
          endsAt: new Date('2030-02-06T05:00:00Z'),
        },
      });
      expect((await say({ key, orderId: other.id })).isKept).toBe(false);
      const found = await within(({ conversations }) => conversations.saidUnder(world.accountId, key));
      expect(found).toEqual(said);
      const unknown = await within(({ conversations }) =>
        conversations.saidUnder(world.accountId, 'key-unknown'),
      );
      expect(unknown).toBeUndefined();
    });

    it('answers pages after a place, and to some only what was said since an instant', async () => {
      for (let no = 0; no < 5; no++) await say();
      expect((await page(0, 2)).map(({ seq }) => seq)).toEqual([1, 2]);
      expect((await page(2, 2)).map(({ seq }) => seq)).toEqual([3, 4]);
      expect((await page(4, 2)).map(({ seq }) => seq)).toEqual([5]);
      expect((await page(0, 50, minutesAfter(saidAt, 4))).map(({ seq }) => seq)).toEqual([4, 5]);
    });

    it('knows when somebody has said something lately', async () => {
      for (let no = 0; no < 3; no++) await say();
      const lately = await within(({ conversations }) =>
        conversations.saidAfter(order.id, world.accountId, minutesAfter(saidAt, 1)),
      );
      expect(lately).toEqual([minutesAfter(saidAt, 2), minutesAfter(saidAt, 3)]);
    });

    it('counts what others have said after the mark of a reader, which never goes back', async () => {
      expect(await count(asFamily)).toEqual({ lastSeq: 0, readSeq: 0, unread: 0, reported: 0 });
      await say();
      await say({ side: 'desk' });
      await say({ side: 'escort' });
      const escort: Reader = { side: 'escort', escortId: world.escortId };
      expect(await count(asFamily)).toEqual({ lastSeq: 3, readSeq: 0, unread: 2, reported: 0 });
      await within(({ readMarks }) => readMarks.advance(order.id, asFamily, 2));
      await within(({ readMarks }) => readMarks.advance(order.id, asFamily, 1));
      expect(await count(asFamily)).toEqual({ lastSeq: 3, readSeq: 2, unread: 1, reported: 0 });
      await within(({ readMarks }) => readMarks.advance(order.id, escort, 3));
      expect(await count(escort)).toMatchObject({ readSeq: 3, unread: 0 });
      expect(await count(asDesk)).toMatchObject({ readSeq: 0, unread: 2 });
      expect(await count(asDesk, minutesAfter(saidAt, 3))).toMatchObject({ unread: 1 });
    });

    it('shows for what a message was reported, once for each account', async () => {
      await say();
      await say();
      expect(await report(2, 'insult')).toBe(true);
      expect(await report(2, 'fraud')).toBe(false);
      const told = { by: world.accountId, cause: 'insult', isLookedAt: false };
      expect((await page()).map(({ reported }) => reported)).toEqual([[], [told]]);
      expect(await count(asDesk)).toMatchObject({ reported: 1 });
    });

    it('makes one matter of the reports of a message, which moves as the rules say', async () => {
      const [{ accountId: otherId }, { accountId: thirdId }] = [
        await world.addEscort(),
        await world.addEscort(),
      ];
      await say();
      expect(await matter(1)).toBeUndefined();
      const later = minutesAfter(saidAt, 9);
      await report(1, 'insult');
      let expected = afterReport(undefined, aReport(1));
      expect(await matter(1)).toEqual(expected);
      await report(1, 'fraud');
      expect(await matter(1)).toEqual(expected);
      await report(1, 'fraud', { by: otherId, at: later });
      expected = afterReport(expected, aReport(1, { at: later }));
      expect(await matter(1)).toEqual({ ...expected, since: saidAt, version: 2 });
      const close = async (outcome: 'upheld' | 'not-upheld', at: Date) => {
        const closed = closeReported(expected, outcome, at);
        if (!closed.ok) throw new Error(closed.error.type);
        expected = closed.value;
        return within(async ({ reports, reportedMessages }) => {
          await reportedMessages.save(closed.value);
          return reports.markLookedAt(order.id, 1, at);
        });
      };
      expect(new Set(await close('not-upheld', later))).toEqual(new Set([world.accountId, otherId]));
      expect(await matter(1)).toEqual({ ...expected, status: 'not-upheld', since: later, version: 3 });
      expect(await count(asDesk)).toMatchObject({ reported: 0 });
      const again = minutesAfter(later, 1);
      await report(1, 'other', { by: thirdId, at: again });
      expected = afterReport(expected, aReport(1, { at: again }));
      expect(await matter(1)).toEqual({ ...expected, status: 'open', since: again, version: 4 });
      expect((await page())[0]).toMatchObject({ isHidden: false });
      expect(await close('upheld', again)).toEqual([thirdId]);
      const [hidden] = await page();
      expect([
        hidden?.isHidden,
        hidden?.text,
        hidden?.reported.every(({ isLookedAt }) => isLookedAt),
      ]).toEqual([true, '第 1 条', true]);
      await expect(
        within(({ reportedMessages }) => reportedMessages.save({ ...expected, version: 4 })),
      ).rejects.toThrow();
    });

    it('keeps one finding for a key of an account', async () => {
      await say();
      const finding = {
        id: idFrom<ReportFindingId>(freshId()),
        tenantId: world.tenantId,
        orderId: order.id,
        seq: 1,
        outcome: 'upheld' as const,
        by: world.accountId,
        note: '确有辱骂',
        at: saidAt,
        key: `key-${freshId()}`,
      };
      const append = (given: object) =>
        within(({ reportFindings }) => reportFindings.append({ ...finding, ...given }));
      const foundUnder = (key: string) =>
        within(({ reportFindings }) => reportFindings.foundUnder(world.accountId, key));
      expect(await append({})).toBe(true);
      expect(await append({ id: idFrom<ReportFindingId>(freshId()), note: '别的' })).toBe(false);
      expect(await foundUnder(finding.key)).toEqual(finding);
      expect(await foundUnder('key-unknown')).toBeUndefined();
    });

    it('keeps why somebody of the desk has read it', async () => {
      const reveal = {
        id: idFrom<ConversationRevealId>(freshId()),
        tenantId: world.tenantId,
        orderId: order.id,
        by: world.accountId,
        reason: '家属来电说联系不上',
        firstSeq: 2,
        lastSeq: 3,
        at: saidAt,
      };
      await within(({ conversationReveals }) => conversationReveals.append(reveal));
      const shown = (seq: number, by = world.accountId) =>
        within(({ conversationReveals }) => conversationReveals.hasShown(order.id, seq, by));
      const other = await world.addEscort();
      const places = [
        await shown(1),
        await shown(2),
        await shown(3),
        await shown(4),
        await shown(2, other.accountId),
      ];
      expect(places).toEqual([false, true, true, false, false]);
      expect(await within(({ conversationReveals }) => conversationReveals.ofOrder(order.id))).toEqual([
        reveal,
      ]);
    });

    it('lets go of what was said when its order is over, and of nothing before', async () => {
      await say({ at: new Date('2001-01-01T00:00:00Z') });
      const { pruner, unitOfWork } = opened().visits;
      const before = new Date('2001-01-02T00:00:00Z');
      await pruner.prune('conversation-message', before, 100);
      expect(await page()).toHaveLength(1);
      const over = world.anOrder('FINISHED');
      const ended = {
        ...over,
        ...{ id: order.id, version: order.version + 1 },
        charge: order.charge,
        orderNo: order.orderNo,
      };
      await inOne(unitOfWork, ({ orders }) => orders.update({ ...ended, dispute: 'open' }, order.version));
      await pruner.prune('conversation-message', before, 100);
      expect(await page()).toHaveLength(1);
      const settled = { ...ended, version: ended.version + 1, dispute: 'final' } as const;
      await inOne(unitOfWork, ({ orders }) => orders.update(settled, ended.version));
      await report(1, 'fraud');
      await pruner.prune('conversation-message', before, 100);
      expect(await page()).toHaveLength(1);
      const found = { orderId: order.id, seq: 1, status: 'not-upheld', since: saidAt, version: 2 } as const;
      await within(({ reportedMessages }) => reportedMessages.save(found));
      await pruner.prune('conversation-message', before, 100);
      expect(await page()).toEqual([]);
    });
  });
};
