import type { ConversationPage } from '@banzhen/domain/conversations';
import { MESSAGES_A_MINUTE } from '@banzhen/domain/conversations';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { aDispatcher, anotherEscort, aPatient, inMemoryPlatform, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { desk, escort, family, origin, other, type Talk, talkIn } from './scene.js';

const notFound = { ok: false, error: { type: 'NotFound' } };
const reveal = ({ conversations, orderId }: Talk, reason = '家属来电说联系不上', actor = desk) =>
  conversations.reveal(actor, origin, { orderId, reason });
const read = async ({ conversations, orderId }: Talk, actor: Person): Promise<ConversationPage> =>
  must(await conversations.read(actor, { orderId }));
const auditOf = async ({ database }: Talk, operation: string) => {
  const { reader } = inMemoryPlatform(database).audit;
  return reader.page({ tenantId: family.tenantId, operation }, 20);
};
const toldOf = ({ database }: Talk) =>
  database
    .committed()
    .messages.where(({ message: { topic } }) => topic === 'conversation')
    .map(({ message }) => message);

describe('who takes part in what is said about an order', () => {
  it('opens with the acceptance, for the family, the escort and the desk', async () => {
    const asked = await talkIn('ASSIGNED');
    expect(await asked.say(family, '您好')).toEqual({ ok: false, error: { type: 'ConversationNotOpen' } });
    expect(await asked.say(escort, '您好')).toEqual(notFound);
    const talk = await talkIn('ACCEPTED');
    must(await talk.say(family, '您好，我妈妈走路慢'));
    must(await talk.say(escort, '好的，我会慢慢走'));
    must(await talk.conversations.answer(desk, { orderId: talk.orderId, text: '有事请随时联系我们' }));
    expect(await talk.texts(family)).toEqual([
      '您好，我妈妈走路慢',
      '好的，我会慢慢走',
      '有事请随时联系我们',
    ]);
    const { messages } = await read(talk, escort);
    expect(messages.map(({ seq, side, isOwn }) => [seq, side, isOwn])).toEqual([
      [1, 'family', false],
      [2, 'escort', true],
      [3, 'desk', false],
    ]);
  });

  it('is not there for strangers, another family, another escort, other staff and another tenant', async () => {
    const talk = await talkIn('ACCEPTED');
    must(await talk.say(family, '您好'));
    const stranger: Person = {
      ...family,
      accountId: idFrom<AccountId>('01900000-0003-7000-8000-000000000077'),
    };
    const finance: Person = { ...aDispatcher(), staffRoles: ['finance'] };
    const elsewhere = idFrom<TenantId>('01900000-0001-7000-8000-000000000099');
    const { conversations, orderId } = talk;
    for (const actor of [
      stranger,
      other,
      finance,
      { ...family, tenantId: elsewhere },
      { ...escort, tenantId: elsewhere },
    ]) {
      expect(await talk.say(actor, '您好')).toEqual(notFound);
      expect(await conversations.read(actor, { orderId })).toEqual(notFound);
      expect(await conversations.markRead(actor, { orderId, seq: 1 })).toEqual(notFound);
      expect(await conversations.report(actor, { orderId, seq: 1, cause: 'other' })).toEqual(notFound);
      expect(await conversations.count(actor, { orderId })).toEqual(notFound);
      expect(await reveal(talk, '家属来电说联系不上', actor)).toEqual(notFound);
    }
    const inShanghai = { ...desk, roleScopes: [{ role: 'dispatcher', cityCode: 'shanghai' }] } as const;
    expect(await reveal(talk, '家属来电说联系不上', inShanghai)).toEqual(notFound);
    expect(await read(talk, family)).toMatchObject({ lastSeq: 1 });
  });

  it('lets a proxy who may look read, one who may book write, and neither after the end of the grant', async () => {
    const talk = await talkIn('ACCEPTED');
    const [looks, books] = ['78', '79'].map((no) => ({
      ...family,
      accountId: idFrom<AccountId>(`01900000-0003-7000-8000-0000000000${no}`),
    })) as [Person, Person];
    const from = new Date('2020-01-01T00:00:00Z');
    const until = new Date(talk.clock.now().getTime() + 3_600_000);
    await talk.platform.seeds.addPatient({
      ...aPatient(),
      grants: [
        ...aPatient().grants,
        { accountId: looks.accountId, scopes: ['view'], from, until },
        { accountId: books.accountId, scopes: ['view', 'book'], from, until },
      ],
    });
    must(await talk.say(books, '我是她儿子'));
    expect(await talk.say(looks, '我也在')).toEqual(notFound);
    expect(await talk.texts(looks)).toEqual(['我是她儿子']);
    talk.clock.advance(60);
    expect(await talk.say(books, '还在吗')).toEqual(notFound);
    expect(await talk.conversations.read(looks, { orderId: talk.orderId })).toEqual(notFound);
  });

  it('is told to nobody who was released, from that moment; the next one is told what was said since they accepted', async () => {
    const talk = await talkIn('ACCEPTED');
    const { visits, orderId, platform } = talk;
    must(await talk.say(family, '妈妈有糖尿病'));
    await platform.seeds.addEscort(anotherEscort());
    must(await visits.releaseEscort(escort, { orderId, reason: '生病' }));
    expect(await talk.say(escort, '我还想说一句')).toEqual(notFound);
    expect(await talk.conversations.read(escort, { orderId })).toEqual(notFound);
    must(await talk.say(family, '换谁来？'));
    expect(await talk.conversations.read(other, { orderId })).toEqual(notFound);
    await talk.advance(5);
    const offer = (await talk.order(orderId)).shifts[0]?.cover;
    if (offer?.kind !== 'offered') throw new Error('nobody was asked');
    expect(await talk.conversations.read(other, { orderId })).toEqual(notFound);
    must(await visits.acceptOffer(other, { orderId, offerId: offer.offerId }));
    expect(await read(talk, other)).toMatchObject({ messages: [], unread: 0, lastSeq: 2 });
    must(await talk.say(family, '您好，明天见'));
    expect(await talk.texts(other)).toEqual(['您好，明天见']);
    expect(await read(talk, other)).toMatchObject({ unread: 1 });
    expect(await talk.conversations.report(other, { orderId, seq: 1, cause: 'other' })).toMatchObject({
      error: { type: 'NoSuchMessage' },
    });
  });

  it('can be written to for a day after the end, then read by the family; a dispute keeps it open', async () => {
    const talk = await talkIn('FINISHED');
    must(await talk.say(escort, '祝早日康复'));
    talk.clock.advance(24 * 60 - 1);
    must(await talk.say(family, '谢谢'));
    talk.clock.advance(1);
    expect(await talk.say(family, '还有一件事')).toMatchObject({ error: { type: 'ConversationClosed' } });
    expect(await read(talk, family)).toMatchObject({ isWritable: false, lastSeq: 2 });
    expect(await talk.conversations.read(escort, { orderId: talk.orderId })).toEqual(notFound);
    await talk.database.write(({ orders }) => {
      const order = orders.get(talk.orderId);
      if (order) orders.put(order.id, { ...order, dispute: 'open' });
    });
    must(await talk.say(family, '还有一件事'));
    must(await talk.say(escort, '请说'));
  });

  it('takes nothing from whom a sanction keeps from chatting', async () => {
    const talk = await talkIn('ACCEPTED');
    const refused = await talk.say({ ...family, restricted: ['chat'] }, '您好');
    expect(refused).toMatchObject({ error: { type: 'FunctionRestricted', restricted: 'chat' } });
  });
});

describe('what can be said', () => {
  it('is said once for a key, and refused where the key stands for something else', async () => {
    const talk = await talkIn('ACCEPTED');
    const first = must(await talk.say(family, '我们到了', 'key-00000001'));
    talk.clock.advance(1);
    expect(must(await talk.say(family, '我们到了', 'key-00000001'))).toEqual(first);
    expect(await talk.say(family, '我们没到', 'key-00000001')).toEqual({
      ok: false,
      error: { type: 'KeyReused', key: 'key-00000001' },
    });
    must(await talk.say(escort, '我们到了', 'key-00000001'));
    expect(await talk.texts(family)).toEqual(['我们到了', '我们到了']);
    expect(toldOf(talk)).toHaveLength(2);
  });

  it('has no contact beside the platform, no voice and no pictures; nothing is kept of what was refused', async () => {
    const talk = await talkIn('ACCEPTED');
    const { conversations, orderId } = talk;
    expect(await talk.say(family, '加微信 lisi_888')).toMatchObject({
      error: { type: 'ContactNotAllowed', found: 'handle' },
    });
    expect(await talk.say(escort, '138-0013-8000')).toMatchObject({ error: { found: 'phone' } });
    expect(await talk.say(family, ' ')).toMatchObject({ error: { type: 'MessageTextUnfit', why: 'empty' } });
    for (const kind of ['voice', 'image'] as const)
      expect(await conversations.send(family, { orderId, text: '', kind })).toEqual({
        ok: false,
        error: { type: 'NotYetAvailable', needs: 'media-storage' },
      });
    expect(await talk.texts(family)).toEqual([]);
    expect(toldOf(talk)).toEqual([]);
  });

  it('is no flood: so many a minute of one person, and then the time to wait', async () => {
    const talk = await talkIn('ACCEPTED');
    for (let no = 0; no < MESSAGES_A_MINUTE; no++) must(await talk.say(family, `第 ${no} 句`));
    expect(await talk.say(family, '再来一句')).toEqual({
      ok: false,
      error: { type: 'TooManyRequests', retryAfterSeconds: 60 },
    });
    must(await talk.say(escort, '请慢慢说'));
    talk.clock.advance(1);
    must(await talk.say(family, '再来一句'));
  });

  it('leaves nothing but numbers and ids in messages to other systems', async () => {
    const talk = await talkIn('ACCEPTED');
    must(await talk.say(family, '妈妈有糖尿病'));
    must(await talk.conversations.report(escort, { orderId: talk.orderId, seq: 1, cause: 'other' }));
    expect(toldOf(talk).map(({ type, payload }) => [type, Object.keys(payload).toSorted()])).toEqual([
      ['MessageSent', ['cityCode', 'messageId', 'side', 'tenantId', 'version']],
      ['MessageReported', ['cause', 'cityCode', 'tenantId', 'version']],
    ]);
    expect(JSON.stringify(toldOf(talk))).not.toContain('糖尿病');
  });
});

describe('how far it was read', () => {
  it('is a mark of each side that never goes back, and never beyond what was said', async () => {
    const talk = await talkIn('ACCEPTED');
    const { conversations, orderId } = talk;
    for (const text of ['一', '二', '三']) must(await talk.say(family, text));
    expect(await read(talk, escort)).toMatchObject({ unread: 3, readSeq: 0 });
    expect(must(await conversations.markRead(escort, { orderId, seq: 2 }))).toMatchObject({
      readSeq: 2,
      unread: 1,
    });
    expect(must(await conversations.markRead(escort, { orderId, seq: 1 }))).toMatchObject({
      readSeq: 2,
      unread: 1,
    });
    expect(must(await conversations.markRead(escort, { orderId, seq: 99 }))).toMatchObject({
      readSeq: 3,
      unread: 0,
    });
    expect(await read(talk, family)).toMatchObject({ unread: 0, readSeq: 0 });
    must(await talk.say(family, '四'));
    expect(await read(talk, escort)).toMatchObject({ unread: 1 });
  });

  it('comes in pages by place', async () => {
    const talk = await talkIn('ACCEPTED');
    const { conversations, orderId } = talk;
    for (const text of ['一', '二', '三']) must(await talk.say(family, text));
    const first = must(await conversations.read(family, { orderId, limit: 2 }));
    expect([first.messages.map(({ seq }) => seq), first.next]).toEqual([[1, 2], 2]);
    const second = must(await conversations.read(family, { orderId, limit: 2, after: 2 }));
    expect([second.messages.map(({ seq }) => seq), second.next]).toEqual([[3], undefined]);
  });
});

describe('the desk', () => {
  it('sees numbers without a word, and reads with a reason that is kept, in the audit too', async () => {
    const talk = await talkIn('ACCEPTED');
    const { conversations, orderId, database } = talk;
    must(await talk.say(family, '陪诊员说话难听'));
    must(await conversations.report(escort, { orderId, seq: 1, cause: 'insult' }));
    must(await conversations.report(escort, { orderId, seq: 1, cause: 'fraud' }));
    const count = must(await conversations.count(desk, { orderId }));
    expect(count).toMatchObject({ lastSeq: 1, unread: 1, reported: 1, isWritable: true });
    expect(await conversations.read(desk, { orderId })).toEqual(notFound);
    expect(await reveal(talk, ' 看 ')).toEqual({ ok: false, error: { type: 'WordsRequired' } });
    const page = must(await reveal(talk));
    expect(page).toMatchObject({
      readSeq: 1,
      unread: 0,
      messages: [{ text: '陪诊员说话难听', reported: ['insult'] }],
    });
    expect((await read(talk, family)).messages[0]?.reported).toEqual([]);
    const reveals = database.committed().talk.reveals.where(() => true);
    expect(reveals.map(({ reason, by }) => [reason, by])).toEqual([['家属来电说联系不上', desk.accountId]]);
    const entries = await auditOf(talk, 'conversation.reveal');
    expect(entries.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['done', undefined],
      ['refused', 'WordsRequired'],
    ]);
    expect(entries[0]).toMatchObject({
      actor: { as: 'D', accountId: desk.accountId },
      object: { kind: 'order', id: orderId },
      facts: { revealId: reveals[0]?.id, firstSeq: 1, lastSeq: 1 },
    });
    expect(JSON.stringify(entries)).not.toMatch(/难听|联系不上/);
  });

  it('writes under the name of the platform; who it was stands in the audit', async () => {
    const talk = await talkIn('ACCEPTED');
    const { conversations, orderId } = talk;
    const { messageId } = must(await conversations.answer(desk, { orderId, text: '我们来处理' }));
    expect(await talk.say(desk, '不走这条路')).toEqual(notFound);
    expect((await read(talk, family)).messages).toMatchObject([{ side: 'desk', isOwn: false }]);
    const [entry] = await auditOf(talk, 'conversation.answer');
    expect(entry).toMatchObject({ actor: { accountId: desk.accountId }, facts: { messageId, seq: 1 } });
    expect(await auditOf(talk, 'conversation.write')).toEqual([]);
  });
});
