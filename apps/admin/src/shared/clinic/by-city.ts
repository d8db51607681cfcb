type OfCity = { readonly cityCode: string };
export type CityGroup<T extends OfCity> = { readonly cityCode: string; readonly hospitals: readonly T[] };

/** The same hospitals by city; cities and hospitals keep the order in which they come. */
export const byCity = <T extends OfCity>(hospitals: readonly T[]): readonly CityGroup<T>[] =>
  [...new Set(hospitals.map(({ cityCode }) => cityCode))].map((cityCode) => ({
    cityCode,
    hospitals: hospitals.filter((one) => one.cityCode === cityCode),
  }));
