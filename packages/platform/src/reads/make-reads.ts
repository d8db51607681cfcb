import { canOverride, type Offer } from '@banzhen/domain/dispatch';
import type { Message } from '@banzhen/domain/messaging';
import type { Order } from '@banzhen/domain/orders';
import {
  authorize,
  type NotAllowed,
  type NotFound,
  type OperationId,
  standingRelations,
} from '@banzhen/domain/policy';
import type { Refusal } from '@banzhen/domain/refusals';
import type { ActorRef, Person } from '@banzhen/domain/shared/actor';
import { idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import * as queries from '@banzhen/postgres/queries';
import { askingAs } from '../asking.js';
import { auditReads } from './audit-reads.js';
import { boardRow } from './board-row.js';
import { escortReads } from './escort-reads.js';
import { findEscorts } from './find-escorts.js';
import { ledgerReads } from './ledger-reads.js';
import { liveEvents } from './live-events.js';
import { isOnBoardOf, isToldToFollower } from './on-board.js';
import { orderReads } from './order-reads.js';
import { previewReads } from './preview-reads.js';
import type { ReadDeps } from './read-deps.js';
import type { Reads } from './reads.js';
import { reportReads } from './report-reads.js';
import { type Found, lookForPatient, orderNosFrom, pageOf } from './search-orders.js';

/** The policy that an order is frozen with. A version never changes once it is published, so each is read once. */
const policyReader = (readings: ReadDeps['readings']) => {
  const read = new Map<string, VisitPolicy>();
  return async (order: Order): Promise<VisitPolicy> => {
    const key = `${order.tenantId}/${order.policyVersion}`;
    const known = read.get(key);
    if (known) return known;
    const found = await readings.run<VisitPolicy, never>(async ({ policies }) =>
      ok(await policies.of(order)),
    );
    if (!found.ok) throw new Error(`visit policy ${key} cannot be read`);
    read.set(key, found.value);
    return found.value;
  };
};

/** What came of the last offer to an escort whom the search leaves out; one who had accepted has left the order. */
const howExcluded = (offer: Offer['status'] | undefined): { readonly detail?: string } =>
  offer === undefined || offer === 'OPEN' ? {} : { detail: `offer-${offer.toLowerCase()}` };

const mayDo = (operation: OperationId, actor: Person): Result<ActorRef, NotFound | NotAllowed> =>
  authorize(operation, actor, new Set(standingRelations(actor)));

export const makeReads = (deps: ReadDeps): Reads => {
  const { db, lists, clock } = deps;
  const policyOf = policyReader(deps.readings);
  const rowOf = async (summary: queries.OrderSummary, now: Date) =>
    boardRow(summary, await policyOf(summary.order), now);

  const { mayReadOrder, orderDetail } = orderReads(deps);

  return {
    ...escortReads(deps, policyOf),
    ...findEscorts(deps),
    ...ledgerReads(deps),
    ...auditReads(deps),
    ...previewReads(deps),
    ...reportReads(deps),
    services: async ({ tenantId }, cityCode) =>
      (await queries.servicesOf(lists, { cityCode, tenantId, now: clock.now() })).map(
        ({ titleZh, titleEn, lowestFen, highestFen, ...rest }) => ({
          ...rest,
          title: { zh: titleZh, en: titleEn },
          ...(lowestFen === null || highestFen === null ? {} : { reference: { lowestFen, highestFen } }),
        }),
      ),
    hospitals: async (query) =>
      (await queries.searchHospitals(lists, query)).map(({ id, ...rest }) => ({ hospitalId: id, ...rest })),
    patients: async (actor) =>
      (await queries.patientsOf(db, actor.accountId, clock.now())).map(({ id, ...rest }) => ({
        patientId: id,
        ...rest,
      })),
    familyOrders: async (actor) => {
      const now = clock.now();
      const summaries = await queries.ordersOfFamily(db, actor, now);
      return Promise.all(summaries.map((summary) => rowOf(summary, now)));
    },
    orderDetail,
    async board(actor, query) {
      const allowed = mayDo('board.read', actor);
      if (!allowed.ok) return allowed;
      const now = clock.now();
      const before = query.cursor ? idFrom<OrderId>(query.cursor) : undefined;
      const summaries = await queries.orderBoard(db, {
        actor,
        now,
        statuses: query.statuses,
        limit: query.limit,
        before,
      });
      const rows = await Promise.all(summaries.map((summary) => rowOf(summary, now)));
      const { nextCursor } = pageOf(summaries, query.limit);
      return ok({ rows, serverNow: now.toISOString(), ...(nextCursor ? { nextCursor } : {}) });
    },
    async searchOrders(actor, { text, statuses, limit, cursor }) {
      const allowed = mayDo('board.read', actor);
      if (!allowed.ok) return allowed;
      const now = clock.now();
      const orderNos = orderNosFrom(text);
      const page = (most: number, before: string | undefined) =>
        queries.orderBoard(lists, {
          actor,
          now,
          statuses,
          orderNos,
          limit: most,
          before: before === undefined ? undefined : idFrom<OrderId>(before),
        });
      const found: Found =
        text === '' || orderNos
          ? pageOf(await page(limit, cursor), limit)
          : await lookForPatient(page, text, limit, cursor);
      const rows = await Promise.all(found.summaries.map((summary) => rowOf(summary, now)));
      const { nextCursor } = found;
      return ok({ rows, serverNow: now.toISOString(), ...(nextCursor ? { nextCursor } : {}) });
    },
    async candidates(actor, orderId, shiftNo) {
      const ranked = await deps.visits.listCandidates(actor, { orderId, shiftNo });
      if (!ranked.ok) return ranked;
      const [names, lastOffers] = await Promise.all([
        queries.escortNames(
          db,
          ranked.value.map(({ candidate }) => candidate.profile.id),
        ),
        queries.lastOffers(db, orderId),
      ]);
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
          whyNot: whyNot.map((reason) => ({
            ...reason,
            ...(reason.code === 'excluded' ? howExcluded(lastOffers.get(profile.id)) : {}),
            canOverride: canOverride(reason),
          })),
        })),
      );
    },
    async follow(whoNow, orderId, signal) {
      let reader: Person | undefined;
      const mayStill = async (): Promise<Result<unknown, Refusal>> => {
        const now = await whoNow();
        reader = now;
        if (!now) return err({ type: 'NotSignedIn' });
        return orderId ? await askingAs(now, () => mayReadOrder(now, orderId)) : mayDo('board.read', now);
      };
      const first = await mayStill();
      if (!first.ok) return first;
      const isWanted = (message: Message) => {
        if (reader === undefined) return false;
        return orderId
          ? message.aggregateId === orderId && isToldToFollower(reader, message)
          : isOnBoardOf(reader, message);
      };
      return ok(liveEvents({ feed: deps.live, isWanted, mayStill, signal }));
    },
  };
};
