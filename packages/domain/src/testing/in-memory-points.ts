import {
  afterMovement,
  balanceOf,
  type ExpiringPoints,
  emptyBook,
  leftIn,
  type PointsBook,
  type PointsMovement,
  type PointsStore,
} from '../points/index.js';
import type { AccountId, TenantId } from '../shared/ids.js';
import { done, err } from '../shared/result.js';
import type { InMemoryDatabase } from './in-memory-database.js';
import type { MemberTables } from './in-memory-member-tables.js';

const movementsOf = ({ movements }: MemberTables, accountId: AccountId): readonly PointsMovement[] =>
  movements
    .where(({ entry }) => entry.accountId === accountId)
    .toSorted((left, right) => left.entry.seq - right.entry.seq);

const bookOf = (tables: MemberTables, tenantId: TenantId, accountId: AccountId): PointsBook =>
  movementsOf(tables, accountId).reduce(afterMovement, emptyBook(tenantId, accountId));

/** What the database's triggers see to: the next number, the sum, and no lot beyond what it has. */
const followed = (before: PointsBook, movement: PointsMovement): PointsBook => {
  const { entry, grants, draws } = movement;
  const after = afterMovement(before, movement);
  const isCovered = draws.every(({ lotNo, points }) =>
    before.lots.some(({ no, left }) => no === lotNo && points <= left),
  );
  const isSum = balanceOf(after) === balanceOf(before) + entry.points && leftIn(after) === entry.leftAfter;
  const isNext = entry.seq === before.lastSeq + 1 && grants.every(({ points }) => points > 0);
  if (!isCovered || !isSum || !isNext)
    throw new Error(`points of ${entry.accountId}: entry ${entry.seq} does not follow from the last one`);
  return after;
};

export const inMemoryPoints = (tables: MemberTables): PointsStore => {
  const { movements } = tables;
  const find = (tenantId: TenantId, kind: string, bizId: string) =>
    movements.where(
      ({ entry }) => entry.tenantId === tenantId && entry.kind === kind && entry.bizId === bizId,
    )[0];
  return {
    lock: async (tenantId, accountId) => bookOf(tables, tenantId, accountId),
    book: async (tenantId, accountId) => bookOf(tables, tenantId, accountId),
    async append({ book: { tenantId, accountId }, movements: added }) {
      const booked = added.find(({ entry }) => find(entry.tenantId, entry.kind, entry.bizId));
      if (booked) return err({ type: 'AlreadyBooked', kind: booked.entry.kind, bizId: booked.entry.bizId });
      added.reduce(followed, bookOf(tables, tenantId, accountId));
      for (const movement of added)
        movements.insert(`${movement.entry.accountId}/${movement.entry.seq}`, movement);
      return done;
    },
    find: async (tenantId, kind, bizId) => find(tenantId, kind, bizId)?.entry,
    async spentFor(tenantId, bizId) {
      const spent = find(tenantId, 'SPEND', bizId);
      if (!spent) return undefined;
      const own = movementsOf(tables, spent.entry.accountId);
      const expiries = new Map(own.flatMap(({ grants }) => grants.map((one) => [one.lotNo, one.expiresAt])));
      const parts = spent.draws.flatMap(({ lotNo, points }) => {
        const expiresAt = expiries.get(lotNo);
        return expiresAt ? [{ points, expiresAt }] : [];
      });
      const { seq } = spent.entry;
      const back = own.filter(({ entry }) => entry.ofSeq === seq);
      return { seq, parts, restored: back.reduce((sum, { entry }) => sum + entry.points, 0) };
    },
    entriesOf: async (accountId, limit, beforeSeq = Number.POSITIVE_INFINITY) =>
      movementsOf(tables, accountId)
        .map(({ entry }) => entry)
        .filter(({ seq }) => seq < beforeSeq)
        .toReversed()
        .slice(0, limit),
  };
};

export const inMemoryExpiringPoints = (database: InMemoryDatabase): ExpiringPoints => ({
  async due(now, limit) {
    const { membership } = database.committed();
    const owners = new Map(
      membership.movements.where(() => true).map(({ entry }) => [entry.accountId, entry.tenantId]),
    );
    return [...owners]
      .flatMap(([accountId, tenantId]) => {
        const { lots } = bookOf(membership, tenantId, accountId);
        const first = Math.min(...lots.map(({ expiresAt }) => expiresAt.getTime()));
        return first <= now.getTime() ? [{ tenantId, accountId, first }] : [];
      })
      .toSorted((left, right) => left.first - right.first)
      .slice(0, limit)
      .map(({ tenantId, accountId }) => ({ tenantId, accountId }));
  },
});
