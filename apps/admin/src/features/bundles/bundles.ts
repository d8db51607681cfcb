import type { AppointmentDetailDto, BundleSeenDto, OrderDetailDto } from '@banzhen/contracts';

export const bundleColours = {
  HELD: 'default',
  ASKED: 'processing',
  BOUND: 'success',
  CHOOSING: 'warning',
  RELEASED: 'default',
  DONE: 'success',
} as const satisfies Record<BundleSeenDto['status'], string>;

/** Those in which a family has to choose come first, the most urgent before others; the rest as they come. */
export const choosingFirst = (bundles: readonly BundleSeenDto[]): readonly BundleSeenDto[] => {
  const last = '9999';
  return bundles.toSorted((left, right) => (left.chooseBy ?? last).localeCompare(right.chooseBy ?? last));
};

/** One step of one half. */
export type HalfStep = {
  readonly half: 'seat' | 'visit';
  readonly type: string;
  readonly row: string;
  readonly at: string;
  readonly by: string;
  readonly reason?: string;
};

const step = (
  half: HalfStep['half'],
  { type, row, at }: Pick<HalfStep, 'type' | 'row' | 'at'>,
  by: string,
  reason: string | undefined,
): HalfStep => ({ half, type, row, at, by, ...(reason === undefined ? {} : { reason }) });

/** What happened to both halves, the latest first; what happened at one instant stays in its order. */
export const timelineOf = (
  history: AppointmentDetailDto['history'],
  timeline: OrderDetailDto['timeline'],
): readonly HalfStep[] =>
  [
    ...history.map((event) => step('seat', event, event.by, event.reason)),
    ...timeline.map((entry) => step('visit', entry, entry.as, entry.reason)),
  ]
    .toSorted((left, right) => left.at.localeCompare(right.at))
    .toReversed();
