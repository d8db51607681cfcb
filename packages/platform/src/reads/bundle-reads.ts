import type { BundleDetailDto, BundlePageDto, BundleSeenDto } from '@banzhen/contracts';
import { keepsSeat } from '@banzhen/domain/appointments';
import { type BundleStores, openBundle } from '@banzhen/domain/bundles';
import { authorize, type NotAllowed, type NotFound, standingRelations } from '@banzhen/domain/policy';
import type { Person } from '@banzhen/domain/shared/actor';
import type { Calendar } from '@banzhen/domain/shared/calendar';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { BundleId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import { appointmentDto } from './appointment-dto.js';
import { noteReading } from './note-reading.js';

type Deps = {
  readonly db: SealedDatabase;
  /** May be some seconds old: for what nobody decides by. */
  readonly lists: SealedDatabase;
  readonly bundleUnitOfWork: UnitOfWork<BundleStores>;
  readonly calendar: Calendar;
  readonly clock: Clock;
};

type Page = { readonly limit: number; readonly before?: BundleId | undefined };

const bundleDto = ({ bundle, order, seat }: queries.ShownBundle, calendar: Calendar): BundleSeenDto => ({
  bundleId: bundle.id,
  orderId: bundle.orderId,
  appointmentId: bundle.seat.appointmentId,
  hospitalId: seat.appointment.sitting.hospitalId,
  status: bundle.status,
  version: bundle.version,
  createdAt: bundle.createdAt.toISOString(),
  ...('chooseBy' in bundle ? { chooseBy: bundle.chooseBy.toISOString() } : {}),
  ...('endedAt' in bundle ? { endedAt: bundle.endedAt.toISOString() } : {}),
  order: {
    orderNo: order.orderNo,
    status: order.status,
    startsAt: order.startsAt.toISOString(),
    endsAt: order.endsAt.toISOString(),
    totalFen: order.totalFen,
    ...(order.payBy ? { payBy: order.payBy.toISOString() } : {}),
  },
  appointment: appointmentDto(seat, calendar),
  isSeatOffered: bundle.status === 'CHOOSING' && keepsSeat(seat.appointment),
});

const pageOf = (
  found: readonly queries.ShownBundle[],
  { limit }: Page,
  calendar: Calendar,
): BundlePageDto => {
  const last = found.length === limit ? found.at(-1) : undefined;
  return {
    bundles: found.map((one) => bundleDto(one, calendar)),
    ...(last ? { nextCursor: last.bundle.id } : {}),
  };
};

/** Visit bundles as families and dispatchers see them. */
export const makeBundleReads = ({ db, lists, bundleUnitOfWork, calendar, clock }: Deps) => ({
  /** Of the caller's own making, and of patients whom they may see. */
  async ownBundles(actor: Person, page: Page): Promise<BundlePageDto> {
    return pageOf(await queries.ownBundles(lists, actor, { ...page, now: clock.now() }), page, calendar);
  },

  /** What is held together now in the cities of a dispatcher. */
  async liveBundles(actor: Person, page: Page): Promise<Result<BundlePageDto, NotFound | NotAllowed>> {
    const now = clock.now();
    const noted = await bundleUnitOfWork.run<void, NotFound | NotAllowed>(async (stores) => {
      const by = authorize('bundle.list-open', actor, new Set(standingRelations(actor)));
      if (!by.ok) return by;
      await noteReading(stores, { operation: 'bundle.list-open', by: by.value, actor, at: now });
      return ok(undefined);
    });
    if (!noted.ok) return noted;
    return ok(pageOf(await queries.liveBundles(db, actor, { ...page, now }), page, calendar));
  },

  async bundleDetail(
    actor: Person,
    bundleId: BundleId,
  ): Promise<Result<BundleDetailDto, NotFound | NotAllowed>> {
    const now = clock.now();
    const opened = await bundleUnitOfWork.run<void, NotFound | NotAllowed>(async (stores) => {
      const found = await openBundle(stores, actor, 'bundle.read', { bundleId }, now);
      if (!found.ok)
        return found.error.type === 'StaleVersion' ? err({ type: 'NotFound' }) : err(found.error);
      const { by } = found.value.act;
      const object = { kind: 'bundle', id: bundleId } as const;
      await noteReading(stores, { operation: 'bundle.read', by, actor, at: now, object });
      return ok(undefined);
    });
    if (!opened.ok) return opened;
    const found = await queries.shownBundle(db, bundleId);
    if (!found) return err({ type: 'NotFound' });
    return ok({ ...bundleDto(found, calendar), serverNow: now.toISOString() });
  },
});

export type BundleReads = ReturnType<typeof makeBundleReads>;
