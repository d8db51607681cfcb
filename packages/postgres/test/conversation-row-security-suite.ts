import {
  type AccountId,
  type ConversationMessageId,
  type ConversationRevealId,
  type EscortId,
  idFrom,
  type OfferId,
  type ReportFindingId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { type Asker, type OpenDatabase, platformAsker, uuidv7 } from '@banzhen/postgres';
import { conversationFixture, rowsOf, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { expect, it } from 'vitest';
import { aTown } from './town.js';

const at = new Date('2030-01-07T08:00:00Z');
const tables = [
  'conversation',
  'conversation_message',
  'conversation_mark',
  'conversation_report',
  'conversation_reported_message',
  'conversation_reveal',
  'conversation_finding',
] as const;
const reasonsAreHidden = [true, true, true, true, true, false, false];
const onlyOwnWords = tables.map((table) => table === 'conversation_message');
const none = tables.map(() => false);
const all = tables.map(() => true);

/** What row-level security promises about conversations by itself, whatever the application asks (AZ1, AZ8). */
export const conversationRowSecurityCases = (opened: () => OpenDatabase): void => {
  const aConversation = async () => {
    const fixture = visitStoresFixture(opened());
    const town = await aTown(fixture);
    const [escort, former, patient] = [
      await town.addEscort(),
      await town.addEscort(),
      await town.addPatient(),
    ];
    const order = await town.addOrder(town.anOrder('SERVING', patient.id, escort.id));
    const about = { orderId: order.id, at } as const;
    await conversationFixture(opened()).unitOfWork.run(async (stores) => {
      const { conversations, readMarks, reports, conversationReveals, reportFindings } = stores;
      const seq = (await conversations.open(order.id)) + 1;
      const [id, by] = [idFrom<ConversationMessageId>(uuidv7()), town.accountId];
      await conversations.append({ ...about, id, seq, side: 'family', by, text: '她怕打针' });
      await readMarks.advance(order.id, { side: 'desk' }, seq);
      await reports.insert({ ...about, seq, by, cause: 'other' });
      const reveal = {
        id: idFrom<ConversationRevealId>(uuidv7()),
        tenantId: town.tenantId,
        reason: '家属来电',
      };
      await conversationReveals.append({ ...about, ...reveal, by, firstSeq: seq, lastSeq: seq });
      const { tenantId } = town;
      const finding = {
        id: idFrom<ReportFindingId>(uuidv7()),
        tenantId,
        outcome: 'upheld',
        key: uuidv7(),
      } as const;
      await reportFindings.append({ ...about, ...finding, seq, by, note: '确有不当' });
      const own = { id: idFrom<ConversationMessageId>(uuidv7()), by: former.accountId, text: '我要走了' };
      await conversations.append({ ...about, ...own, seq: seq + 1, side: 'escort' });
      return ok(undefined);
    });
    await fixture.unitOfWork.run(async ({ offers }) => {
      await offers.insert({
        ...{ id: idFrom<OfferId>(uuidv7()), orderId: order.id, shiftNo: 1, escortId: former.id, seq: 1 },
        ...{ status: 'ACCEPTED', score: 1, terms: [], madeAt: at, expiresAt: at, endedAt: at },
      });
      return ok(undefined);
    });
    return { ...town, order, escortId: escort.id, formerId: former.id, formerAccount: former.accountId };
  };
  const seen = async (asker: Asker, orderId: string) => {
    const db = opened().for(() => asker);
    const looks = tables.map((table) =>
      rowsOf(db, sql`SELECT FROM ${sql.raw(table)} WHERE order_id = ${orderId}::uuid`),
    );
    return (await Promise.all(looks)).map(({ length }) => length > 0);
  };
  const someone = (): AccountId => idFrom<AccountId>(uuidv7());

  it('shows what was said to the family, the escort who has the shift and staff, and to nobody else', async () => {
    const { order, tenantId, accountId, escortId, formerId, formerAccount, hospitalId } =
      await aConversation();
    const as = (account: AccountId, escort?: EscortId): Asker => ({
      power: 'person',
      tenantId,
      accountId: account,
      ...(escort ? { escortId: escort } : {}),
    });
    expect(await seen(as(accountId), order.id)).toEqual(reasonsAreHidden);
    expect(await seen(as(someone(), escortId), order.id)).toEqual(reasonsAreHidden);
    expect(await seen({ power: 'tenant', tenantId, accountId: someone() }, order.id)).toEqual(all);
    expect(await seen(platformAsker, order.id)).toEqual(all);
    // Whoever has left the shift still sees the order in some states, and never a word.
    expect(await seen(as(someone(), formerId), order.id)).toEqual(none);
    // But their own, which is in the copy of what is kept about them.
    expect(await seen(as(formerAccount, formerId), order.id)).toEqual(onlyOwnWords);
    const theirs = rowsOf<{ seq: number }>(
      opened().for(() => as(formerAccount, formerId)),
      sql`SELECT seq FROM conversation_message WHERE order_id = ${order.id}`,
    );
    expect(await theirs).toEqual([{ seq: 2 }]);
    expect(await seen(as(someone()), order.id)).toEqual(none);
    const elsewhere = idFrom<TenantId>(uuidv7());
    expect(await seen({ power: 'tenant', tenantId: elsewhere, accountId: someone() }, order.id)).toEqual(
      none,
    );
    expect(await seen({ power: 'nobody' }, order.id)).toEqual(none);
    const partner = { power: 'partner', tenantId, accountId, hospitalIds: [hospitalId] } as const;
    expect(await seen(partner, order.id)).toEqual(none);
  });

  it('lets nobody find otherwise later, and nobody but the desk and the platform find anything', async () => {
    const { order, tenantId, accountId } = await aConversation();
    for (const asker of [platformAsker, { power: 'tenant', tenantId, accountId }] as const)
      for (const change of [
        `UPDATE conversation_finding SET outcome = 'not-upheld'`,
        'DELETE FROM conversation_finding',
      ])
        await expect(
          rowsOf(
            opened().for(() => asker),
            sql`${sql.raw(change)} WHERE order_id = ${order.id}`,
          ),
        ).rejects.toThrow();
    const asFamily = opened().for(() => ({ power: 'person', tenantId, accountId }));
    const forged = sql`INSERT INTO conversation_finding SELECT gen_random_uuid(), ${tenantId}, order_id, seq, 'not-upheld',
      by_account, ''::bytea, at, 'forged-key' FROM conversation_message WHERE order_id = ${order.id} AND seq = 1 RETURNING id`;
    await expect(rowsOf(asFamily, forged)).rejects.toThrow(/42501/);
  });

  it('lets nobody say something else in the place of what was said', async () => {
    const { order, tenantId, accountId } = await aConversation();
    for (const asker of [platformAsker, { power: 'tenant', tenantId, accountId }] as const)
      for (const set of ["side = 'desk'", 'at = now()', "key = 'other-key'"]) {
        const change = sql`UPDATE conversation_message SET ${sql.raw(set)} WHERE order_id = ${order.id}`;
        await expect(
          rowsOf(
            opened().for(() => asker),
            change,
          ),
        ).rejects.toThrow();
      }
    const people = opened().for(() => ({ power: 'tenant', tenantId, accountId }));
    await expect(
      rowsOf(people, sql`DELETE FROM conversation_message WHERE order_id = ${order.id}`),
    ).rejects.toThrow();
  });
};
