import type { CloseReport, ConversationPage } from '@banzhen/domain/conversations';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, idFrom } from '@banzhen/domain/shared/ids';
import { aPatient, inMemoryPlatform, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { desk, escort, family, origin, other, type Talk, talkIn } from './scene.js';

const notFound = { ok: false, error: { type: 'NotFound' } };
const NOTE = '查看原文，确属辱骂';
const reveal = ({ conversations, orderId }: Talk, actor: Person = desk, after = 0) =>
  conversations.reveal(actor, origin, { orderId, after, reason: '陪诊员举报了一条消息' });
const read = async ({ conversations, orderId }: Talk, actor: Person): Promise<ConversationPage> =>
  must(await conversations.read(actor, { orderId }));
const close = ({ conversations, orderId }: Talk, given: Partial<CloseReport> = {}, actor: Person = desk) =>
  conversations.closeReport(actor, origin, {
    ...{ orderId, seq: 1, outcome: 'upheld', note: NOTE, expectedVersion: 1, idempotencyKey: 'close-0001' },
    ...given,
  });
const auditOf = ({ database }: Talk) =>
  inMemoryPlatform(database).audit.reader.page(
    { tenantId: family.tenantId, operation: 'conversation.close-report' },
    20,
  );
const toldOf = ({ database }: Talk) =>
  database
    .committed()
    .messages.where(({ message: { type } }) => type === 'MessageReportClosed')
    .map(({ message }) => message);

/** The family has said something that the escort has reported. */
const reported = async (): Promise<Talk> => {
  const talk = await talkIn('ACCEPTED');
  must(await talk.say(family, '你这个骗子'));
  must(await talk.say(escort, '请好好说话'));
  must(await talk.conversations.report(escort, { orderId: talk.orderId, seq: 1, cause: 'insult' }));
  return talk;
};

describe('a report', () => {
  it('is closed by somebody of the desk who has read the message, once, with a note that stays sealed', async () => {
    const talk = await reported();
    expect(await close(talk)).toEqual({ ok: false, error: { type: 'MessageNotSeen' } });
    must(await reveal(talk));
    expect(must(await close(talk))).toEqual({
      ...{ orderId: talk.orderId, seq: 1, outcome: 'upheld', at: talk.clock.now() },
    });
    expect(await close(talk, { idempotencyKey: 'close-0002' })).toMatchObject({
      error: { type: 'StaleVersion', currentVersion: 2 },
    });
    expect(await close(talk, { idempotencyKey: 'close-0002', expectedVersion: 2 })).toEqual({
      ok: false,
      error: { type: 'NoOpenReport' },
    });
    const entries = await auditOf(talk);
    const [finding] = talk.database.committed().talk.findings.where(() => true);
    expect(entries.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['refused', 'NoOpenReport'],
      ['refused', 'StaleVersion'],
      ['done', undefined],
      ['refused', 'MessageNotSeen'],
    ]);
    expect(entries[2]).toMatchObject({
      actor: { as: 'D', accountId: desk.accountId },
      object: { kind: 'order', id: talk.orderId },
      facts: { findingId: finding?.id, seq: 1, outcome: 'upheld' },
    });
    expect(finding).toMatchObject({ note: NOTE, by: desk.accountId, outcome: 'upheld' });
    expect(JSON.stringify([entries, toldOf(talk)])).not.toMatch(/骗子|辱骂/);
  });

  it('hides the message when it is upheld, from everybody but who said it and the desk', async () => {
    const talk = await reported();
    const books: Person = { ...family, accountId: idFrom<AccountId>('01900000-0003-7000-8000-000000000079') };
    await talk.platform.seeds.addPatient({
      ...aPatient(),
      grants: [
        ...aPatient().grants,
        { accountId: books.accountId, scopes: ['view', 'book'], from: new Date('2020-01-01T00:00:00Z') },
      ],
    });
    expect((await read(talk, escort)).messages[0]).toMatchObject({ text: '你这个骗子', isHidden: false });
    must(await reveal(talk));
    must(await close(talk));
    const hidden = { seq: 1, text: '', isHidden: true };
    // Seen red while `shown` gave the text of a hidden message to whoever asked.
    expect((await read(talk, escort)).messages).toMatchObject([hidden, { seq: 2, text: '请好好说话' }]);
    expect((await read(talk, books)).messages[0]).toMatchObject(hidden);
    expect((await read(talk, family)).messages[0]).toMatchObject({ text: '你这个骗子', isHidden: true });
    expect(must(await reveal(talk)).messages[0]).toMatchObject({ text: '你这个骗子', isHidden: true });
    const again = { orderId: talk.orderId, seq: 1, cause: 'other' } as const;
    expect(await talk.conversations.report(books, again)).toMatchObject({ error: { type: 'NoSuchMessage' } });
  });

  it('leaves the message where it is when it is not upheld; another report of it waits anew', async () => {
    const talk = await reported();
    const { conversations, orderId } = talk;
    must(await reveal(talk));
    must(await close(talk, { outcome: 'not-upheld' }));
    expect((await read(talk, escort)).messages[0]).toMatchObject({ text: '你这个骗子', isHidden: false });
    expect(must(await conversations.count(desk, { orderId }))).toMatchObject({ reported: 0 });
    must(await conversations.report(family, { orderId, seq: 1, cause: 'other' }));
    expect(must(await conversations.count(desk, { orderId }))).toMatchObject({ reported: 1 });
    expect((await read(talk, escort)).messages[0]).toMatchObject({ ownReport: 'looked-at' });
    expect((await read(talk, family)).messages[0]).toMatchObject({ ownReport: 'open' });
    expect(await close(talk, { idempotencyKey: 'close-0002', expectedVersion: 2 })).toMatchObject({
      error: { type: 'StaleVersion', currentVersion: 3 },
    });
    must(await close(talk, { idempotencyKey: 'close-0002', expectedVersion: 3 }));
    expect(toldOf(talk).map(({ payload: { reporters } }) => reporters)).toEqual([
      [escort.accountId],
      [family.accountId],
    ]);
  });

  it('that comes while somebody decides is seen before they close it', async () => {
    const talk = await reported();
    must(await reveal(talk));
    must(await talk.conversations.report(family, { orderId: talk.orderId, seq: 1, cause: 'fraud' }));
    expect(await close(talk)).toMatchObject({ error: { type: 'StaleVersion', currentVersion: 2 } });
  });

  it('tells whoever made it that it was looked at, and nobody what was found', async () => {
    const talk = await reported();
    expect((await read(talk, escort)).messages[0]).toMatchObject({ ownReport: 'open' });
    must(await reveal(talk));
    must(await close(talk));
    const page = await read(talk, escort);
    expect(page.messages[0]).toMatchObject({ ownReport: 'looked-at', reported: [] });
    expect((await read(talk, family)).messages[0]).not.toHaveProperty('ownReport');
    expect(JSON.stringify(page)).not.toContain(NOTE);
    expect(toldOf(talk).map(({ aggregateId, payload }) => [aggregateId, payload])).toEqual([
      [
        talk.orderId,
        {
          reporters: [escort.accountId],
          version: 1,
          tenantId: desk.tenantId,
          cityCode: (await talk.order(talk.orderId)).cityCode,
        },
      ],
    ]);
  });
});

describe('closing a report', () => {
  it('is for the desk of the city, and not there for anybody else', async () => {
    const talk = await reported();
    must(await reveal(talk));
    const inShanghai = { ...desk, roleScopes: [{ role: 'dispatcher', cityCode: 'shanghai' }] } as const;
    const finance: Person = { ...desk, staffRoles: ['finance'] };
    for (const actor of [family, escort, other, inShanghai, finance])
      expect(await close(talk, {}, actor)).toEqual(notFound);
    must(await close(talk));
  });

  it('happens once for a key, and is refused where the key stands for something else', async () => {
    const talk = await reported();
    must(await reveal(talk));
    const first = must(await close(talk));
    talk.clock.advance(1);
    expect(must(await close(talk, { note: ` ${NOTE} ` }))).toEqual(first);
    for (const given of [{ outcome: 'not-upheld' }, { note: '别的说法' }, { seq: 2 }] as const)
      expect(await close(talk, given)).toEqual({
        ok: false,
        error: { type: 'KeyReused', key: 'close-0001' },
      });
    expect(toldOf(talk)).toHaveLength(1);
    expect((await auditOf(talk)).filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
  });

  it('takes a note of four characters, and a message that was reported', async () => {
    const talk = await reported();
    must(await reveal(talk));
    expect(await close(talk, { note: ' 属实 ' })).toEqual({ ok: false, error: { type: 'WordsRequired' } });
    for (const seq of [2, 99])
      expect(await close(talk, { seq })).toEqual({ ok: false, error: { type: 'NoOpenReport' } });
    expect(talk.database.committed().talk.findings.size).toBe(0);
  });

  it('wants this message seen by this officer, not another page and not a colleague', async () => {
    const talk = await reported();
    const colleague: Person = {
      ...desk,
      accountId: idFrom<AccountId>('01900000-0003-7000-8000-000000000088'),
    };
    must(await reveal(talk, colleague));
    must(await reveal(talk, desk, 1));
    // Seen red while any look of anybody at the conversation was enough.
    expect(await close(talk)).toEqual({ ok: false, error: { type: 'MessageNotSeen' } });
    must(await close(talk, {}, colleague));
  });

  it('is nothing for whoever has said the message, or has reported it', async () => {
    const talk = await talkIn('ACCEPTED');
    const { conversations, orderId } = talk;
    must(await conversations.answer(desk, { orderId, text: '请不要无理取闹' }));
    must(await conversations.report(family, { orderId, seq: 1, cause: 'insult' }));
    must(await reveal(talk));
    expect(await close(talk)).toEqual({ ok: false, error: { type: 'PartyToReport' } });
    const bothSides: Person = { ...desk, accountId: family.accountId };
    must(await reveal(talk, bothSides));
    expect(await close(talk, {}, bothSides)).toEqual({ ok: false, error: { type: 'PartyToReport' } });
    expect((await read(talk, family)).messages[0]).toMatchObject({ ownReport: 'open' });
  });
});
