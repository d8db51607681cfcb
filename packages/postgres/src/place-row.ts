import type { Place } from '@banzhen/domain/shared/place';

type PlaceColumns = {
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly datum: Place['datum'] | null;
};

/** A place is three columns, all or none of them. */
export const placeOf = ({ longitude, latitude, datum }: PlaceColumns): Place | undefined =>
  longitude === null || latitude === null || datum === null ? undefined : { longitude, latitude, datum };
