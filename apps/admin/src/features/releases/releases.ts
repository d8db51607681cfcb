import type { ReleaseDto } from '@banzhen/contracts';
import { dayOf } from '../../shared/format.js';

/** Everything that goes on sale at one instant. */
export type ReleaseGroup = {
  readonly dueAt: string;
  readonly releases: readonly ReleaseDto[];
  readonly capacity: number;
  readonly remaining: number;
  readonly held: number;
  readonly booked: number;
  /** The worst of them. */
  readonly went: ReleaseDto['punctuality']['kind'];
};

const badness: readonly ReleaseGroup['went'][] = ['on-time', 'to-come', 'late', 'overdue'];

const sumOf = (releases: readonly ReleaseDto[], of: 'capacity' | 'remaining' | 'held' | 'booked'): number =>
  releases.reduce((sum, one) => sum + one[of], 0);

const groupOf = (dueAt: string, releases: readonly ReleaseDto[]): ReleaseGroup => ({
  dueAt,
  releases,
  capacity: sumOf(releases, 'capacity'),
  remaining: sumOf(releases, 'remaining'),
  held: sumOf(releases, 'held'),
  booked: sumOf(releases, 'booked'),
  went:
    badness.findLast((kind) => releases.some(({ punctuality }) => punctuality.kind === kind)) ?? 'on-time',
});

/** Releases by the instant at which they are due, in the order in which they come. */
export const groupsOf = (releases: readonly ReleaseDto[]): readonly ReleaseGroup[] =>
  [...new Set(releases.map(({ dueAt }) => dueAt))].map((dueAt) =>
    groupOf(
      dueAt,
      releases.filter((one) => one.dueAt === dueAt),
    ),
  );

/** Those of a day at the place. */
export const groupsOn = (
  groups: readonly ReleaseGroup[],
  day: string,
  zone: string,
): readonly ReleaseGroup[] => groups.filter(({ dueAt }) => dayOf(dueAt, zone) === day);

/** What was not on time, the latest first. */
export const lateOf = (releases: readonly ReleaseDto[]): readonly ReleaseDto[] =>
  releases.filter(({ punctuality: { kind } }) => kind === 'late' || kind === 'overdue').toReversed();
