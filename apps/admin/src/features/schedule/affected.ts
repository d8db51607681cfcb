import type { StopPreviewDto } from '@banzhen/contracts';

type Affected = StopPreviewDto['affected'][number];
export type StopEffect = Affected['effect'];

/** In the order of what it does to people. */
const effects: readonly StopEffect[] = ['stopped', 'given-up', 'rejected', 'stays'];

/** Who is affected, by what happens to them, each by number; what happens to nobody is left out. */
export const affectedBy = ({
  affected,
}: Pick<StopPreviewDto, 'affected'>): readonly {
  readonly effect: StopEffect;
  readonly appointments: readonly Affected[];
}[] =>
  effects
    .map((effect) => ({
      effect,
      appointments: affected
        .filter((one) => one.effect === effect)
        .toSorted((left, right) => left.seat.ticket - right.seat.ticket),
    }))
    .filter(({ appointments }) => appointments.length > 0);
