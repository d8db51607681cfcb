import type { BoardRowDto, ShiftDto } from '@banzhen/contracts';
import { needsDispatcher, type Shift, slaOf, visitRange } from '@banzhen/domain/orders';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import type { OrderSummary } from '@banzhen/postgres/queries';

const shiftDto = ({ no, during, cover }: Shift, names: OrderSummary['escortNames']): ShiftDto => {
  const base = {
    no,
    startsAt: during.startsAt.toISOString(),
    endsAt: during.endsAt.toISOString(),
    cover: cover.kind,
  };
  if (cover.kind === 'open') return base;
  const held = { ...base, escortId: cover.escortId, escortName: names[cover.escortId] ?? '' };
  return cover.kind === 'accepted'
    ? held
    : { ...held, offerId: cover.offerId, offerExpiresAt: cover.expiresAt.toISOString() };
};

/** One row of a board, with the clock that its state runs against. */
export const boardRow = (summary: OrderSummary, policy: VisitPolicy, now: Date): BoardRowDto => {
  const { order } = summary;
  const { startsAt, endsAt } = visitRange(order);
  const sla = slaOf(order, policy);
  return {
    orderId: order.id,
    orderNo: order.orderNo,
    status: order.status,
    version: order.version,
    patientName: summary.patientName,
    hospitalName: summary.hospitalName,
    zone: summary.zone,
    serviceCode: order.service.code,
    serviceTitle: summary.serviceTitle,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    shifts: order.shifts.map((shift) => shiftDto(shift, summary.escortNames)),
    totalFen: order.charge.totalFen,
    createdAt: order.createdAt.toISOString(),
    ...(sla ? { sla: { kind: sla.kind, dueAt: sla.dueAt.toISOString() } } : {}),
    needsDispatcher: needsDispatcher(order, policy, now),
  };
};
