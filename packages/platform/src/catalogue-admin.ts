import type { Place } from '@banzhen/domain/shared/place';
import {
  type Database,
  migrate,
  openDatabase,
  platformAsker,
  postgresCatalogue,
  uuidv7Ids,
} from '@banzhen/postgres';
import {
  type HospitalRow,
  placeHospitals,
  saveCity,
  type UpsertedHospitals,
  upsertHospitals,
} from '@banzhen/postgres/registry';
import type { PlatformConfig } from './config.js';
import { databaseHeldBy } from './database-config.js';
import { demoCity } from './demo/demo-city.js';

export { DataDirInUse } from '@banzhen/postgres';

/** The hospital directory of one city, as an operator fills it. */
export type CatalogueAdmin = {
  /** Adds or renews hospitals by code, one statement a batch; repeating a batch changes nothing. */
  upsertHospitals(rows: readonly Omit<HospitalRow, 'id'>[]): Promise<UpsertedHospitals>;
  /** Gives every hospital with one of these names its place; answers how many there are. */
  placeHospitals(names: readonly string[], place: Place): Promise<number>;
  close(): Promise<void>;
};

/** No such city has been opened. */
export class CityUnknown extends Error {
  readonly type = 'CityUnknown';
  readonly cityCode: string;

  constructor(cityCode: string) {
    super(`there is no city ${cityCode}`);
    this.name = 'CityUnknown';
    this.cityCode = cityCode;
  }
}

/** The first city of the product is opened by its first import; others must be there. */
const ensureCity = async (db: Database, cityCode: string): Promise<void> => {
  if (await postgresCatalogue(db).city(cityCode)) return;
  if (cityCode !== demoCity.code) throw new CityUnknown(cityCode);
  await saveCity(db, demoCity);
};

/**
 * Opens the database of `config`, brings it to the newest schema and gives the directory of `cityCode`. Throws
 * `CityUnknown`, and in embedded mode `DataDirInUse` while a server runs on the folder; `holder` is what others are told
 * who come while this is open.
 */
export const openCatalogue = async (
  config: PlatformConfig,
  cityCode: string,
  holder: string,
): Promise<CatalogueAdmin> => {
  const database = await openDatabase(databaseHeldBy(config, holder));
  const db = database.for(() => platformAsker);
  try {
    await migrate(database.db);
    await ensureCity(db, cityCode);
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
  const ids = uuidv7Ids();
  return {
    upsertHospitals: (rows) => upsertHospitals(db, cityCode, rows, ids),
    placeHospitals: (names, place) =>
      placeHospitals(
        db,
        cityCode,
        names.map((name) => ({ name, place })),
      ),
    close: () => database.close(),
  };
};
