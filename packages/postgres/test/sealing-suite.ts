import { ERASED, type KeySubject } from '@banzhen/domain/privacy';
import { err, ok } from '@banzhen/domain/shared/result';
import { aDetailedPatient, type VisitStoresFixture } from '@banzhen/domain/testing';
import { type OpenDatabase, uuidv7 } from '@banzhen/postgres';
import * as queries from '@banzhen/postgres/queries';
import {
  keyStatus,
  postgresFieldSealer,
  rewrapDataKeys,
  rotateDataKeys,
  type SealedDatabase,
  sealPlain,
} from '@banzhen/postgres/sealing';
import {
  readCatalogue,
  rowsOf,
  run,
  sql,
  testSealer,
  testVault,
  visitStoresFixture,
} from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Story, secrets, tellStory, words } from './told-story.js';

const hexOf = (text: string): string => Buffer.from(text).toString('hex');

/** What stands in all tables, as a thief of the database would read it. */
const everything = async ({ db }: OpenDatabase): Promise<string> => {
  const { tables } = await readCatalogue(db);
  const pages: string[] = [];
  for (const table of tables)
    for (const { line } of await rowsOf<{ line: string }>(
      db,
      sql.raw(`SELECT one::text AS line FROM ${table} one`),
    ))
      pages.push(line);
  return pages.join('\n');
};

const leaksIn = (dump: string): readonly string[] =>
  secrets.filter((secret) => dump.includes(secret) || dump.includes(hexOf(secret)));

/** Everything of a story as screens and use cases read it. */
const told = async (database: SealedDatabase, { unitOfWork }: VisitStoresFixture, story: Story) => {
  const { order, offerId } = story;
  const [summary, timeline, log, review, person] = [
    await queries.orderSummary(database, order.id),
    await queries.timelineOf(database, order.id),
    await queries.serviceLogOf(database, order.id),
    await queries.reviewOf(database, order.id),
    await queries.personOf(database, story.family),
  ];
  const stored = await unitOfWork.run(async ({ patients, timeline: events, serviceLog, reviews, offers }) =>
    ok({
      patient: await patients.find(order.patientId),
      details: await patients.details(order.patientId),
      events: await events.of(order.id),
      entries: await serviceLog.of(order.id),
      review: await reviews.of(order.id),
      offer: await offers.find(offerId),
    }),
  );
  if (!stored.ok) throw new Error('reading is never refused');
  const { patient, details, events, entries, offer } = stored.value;
  return {
    family: [summary?.bookedByName, timeline[0]?.byName, person?.name],
    patient: summary?.patientName,
    reasons: [timeline.map(({ reason }) => reason), events.map(({ reason }) => reason ?? null)],
    notes: [log[0]?.note, entries[0]?.note],
    reviews: [review?.text, stored.value.review?.text],
    declined: offer?.reason,
    home: patient?.home?.longitude,
    details,
  };
};

const asTold = {
  family: [words.family, words.family, words.family],
  patient: words.patient,
  reasons: [
    [words.reason, null],
    [words.reason, null],
  ],
  notes: [words.note, words.note],
  reviews: [words.review, words.review],
  declined: words.declined,
  home: 116.407_49,
  details: aDetailedPatient(),
};

/** Sealing on one engine. */
export const sealingSuite = (engine: string, open: () => Promise<OpenDatabase>): void => {
  describe(`sealed fields on ${engine}`, () => {
    let opened: OpenDatabase;
    let database: SealedDatabase;
    let fixture: VisitStoresFixture;
    beforeAll(async () => {
      opened = await open();
      database = { db: opened.db, sealer: testSealer };
      fixture = visitStoresFixture(opened);
    }, 60_000);
    afterAll(() => opened.close());
    const tell = () => tellStory(database, fixture);
    const read = (story: Story) => told(database, fixture, story);
    const erase = (subject: KeySubject) => testSealer.erase(opened.db, subject);

    it('are read as they were written, and a dump of all tables tells none of them', async () => {
      expect(await read(await tell())).toEqual(asTold);
      expect(leaksIn(await everything(opened))).toEqual([]);
    });

    it('control: a field that forgets to seal is found in the dump', async () => {
      const { family } = await tell();
      const forget = (text: string) =>
        run(opened.db, sql`UPDATE account SET display_name = ${text} WHERE id = ${family}`);
      await forget(words.family);
      expect(leaksIn(await everything(opened))).toEqual([words.family]);
      await run(
        opened.db,
        sql`UPDATE account SET display_name = NULL, display_name_sealed = decode(${hexOf(words.family)}, 'hex')
            WHERE id = ${family}`,
      );
      expect(leaksIn(await everything(opened))).toEqual([words.family]);
      await run(opened.db, sql`UPDATE account SET display_name_sealed = NULL WHERE id = ${family}`);
    });

    it('that an older release wrote plainly are read, and sealed by the walker', async () => {
      const story = await tell();
      const { order, family, offerId } = story;
      const plainly = [
        sql`UPDATE account SET display_name = ${words.family}, display_name_sealed = NULL WHERE id = ${family}`,
        sql`UPDATE patient SET display_name = ${words.patient}, display_name_sealed = NULL, home_sealed = NULL,
              home_longitude = 116.40749, home_latitude = 39.90421, home_datum = 'GCJ-02' WHERE id = ${order.patientId}`,
        sql`UPDATE service_log SET note = ${words.note}, note_sealed = NULL WHERE order_id = ${order.id}`,
        sql`UPDATE offer SET reason = ${words.declined}, reason_sealed = NULL WHERE id = ${offerId}`,
        sql`UPDATE review SET text = ${words.review}, text_sealed = NULL WHERE order_id = ${order.id}`,
        sql`INSERT INTO order_event (order_id, version, ordinal, type, transition, to_status, at, by_capacity, reason, refs)
              VALUES (${order.id}, 3, 1, 'EscortReleased', 'O8', 'PAID', now(), 'D', ${words.reason}, '{}')`,
      ];
      for (const statement of plainly) await run(opened.db, statement);
      const reasons = [words.reason, null, words.reason];
      const withOneMore = { ...asTold, reasons: [reasons, reasons] };
      expect(await read(story)).toEqual(withOneMore);
      expect(Object.keys((await keyStatus(opened.db, testVault)).plain)).toHaveLength(7);
      expect(await sealPlain(database)).toBe(7);
      expect((await keyStatus(opened.db, testVault)).plain).toEqual({});
      expect(leaksIn(await everything(opened))).toEqual([]);
      expect(await read(story)).toEqual(withOneMore);
      expect(await sealPlain(database)).toBe(0);
    });

    it('are gone for good once their person was erased, and everything else goes on', async () => {
      const [story, other] = [await tell(), await tell()];
      const books = async () => ({
        of: await fixture.books.ofOrder(story.order.id),
        all: await fixture.books.trialBalance(),
      });
      const before = await books();
      await erase({ kind: 'patient', id: story.order.patientId });
      expect(await read(story)).toEqual({
        ...asTold,
        patient: ERASED,
        reasons: [
          [ERASED, null],
          [ERASED, null],
        ],
        notes: [ERASED, ERASED],
        declined: ERASED,
        home: undefined,
        details: {},
      });
      await erase({ kind: 'account', id: story.family });
      const { family, reviews } = await read(story);
      expect([...family, ...reviews]).toEqual(Array(5).fill(ERASED));
      expect(await books()).toEqual(before);
      expect(before.of).toHaveLength(2);
      expect(await read(other)).toEqual(asTold);
      await fixture.unitOfWork.run(async (stores) => {
        await stores.patients.saveDetails(story.order.patientId, aDetailedPatient());
        return ok(undefined);
      });
      expect((await read(story)).details).toEqual({});
    });

    it('belong to one row: moved to another, none opens', async () => {
      const [one, other] = [await tell(), await tell()];
      await run(
        opened.db,
        sql`UPDATE account SET display_name_sealed = (SELECT display_name_sealed FROM account WHERE id = ${one.family})
            WHERE id = ${other.family}`,
      );
      await expect(queries.personOf(database, other.family)).rejects.toMatchObject({ type: 'NotSealedHere' });
      await run(opened.db, sql`UPDATE account SET display_name_sealed = NULL WHERE id = ${other.family}`);
    });

    it('are not sealed by a key that was rolled back', async () => {
      const subject = { kind: 'account', id: uuidv7() } as const;
      const seal = (db = opened.db) =>
        testSealer.seal(db, 'account.phone', subject, subject.id, '+8613800138000');
      const undone = opened.db.transaction(async (tx) => {
        await seal(tx);
        await seal(tx);
        throw new Error('rolled back');
      });
      await expect(undone).rejects.toThrow('rolled back');
      const sealed = await seal();
      const elsewhere = postgresFieldSealer(testVault);
      expect(await elsewhere.open(opened.db, 'account.phone', subject.id, sealed)).toBe('+8613800138000');
    });

    it('stay shut in other processes a second after their key was destroyed', async () => {
      let clock = 0;
      const other = postgresFieldSealer(testVault, () => clock);
      const { family } = await tell();
      const nameThere = async () => (await queries.personOf({ db: opened.db, sealer: other }, family))?.name;
      expect(await nameThere()).toBe(words.family);
      await erase({ kind: 'account', id: family });
      clock += 1_000;
      expect(await nameThere()).toBe(ERASED);
    });

    it('survive new keys above them and new keys of their own, without a trace of the old ones', async () => {
      const story = await tell();
      await sealPlain(database);
      testVault.addKek();
      expect(await rewrapDataKeys(opened.db, testVault)).toBeGreaterThan(0);
      const before = await keyStatus(opened.db, testVault);
      expect(before.keks.map(({ dataKeys }) => dataKeys > 0)).toEqual([
        ...before.keks.slice(1).map(() => false),
        true,
      ]);
      const kids = () =>
        rowsOf<{ kid: string }>(opened.db, sql`SELECT kid FROM data_key WHERE wrapped IS NOT NULL`);
      const old = new Set((await kids()).map(({ kid }) => kid));
      const { values, oldKeys } = await rotateDataKeys(database, testVault, { graceMs: 0 });
      expect(values).toBeGreaterThan(10);
      expect(oldKeys).toBe(0);
      expect((await kids()).filter(({ kid }) => old.has(kid))).toEqual([]);
      expect(await read(story)).toEqual(asTold);
      const after = await keyStatus(opened.db, testVault);
      expect(after.dataKeys).toEqual({ ...before.dataKeys, retired: 0 });
      expect(after.rotatingSince).toBeUndefined();
    });

    it('of the timeline may be sealed, and never otherwise changed', async () => {
      const { order } = await tell();
      const change = (set: string) =>
        run(
          opened.db,
          sql`UPDATE order_event SET ${sql.raw(set)} WHERE order_id = ${order.id} AND version = 1`,
        );
      const refused = { code: '23000' };
      await expect(change("reason = 'another'")).rejects.toMatchObject(refused);
      await expect(change('reason_sealed = NULL')).rejects.toMatchObject(refused);
      await expect(change("transition = 'O9'")).rejects.toMatchObject(refused);
      const unsaid = sql`UPDATE order_event SET reason_sealed = '\\x00' WHERE order_id = ${order.id} AND version = 2`;
      await expect(run(opened.db, unsaid)).rejects.toMatchObject(refused);
    });

    it('leave nothing behind when their command was refused', async () => {
      const story = await tell();
      const before = await keyStatus(opened.db, testVault);
      const refused = await fixture.unitOfWork.run(async ({ serviceLog }) => {
        const entry = { id: uuidv7(), orderId: story.order.id, shiftNo: 1, at: new Date() } as const;
        const [escortId] = story.order.shifts.flatMap(({ cover }) =>
          'escortId' in cover ? cover.escortId : [],
        );
        if (escortId) await serviceLog.append({ ...entry, escortId, step: 'waiting', note: words.note });
        return err('refused' as const);
      });
      expect(refused.ok).toBe(false);
      expect((await read(story)).notes).toEqual(asTold.notes);
      expect((await keyStatus(opened.db, testVault)).dataKeys).toEqual(before.dataKeys);
    });
  });
};
