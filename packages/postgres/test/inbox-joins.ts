import { ok } from '@banzhen/domain/shared/result';
import { type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import { rowsOf, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What only an adapter on a database can promise: a mark and everything that its effect writes are one transaction. */
export const inboxJoins = (engine: string, open: () => Promise<OpenDatabase>): void => {
  describe(`an inbox effect on ${engine}`, () => {
    let database: OpenDatabase;
    let fixture: ReturnType<typeof visitStoresFixture>;
    beforeAll(async () => {
      database = await open();
      fixture = visitStoresFixture(database);
    }, 60_000);
    afterAll(() => database.close());

    const write = (aggregateId: string) =>
      fixture.unitOfWork.run(async (tx) => {
        await tx.outbox.append([{ topic: 'test', aggregateId, type: 'Written', payload: {} }]);
        return ok(undefined);
      });
    const written = async (aggregateId: string) =>
      (await rowsOf(database.db, sql`SELECT id FROM outbox WHERE aggregate_id = ${aggregateId}`)).length;

    it('commits with its mark and sees its own writes outside the unit of work', async () => {
      const [messageId, aggregateId] = [uuidv7(), uuidv7()];
      let seenInside = -1;
      await fixture.inbox.once('test', messageId, async () => {
        await write(aggregateId);
        seenInside = await written(aggregateId);
      });
      expect(seenInside).toBe(1);
      expect(await written(aggregateId)).toBe(1);
    });

    it('is undone with its mark when it fails after its own commit', async () => {
      const [messageId, aggregateId] = [uuidv7(), uuidv7()];
      const failing = fixture.inbox.once('test', messageId, async () => {
        await write(aggregateId);
        throw new Error('the power went');
      });
      await expect(failing).rejects.toThrow('the power went');
      expect(await written(aggregateId)).toBe(0);
      expect(await fixture.inbox.once('test', messageId, async () => {})).toBe('done');
    });

    it('writes once when two deliveries race', async () => {
      const [messageId, aggregateId] = [uuidv7(), uuidv7()];
      const deliver = () =>
        fixture.inbox.once('test', messageId, async () => {
          await write(aggregateId);
        });
      expect((await Promise.all([deliver(), deliver(), deliver()])).toSorted()).toEqual([
        'done',
        'seen before',
        'seen before',
      ]);
      expect(await written(aggregateId)).toBe(1);
    });

    it('keeps what a refused unit of work did out of the effect that goes on', async () => {
      const [messageId, refused, kept] = [uuidv7(), uuidv7(), uuidv7()];
      await fixture.inbox.once('test', messageId, async () => {
        await fixture.unitOfWork.run(async (tx) => {
          await tx.outbox.append([{ topic: 'test', aggregateId: refused, type: 'Written', payload: {} }]);
          return { ok: false, error: 'refused' };
        });
        await write(kept);
      });
      expect([await written(refused), await written(kept)]).toEqual([0, 1]);
    });
  });
};
