import type { BoardRowDto, OrderStatusDto } from '@banzhen/contracts';

/** The columns of the board, in the order of what presses most. */
export const groupIds = ['unassigned', 'unpaid', 'upcoming', 'serving', 'closing', 'closed'] as const;
export type GroupId = (typeof groupIds)[number];

/** What the board shows when the address says nothing. */
export const usualGroups: readonly GroupId[] = ['unassigned', 'unpaid', 'upcoming', 'serving', 'closing'];

export const groupStatuses: Record<GroupId, readonly OrderStatusDto[]> = {
  unassigned: ['PAID', 'ASSIGNED'],
  unpaid: ['PENDING_PAYMENT'],
  upcoming: ['ACCEPTED', 'EN_ROUTE', 'ARRIVED'],
  serving: ['SERVING'],
  closing: ['ENDED'],
  closed: ['FINISHED', 'CANCELLED', 'NO_SHOW'],
};

export type BoardFilter = {
  readonly groups: readonly GroupId[];
  readonly text: string;
  readonly needsDispatcher: boolean;
};

export type BoardColumn = { readonly id: GroupId; readonly rows: readonly BoardRowDto[] };

const searched = (row: BoardRowDto): string =>
  [
    row.orderNo,
    row.patientName,
    row.hospitalName,
    row.serviceTitle.zh,
    row.serviceTitle.en,
    ...row.shifts.map(({ escortName }) => escortName ?? ''),
  ]
    .join('\n')
    .toLowerCase();

/** Every word of the text must occur somewhere in the row. */
export const matchesText = (row: BoardRowDto, text: string): boolean => {
  const place = searched(row);
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => place.includes(word));
};

/**
 * When an order must be looked at. Once a dispatcher must act, its own deadline has passed for most, and what counts is
 * when it is lost; before, whichever comes first.
 */
const pressing = (row: BoardRowDto): number => {
  const own = Date.parse(row.sla?.dueAt ?? row.startsAt);
  const lost = row.giveUpAt === undefined ? own : Date.parse(row.giveUpAt);
  return row.needsDispatcher ? lost : Math.min(own, lost);
};

/** What needs a dispatcher first, then the nearest deadline; what presses nobody comes last. */
const byUrgency = (left: BoardRowDto, right: BoardRowDto): number =>
  Number(right.needsDispatcher) - Number(left.needsDispatcher) ||
  Number(left.sla === undefined) - Number(right.sla === undefined) ||
  pressing(left) - pressing(right) ||
  left.orderNo.localeCompare(right.orderNo);

const byNewest = (left: BoardRowDto, right: BoardRowDto): number =>
  right.createdAt.localeCompare(left.createdAt) || right.orderNo.localeCompare(left.orderNo);

/** The columns that the filter asks for, each sorted. */
export function arrangeBoard(rows: readonly BoardRowDto[], filter: BoardFilter): readonly BoardColumn[] {
  const shown = rows.filter(
    (row) => (!filter.needsDispatcher || row.needsDispatcher) && matchesText(row, filter.text),
  );
  return groupIds
    .filter((id) => filter.groups.includes(id))
    .map((id) => ({
      id,
      rows: shown
        .filter(({ status }) => groupStatuses[id].includes(status))
        .sort(id === 'closed' ? byNewest : byUrgency),
    }));
}
