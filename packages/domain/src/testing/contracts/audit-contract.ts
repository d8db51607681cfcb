import { beforeEach, describe, expect, it } from 'vitest';
import {
  type AuditEntry,
  type AuditFilter,
  type AuditRecord,
  type ChainRow,
  EntryUnfit,
  hashOf,
  streamKeyOf,
  streamOf,
  streams,
  verifyAudit,
} from '../../audit/index.js';
import type { AccountId, TenantId } from '../../shared/ids.js';
import { idFrom } from '../../shared/ids.js';
import { err } from '../../shared/result.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { commit, openedVisits } from './world.js';

const at = new Date('2030-01-07T02:00:00.125Z');
/** Entries of no tenant are everybody's, so cases look at what came later. */
const longAgo = new Date('1999-01-01T00:00:00Z');
const minutesLater = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

export const auditContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`Audit contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let tenantId: TenantId;
    let accountId: AccountId;
    beforeEach(() => {
      tenantId = idFrom<TenantId>(freshId());
      accountId = idFrom<AccountId>(freshId());
    });

    const anEntry = (overrides: Partial<AuditEntry> = {}): AuditEntry => ({
      at,
      tenantId,
      actor: { as: 'D', accountId },
      operation: 'order.cancel',
      object: { kind: 'order', id: freshId() },
      outcome: 'done',
      ...overrides,
    });
    const append = (entry: AuditEntry) => commit(opened(), (stores) => stores.audit.append(entry));
    const page = (filter: Partial<AuditFilter> = {}, limit = 100) =>
      opened().audit.reader.page({ tenantId, from: at, ...filter }, limit);
    const entryIn = ({ stream, seq, ...entry }: AuditRecord) => entry;
    const rowsOf = async (stream: number): Promise<readonly ChainRow[]> => {
      const rows: ChainRow[] = [];
      for await (const row of opened().audit.chains.rows(stream)) rows.push(row);
      return rows;
    };
    const verdict = () => {
      const { chains, digest } = opened().audit;
      const rows = (stream: number) => chains.rows(stream);
      return verifyAudit({ rows, digest, lines: undefined, booked: undefined, isSigned: () => false });
    };

    it('tells an entry as it was given, with all its facts and with none', async () => {
      const whole = anEntry({
        reason: 'EscortTaken',
        outcome: 'refused',
        requestId: freshId(),
        facts: { version: 7, 'OrderCancelled.fault': 'family', isLate: false, overruled: ['busy', 'rest'] },
      });
      const { tenantId: _, object: __, ...bare } = anEntry({ actor: { as: 'anonymous' }, at: longAgo });
      await append(whole);
      await append(bare);
      expect((await page()).map(entryIn)).toEqual([whole]);
      expect((await page({ from: longAgo, until: at })).map(entryIn)).toContainEqual(bare);
    });

    it('keeps entries about one thing in one stream, in their order', async () => {
      const object = { kind: 'order', id: freshId() };
      for (const version of [1, 2, 3]) await append(anEntry({ object, facts: { version } }));
      const found = (await page({ objectId: object.id })).toSorted((left, right) => left.seq - right.seq);
      expect(found.map(({ facts }) => facts?.version)).toEqual([1, 2, 3]);
      const { digest } = opened().audit;
      expect(new Set(found.map(({ stream }) => stream))).toEqual(
        new Set([streamOf(digest, streamKeyOf(anEntry({ object })))]),
      );
    });

    it('chains every row to the one before it, from the first on, without a gap', async () => {
      for (let no = 0; no < 40; no += 1) await append(anEntry());
      const { digest } = opened().audit;
      const heads = new Map<number, ChainRow>();
      for (const stream of streams)
        for (const row of await rowsOf(stream)) {
          const before = heads.get(stream);
          expect(row).toMatchObject({
            stream,
            seq: (before?.seq ?? 0) + 1,
            prev: before?.hash ?? '0'.repeat(64),
          });
          expect(row.hash).toBe(hashOf(digest, row));
          heads.set(stream, row);
        }
      expect((await verdict()).faults).toEqual([]);
      const told = await opened().audit.chains.heads();
      expect(told.map(({ stream, seq, hash }) => ({ stream, seq, hash }))).toEqual(
        [...heads.values()].map(({ stream, seq, hash }) => ({ stream, seq, hash })),
      );
      for (const { stream, seq, hash } of told) {
        expect(await opened().audit.chains.hashAt(stream, seq)).toBe(hash);
        expect(await opened().audit.chains.hashAt(stream, seq + 1)).toBeUndefined();
      }
    });

    it('forks nothing when many append at once', async () => {
      const object = { kind: 'order', id: freshId() };
      const writers = Array.from({ length: 8 }, async () => {
        for (let no = 0; no < 5; no += 1) await append(anEntry({ object }));
      });
      await Promise.all(writers);
      expect(await page({ objectId: object.id })).toHaveLength(40);
      expect((await verdict()).faults).toEqual([]);
    });

    it('forgets an entry whose act is rolled back, and leaves no gap', async () => {
      const object = { kind: 'order', id: freshId() };
      await opened().unitOfWork.run(async (stores) => {
        await stores.audit.append(anEntry({ object }));
        return err('refused');
      });
      expect(await page()).toEqual([]);
      await append(anEntry({ object }));
      expect(await page()).toHaveLength(1);
      expect((await verdict()).faults).toEqual([]);
    });

    it('takes nothing that a person could have written', async () => {
      const unfit = anEntry({ reason: '家属电话 13800000000' });
      await expect(append(unfit)).rejects.toThrow(EntryUnfit);
      expect(await page()).toEqual([]);
    });

    it('finds entries by person, operation, thing, outcome and time', async () => {
      const other = idFrom<AccountId>(freshId());
      const object = { kind: 'order', id: freshId() };
      await append(anEntry({ object }));
      await append(anEntry({ actor: { as: 'F', accountId: other }, at: minutesLater(1) }));
      await append(anEntry({ operation: 'order.give-up', outcome: 'refused', at: minutesLater(2) }));
      const operations = async (filter: Partial<AuditFilter>) =>
        (await page(filter)).map(({ at: when }) => (when.getTime() - at.getTime()) / 60_000);
      expect(await operations({})).toEqual([2, 1, 0]);
      expect(await operations({ accountId: other })).toEqual([1]);
      expect(await operations({ operation: 'order.give-up' })).toEqual([2]);
      expect(await operations({ objectId: object.id })).toEqual([0]);
      expect(await operations({ outcome: 'done' })).toEqual([1, 0]);
      expect(await operations({ from: minutesLater(1) })).toEqual([2, 1]);
      expect(await operations({ until: minutesLater(1) })).toEqual([0]);
      expect(await operations({ accountId, from: minutesLater(1), until: minutesLater(2) })).toEqual([]);
    });

    it('shows a tenant nothing of another one', async () => {
      await append(anEntry({ tenantId: idFrom<TenantId>(freshId()) }));
      expect(await page()).toEqual([]);
      expect(await page({ accountId })).toEqual([]);
    });

    it('pages newest first, each entry once, entries of one instant too', async () => {
      for (let no = 0; no < 7; no += 1) await append(anEntry({ at: minutesLater(no % 3) }));
      const seen: AuditRecord[] = [];
      for (let after: AuditRecord | undefined; ; after = seen.at(-1)) {
        const next = await opened().audit.reader.page({ tenantId, from: at }, 2, after);
        seen.push(...next);
        if (next.length < 2) break;
      }
      expect(seen).toHaveLength(7);
      expect(seen).toEqual(await page());
      const times = seen.map(({ at: when }) => when.getTime());
      expect(times).toEqual(times.toSorted((left, right) => right - left));
    });

    it('remembers the line of the last checkpoint', async () => {
      const { book } = opened().audit;
      const before = await book.last();
      const first = freshId();
      await book.take(async ({ last }) => {
        expect(last).toBe(before);
        return first;
      });
      expect(await book.last()).toBe(first);
      const failing = book.take(() => Promise.reject(new Error('the sink is full')));
      await expect(failing).rejects.toThrow('the sink is full');
      expect(await book.last()).toBe(first);
      expect(await book.take(async () => undefined)).toBe('taken');
      expect(await book.last()).toBe(first);
    });

    it('lets one take a checkpoint at a time: others come later or not at all', async () => {
      const { book } = opened().audit;
      let taking = 0;
      const turns = await Promise.all(
        Array.from({ length: 6 }, () =>
          book.take(async ({ last, chains }) => {
            taking += 1;
            expect(taking).toBe(1);
            await chains.heads();
            taking -= 1;
            return last;
          }),
        ),
      );
      expect(turns).toContain('taken');
    });

    it('lets a taker see the streams as they are committed', async () => {
      await append(anEntry());
      const heads = await opened().audit.chains.heads();
      await opened().audit.book.take(async ({ chains, last }) => {
        expect(await chains.heads()).toEqual(heads);
        const [first] = heads;
        expect(await chains.hashAt(first?.stream ?? 0, first?.seq ?? 0)).toBe(first?.hash);
        return last;
      });
    });
  });
};
