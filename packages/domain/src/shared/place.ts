/** A point on the map; `datum` says by which convention, because Chinese maps shift theirs (GCJ-02). */
export type Place = {
  readonly longitude: number;
  readonly latitude: number;
  readonly datum: 'WGS-84' | 'GCJ-02';
};

/** Where a phone says it is; how sure it is of that, in metres. */
export type Position = Place & { readonly accuracyMetres: number };

const EARTH_METRES = 6_371_008;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in whole metres. Both points must be in one datum; mixing them errs by up to 700 m. */
export const metresBetween = (from: Place, to: Place): number => {
  const latitude = radians(to.latitude - from.latitude);
  const longitude = radians(to.longitude - from.longitude);
  const chord =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(longitude / 2) ** 2;
  return Math.round(2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(chord))));
};

/** Metres from a place to a phone; undefined where nobody knows the place, or it is told in another datum. */
export const metresTo = (place: Place | undefined, position: Position): number | undefined =>
  place?.datum === position.datum ? metresBetween(place, position) : undefined;
