export const positionBands = ['1-5', '6-20', 'more'] as const;

/** How far in front somebody waits, as it is shown: an exact place would tell when others leave. */
export type PositionBand = (typeof positionBands)[number];

/** L1: the band of a place in the line, which begins at 1. */
export const bandOf = (place: number): PositionBand => {
  if (!Number.isInteger(place) || place < 1)
    throw new RangeError(`a place in the line is from 1 on, not ${place}`);
  if (place <= 5) return '1-5';
  return place <= 20 ? '6-20' : 'more';
};
