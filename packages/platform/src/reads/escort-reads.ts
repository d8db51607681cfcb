import type { EscortShiftDto, HallRowDto } from '@banzhen/contracts';
import { hallOpensAt, isSearching, type Order, openShifts, type Shift } from '@banzhen/domain/orders';
import type { NotAllowed, OperationId } from '@banzhen/domain/policy';
import type { Person } from '@banzhen/domain/shared/actor';
import type { EscortId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import * as queries from '@banzhen/postgres/queries';
import type { ReadDeps } from './read-deps.js';
import type { Reads } from './reads.js';

const placed = (summary: queries.OrderSummary, shift: Shift) => ({
  orderId: summary.order.id,
  shiftNo: shift.no,
  startsAt: shift.during.startsAt.toISOString(),
  endsAt: shift.during.endsAt.toISOString(),
  hospitalName: summary.hospitalName,
  serviceTitle: summary.serviceTitle,
});

const escortOf = (actor: Person, operation: OperationId): Result<EscortId, NotAllowed> =>
  actor.escortId ? ok(actor.escortId) : err({ type: 'NotAllowed', operation });

const hallRows = (
  summary: queries.OrderSummary,
  policy: VisitPolicy,
  escortId: EscortId,
  now: Date,
): readonly HallRowDto[] => {
  const { order } = summary;
  if (!isSearching(order)) return [];
  const opensAt = hallOpensAt(order, policy);
  if (now < opensAt || order.excludedEscorts.includes(escortId)) return [];
  return openShifts(order, now).map((shift) => ({
    ...placed(summary, shift),
    opensAt: opensAt.toISOString(),
  }));
};

const ownShifts = (summary: queries.OrderSummary, escortId: EscortId): readonly EscortShiftDto[] =>
  summary.order.shifts
    .filter(({ cover }) => cover.kind === 'accepted' && cover.escortId === escortId)
    .map((shift) => ({
      ...placed(summary, shift),
      status: summary.order.status,
      version: summary.order.version,
      patientName: summary.patientName,
    }));

/** What an escort sees: own offers, the grab hall, own shifts. */
export const escortReads = (
  { db, clock }: Pick<ReadDeps, 'db' | 'clock'>,
  policyOf: (order: Order) => Promise<VisitPolicy>,
): Pick<Reads, 'offers' | 'hall' | 'escortShifts'> => ({
  async offers(actor) {
    const escort = escortOf(actor, 'offers.read');
    if (!escort.ok) return escort;
    const summaries = await queries.ordersOffered(db, escort.value, clock.now());
    return ok(
      summaries.flatMap((summary) =>
        summary.order.shifts.flatMap((shift) =>
          shift.cover.kind === 'offered' && shift.cover.escortId === escort.value
            ? [
                {
                  ...placed(summary, shift),
                  offerId: shift.cover.offerId,
                  expiresAt: shift.cover.expiresAt.toISOString(),
                },
              ]
            : [],
        ),
      ),
    );
  },
  async hall(actor) {
    const escort = escortOf(actor, 'hall.read');
    if (!escort.ok) return escort;
    const cityCode = await queries.cityOfEscort(db, escort.value);
    if (!cityCode) return ok([]);
    const now = clock.now();
    const summaries = await queries.ordersInHall(db, actor.tenantId, cityCode);
    const rows = await Promise.all(
      summaries.map(async (summary) => hallRows(summary, await policyOf(summary.order), escort.value, now)),
    );
    return ok(rows.flat());
  },
  async escortShifts(actor) {
    const escort = escortOf(actor, 'shift.list');
    if (!escort.ok) return escort;
    const summaries = await queries.ordersOfEscort(db, escort.value);
    return ok(summaries.flatMap((summary) => ownShifts(summary, escort.value)));
  },
});
