import { ERASED } from '@banzhen/domain/privacy';
import {
  type AccountId,
  type ConversationMessageId,
  idFrom,
  type PersonId,
  type WaitlistEntryId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { aPatient, aWaitlistEntry, type VisitStoresFixture } from '@banzhen/domain/testing';
import { aClinic } from '@banzhen/domain/testing/contracts';
import type { WaitlistStore } from '@banzhen/domain/waitlist';
import { type OpenDatabase, postgresAccountUnitOfWork, uuidv7 } from '@banzhen/postgres';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import {
  clinicStoresFixture,
  conversationFixture,
  readSealed,
  rowsOf,
  run,
  sql,
  testSealer,
  testVault,
  visitStoresFixture,
} from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Story, tellStory, words } from './told-story.js';

const at = new Date('2030-01-08T08:00:00Z');

/** Erasing a person on one engine (PR6). */
export const erasureSuite = (engine: string, open: () => Promise<OpenDatabase>): void => {
  describe(`an erased person on ${engine}`, () => {
    let opened: OpenDatabase;
    let database: SealedDatabase;
    let fixture: VisitStoresFixture;
    beforeAll(async () => {
      opened = await open();
      database = { db: opened.db, sealer: testSealer };
      fixture = visitStoresFixture(opened);
    }, 60_000);
    afterAll(() => opened.close());

    const eraseAccount = (account: AccountId, sealer = testSealer) =>
      postgresAccountUnitOfWork({ db: opened.db, sealer }).run(async ({ erasure }) =>
        ok(await erasure.erase(account, at)),
      );
    const erase = (story: Story, sealer = testSealer) => eraseAccount(story.family, sealer);
    const keysOf = async ({ family, order }: Story) =>
      (
        await rowsOf<{ kid: string }>(
          opened.db,
          sql`SELECT kid FROM data_key WHERE subject_id IN (${family}::uuid, ${order.patientId}::uuid)`,
        )
      ).map(({ kid }) => kid);
    /** Values about the person that somebody with all keys can read. */
    const readable = async (kids: readonly string[]) =>
      (await readSealed(database, testVault)).filter(
        ({ kid, plain }) => kid !== undefined && kids.includes(kid) && plain !== undefined,
      ).length;
    const left = async ({ order }: Story) => {
      const books = await fixture.books.ofOrder(order.id);
      const sum = (await fixture.books.trialBalance()).reduce(
        (total, { balanceFen }) => total + balanceFen,
        0,
      );
      const stored = await fixture.unitOfWork.run(async ({ orders }) => ok(await orders.find(order.id)));
      return { books, sum, order: stored.ok && stored.value };
    };

    it('can be read nowhere, and orders and books are as they were', async () => {
      const story = await tellStory(database, fixture);
      const kids = await keysOf(story);
      expect(await readable(kids)).toBeGreaterThan(10);
      const before = await left(story);
      expect(before.books.length).toBeGreaterThan(0);
      expect(await erase(story)).toEqual(ok({ patients: [story.order.patientId] }));
      expect(await readable(kids)).toBe(0);
      expect(await left(story)).toEqual({ ...before, sum: 0 });
      const summary = await queries.orderSummary(database, story.order.id);
      expect([summary?.patientName, summary?.bookedByName]).toEqual([ERASED, ERASED]);
      const [review] = [await queries.reviewOf(database, story.order.id)];
      expect(review).toMatchObject({ stars: 5, text: ERASED });
      const { unitOfWork } = conversationFixture(opened);
      const said = await unitOfWork.run(async ({ conversations, conversationReveals, reportFindings }) => {
        const [message] = await conversations.page({ orderId: story.order.id, after: 0, limit: 10 });
        const [looked] = await conversationReveals.ofOrder(story.order.id);
        const found = await reportFindings.foundUnder(story.family, story.findingKey);
        return ok([message?.seq, message?.text, looked?.reason, found?.note]);
      });
      expect(said).toEqual(ok([1, ERASED, ERASED, ERASED]));
    });

    it('leaves what an erased escort has said with the patient whose visit it was', async () => {
      const story = await tellStory(database, fixture);
      const { order, escort: by } = story;
      const { unitOfWork } = conversationFixture(opened);
      const said = await unitOfWork.run(async ({ conversations }) => {
        const seq = (await conversations.open(order.id)) + 1;
        const id = idFrom<ConversationMessageId>(uuidv7());
        await conversations.append({
          id,
          orderId: order.id,
          seq,
          side: 'escort',
          by,
          at,
          text: '扶她上了三楼',
        });
        return ok(seq);
      });
      const texts = async () => {
        const page = await unitOfWork.run(async ({ conversations }) =>
          ok(await conversations.page({ orderId: order.id, after: 0, limit: 10 })),
        );
        return page.ok ? page.value.map(({ text }) => text) : [];
      };
      expect(said).toEqual(ok(2));
      await eraseAccount(by);
      // Seen red while messages were sealed with the key of who said them.
      expect(await texts()).toEqual([words.said, '扶她上了三楼']);
      await erase(story);
      expect(await texts()).toEqual([ERASED, ERASED]);
    });

    it('leaves no keyed hash by which a phone or an ID number could be recognised', async () => {
      const story = await tellStory(database, fixture);
      await erase(story);
      const found = await rowsOf(
        opened.db,
        sql`SELECT FROM patient WHERE id = ${story.order.patientId} AND id_number_index IS NOT NULL
          UNION ALL SELECT FROM account WHERE id = ${story.family} AND phone_index IS NOT NULL`,
      );
      // Seen red where `forgetPatients` left the index of the ID number.
      expect(found).toEqual([]);
    });

    it('leaves nothing of what an older release wrote plainly', async () => {
      const story = await tellStory(database, fixture);
      await run(opened.db, sql`UPDATE account SET display_name = ${words.family} WHERE id = ${story.family}`);
      await run(
        opened.db,
        sql`UPDATE patient SET display_name = ${words.patient} WHERE id = ${story.order.patientId}`,
      );
      await erase(story);
      const plain = await rowsOf(
        opened.db,
        sql`SELECT display_name FROM account WHERE display_name IS NOT NULL
          UNION ALL SELECT display_name FROM patient WHERE display_name IS NOT NULL`,
      );
      // Seen red where `forgetPatients` left the plain name.
      expect(plain).toEqual([]);
    });

    it('waits for no seat any more', async () => {
      const story = await tellStory(database, fixture);
      const clinics = clinicStoresFixture(opened);
      const { tenantId, hospitalId, departmentId } = await aClinic(clinics);
      const entries = [{ patientId: story.order.patientId }, { joinedBy: story.family }, {}].map((theirs) =>
        aWaitlistEntry('WAITING', {
          id: idFrom<WaitlistEntryId>(uuidv7()),
          target: { tenantId, hospitalId, departmentId },
          personId: idFrom<PersonId>(uuidv7()),
          ...theirs,
        }),
      );
      const statuses = async (change?: (waitlist: WaitlistStore) => Promise<unknown>) =>
        clinics.unitOfWork.run(async ({ waitlist }) => {
          await change?.(waitlist);
          const found = [];
          for (const { id } of entries) found.push((await waitlist.find(id))?.status);
          return ok(found);
        });
      await fixture.seeds.addPatient(aPatient());
      await statuses(async (waitlist) => {
        for (const entry of entries) await waitlist.add(entry, 5);
      });
      await erase(story);
      // Seen red without `leaveWaitlists`.
      expect(await statuses()).toEqual(ok(['CANCELLED', 'CANCELLED', 'WAITING']));
    });

    it('control: an erasure that forgets the keys leaves everything readable', async () => {
      const story = await tellStory(database, fixture);
      const kids = await keysOf(story);
      await erase(story, { ...testSealer, erase: async () => undefined });
      expect(await readable(kids)).toBeGreaterThan(5);
    });

    it('books nothing any more', async () => {
      const story = await tellStory(database, fixture);
      await erase(story);
      const again = run(
        opened.db,
        sql`INSERT INTO escort_order SELECT (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(),
            'order_no', 'again'))).* FROM escort_order one WHERE id = ${story.order.id}`,
      );
      // Seen red where the trigger let everybody through.
      await expect(again).rejects.toMatchObject({ code: '23000' });
    });
  });
};
