import type { BoardRowDto, ShiftDto } from '@banzhen/contracts';
import {
  hallOpensAt,
  isSearching,
  needsDispatcher,
  type Order,
  openShifts,
  type Shift,
  shiftSlas,
  slaOf,
  timersOf,
  visitRange,
} from '@banzhen/domain/orders';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import type { OrderSummary } from '@banzhen/postgres/queries';

const coverDto = ({ cover }: Shift, names: OrderSummary['escortNames']) => {
  if (cover.kind === 'open') return { cover: cover.kind };
  const held = { cover: cover.kind, escortId: cover.escortId, escortName: names[cover.escortId] ?? '' };
  return cover.kind === 'accepted'
    ? held
    : { ...held, offerId: cover.offerId, offerExpiresAt: cover.expiresAt.toISOString() };
};

const shiftDtos = ({ order, escortNames }: OrderSummary, policy: VisitPolicy): readonly ShiftDto[] => {
  const due = new Map(shiftSlas(order, policy).map(({ shiftNo, dueAt }) => [shiftNo, dueAt]));
  return order.shifts.map((shift) => {
    const coverBy = due.get(shift.no);
    return {
      no: shift.no,
      startsAt: shift.during.startsAt.toISOString(),
      endsAt: shift.during.endsAt.toISOString(),
      ...coverDto(shift, escortNames),
      ...(coverBy ? { coverBy: coverBy.toISOString() } : {}),
    };
  });
};

const giveUpOf = (order: Order, policy: VisitPolicy): Pick<BoardRowDto, 'giveUpAt'> => {
  const timer = timersOf(order, policy).find(({ kind }) => kind === 'give-up');
  return timer ? { giveUpAt: timer.dueAt.toISOString() } : {};
};

const hallOf = (order: Order, policy: VisitPolicy, now: Date): Pick<BoardRowDto, 'hall'> => {
  if (!isSearching(order) || openShifts(order, now).length === 0) return {};
  const opensAt = hallOpensAt(order, policy);
  return { hall: { isOpen: opensAt <= now, opensAt: opensAt.toISOString() } };
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
    shifts: shiftDtos(summary, policy),
    totalFen: order.charge.totalFen,
    createdAt: order.createdAt.toISOString(),
    ...(sla ? { sla: { kind: sla.kind, dueAt: sla.dueAt.toISOString() } } : {}),
    ...giveUpOf(order, policy),
    ...hallOf(order, policy, now),
    needsDispatcher: needsDispatcher(order, policy, now),
  };
};
