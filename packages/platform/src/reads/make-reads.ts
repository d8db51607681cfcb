import { canOverride } from '@banzhen/domain/dispatch';
import type { Order } from '@banzhen/domain/orders';
import {
  authorize,
  type NotAllowed,
  type NotFound,
  type OperationId,
  standingRelations,
} from '@banzhen/domain/policy';
import type { ActorRef, Person } from '@banzhen/domain/shared/actor';
import { idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import { relationsToOrder, type VisitStores } from '@banzhen/domain/visits';
import * as queries from '@banzhen/postgres/queries';
import { boardRow } from './board-row.js';
import { escortReads } from './escort-reads.js';
import { liveEvents } from './live-events.js';
import { orderDetail } from './order-detail.js';
import type { ReadDeps } from './read-deps.js';
import type { Reads } from './reads.js';

/** The policy that an order is frozen with. */
const policyReader =
  (unitOfWork: UnitOfWork<VisitStores>) =>
  async (version: number): Promise<VisitPolicy> => {
    const found = await unitOfWork.run<VisitPolicy, never>(async (stores) =>
      ok(await stores.policies.version(version)),
    );
    if (!found.ok) throw new Error(`visit policy ${version} cannot be read`);
    return found.value;
  };

const mayDo = (operation: OperationId, actor: Person): Result<ActorRef, NotFound | NotAllowed> =>
  authorize(operation, actor, new Set(standingRelations(actor)));

export const makeReads = (deps: ReadDeps): Reads => {
  const { db, clock } = deps;
  const policyOf = policyReader(deps.unitOfWork);
  const rowOf = async (summary: queries.OrderSummary, now: Date) =>
    boardRow(summary, await policyOf(summary.order.policyVersion), now);

  /** The reader's capacity on an order, or that there is no such order for them. */
  const readerOf = async (actor: Person, order: Order, now: Date) => {
    const relations = await deps.unitOfWork.run(async (stores) =>
      ok(await relationsToOrder(actor, order, stores.patients, now)),
    );
    return relations.ok
      ? authorize('order.read', actor, relations.value)
      : err<NotFound>({ type: 'NotFound' });
  };

  const moneyOf = async (orderId: OrderId) => {
    const found = await deps.unitOfWork.run(async ({ payments, refunds }) =>
      ok({ payments: await payments.ofOrder(orderId), refunds: await refunds.ofOrder(orderId) }),
    );
    return found.ok ? found.value : { payments: [], refunds: [] };
  };

  const openDetail = async (actor: Person, orderId: OrderId) => {
    const now = clock.now();
    const summary = await queries.orderSummary(db, orderId);
    if (!summary) return err<NotFound>({ type: 'NotFound' });
    const reader = await readerOf(actor, summary.order, now);
    if (!reader.ok) return reader;
    const { as } = reader.value;
    const isAssigned = summary.order.shifts.some(
      ({ cover }) => cover.kind === 'accepted' && cover.escortId === actor.escortId,
    );
    return ok({ summary, as, now, seesPatient: as !== 'E' || isAssigned });
  };

  return {
    ...escortReads(deps, policyOf),
    services: async (cityCode) =>
      (await queries.servicesOf(db, cityCode)).map(({ titleZh, titleEn, ...rest }) => ({
        ...rest,
        title: { zh: titleZh, en: titleEn },
      })),
    hospitals: async (query) =>
      (await queries.searchHospitals(db, query)).map(({ id, ...rest }) => ({ hospitalId: id, ...rest })),
    patients: async (actor) =>
      (await queries.patientsOf(db, actor.accountId, clock.now())).map(({ id, ...rest }) => ({
        patientId: id,
        ...rest,
      })),
    familyOrders: async (actor) => {
      const now = clock.now();
      const summaries = await queries.ordersOfFamily(db, actor.accountId, now);
      return Promise.all(summaries.map((summary) => rowOf(summary, now)));
    },
    async orderDetail(actor, orderId) {
      const opened = await openDetail(actor, orderId);
      if (!opened.ok) return opened;
      const { summary } = opened.value;
      const [policy, timeline, serviceLog, review, ledger, money] = await Promise.all([
        policyOf(summary.order.policyVersion),
        queries.timelineOf(db, orderId),
        queries.serviceLogOf(db, orderId),
        queries.reviewOf(db, orderId),
        deps.books.ofOrder(orderId),
        moneyOf(orderId),
      ]);
      return ok(orderDetail({ ...opened.value, ...money, policy, timeline, serviceLog, review, ledger }));
    },
    async board(actor, query) {
      const allowed = mayDo('board.read', actor);
      if (!allowed.ok) return allowed;
      const now = clock.now();
      const before = query.cursor ? idFrom<OrderId>(query.cursor) : undefined;
      const { tenantId } = actor;
      const summaries = await queries.orderBoard(db, {
        tenantId,
        statuses: query.statuses,
        limit: query.limit,
        before,
      });
      const rows = await Promise.all(summaries.map((summary) => rowOf(summary, now)));
      const last = rows.at(-1);
      const isMore = rows.length === query.limit && last !== undefined;
      return ok({ rows, serverNow: now.toISOString(), ...(isMore ? { nextCursor: last.orderId } : {}) });
    },
    async candidates(actor, orderId, shiftNo) {
      const ranked = await deps.visits.listCandidates(actor, { orderId, shiftNo });
      if (!ranked.ok) return ranked;
      const names = await queries.escortNames(
        db,
        ranked.value.map(({ candidate }) => candidate.profile.id),
      );
      return ok(
        ranked.value.map(({ candidate: { profile }, score, terms, whyNot }) => ({
          escortId: profile.id,
          name: names.get(profile.id) ?? '',
          gender: profile.gender,
          ratingHundredths: profile.rating.hundredths,
          ratingCount: profile.rating.count,
          skills: profile.skills,
          score,
          terms,
          whyNot: whyNot.map((reason) => ({ ...reason, canOverride: canOverride(reason) })),
        })),
      );
    },
    async trialBalance(actor) {
      const allowed = mayDo('ledger.read', actor);
      if (!allowed.ok) return allowed;
      const accounts = await deps.books.trialBalance();
      return ok({ accounts, sumFen: accounts.reduce((sum, { balanceFen }) => sum + balanceFen, 0) });
    },
    async follow(actor, orderId, signal) {
      if (orderId) {
        const opened = await openDetail(actor, orderId);
        if (!opened.ok) return opened;
        return ok(liveEvents(deps.live, (message) => message.aggregateId === orderId, signal));
      }
      const allowed = mayDo('board.read', actor);
      if (!allowed.ok) return allowed;
      return ok(liveEvents(deps.live, (message) => message.payload.tenantId === actor.tenantId, signal));
    },
  };
};
