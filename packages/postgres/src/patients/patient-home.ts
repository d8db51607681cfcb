import type { PatientId } from '@banzhen/domain/shared/ids';
import type { Place } from '@banzhen/domain/shared/place';
import { placeOf } from '../place-row.js';
import type { patients } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';

type Row = Pick<
  typeof patients.$inferSelect,
  'id' | 'homeSealed' | 'homeLongitude' | 'homeLatitude' | 'homeDatum'
>;

/** A place as the text that is sealed. */
export const homeText = ({ longitude, latitude, datum }: Place): string =>
  JSON.stringify([longitude, latitude, datum]);

const homeOf = (text: string): Place => {
  const [longitude, latitude, datum] = JSON.parse(text);
  return { longitude, latitude, datum };
};

/** Where the patient lives, sealed or plain as an older release wrote it; undefined when unknown or erased. */
export const readHome = async ({ db, sealer }: SealedDatabase, row: Row): Promise<Place | undefined> => {
  if (!row.homeSealed)
    return placeOf({ longitude: row.homeLongitude, latitude: row.homeLatitude, datum: row.homeDatum });
  const text = await sealer.open(db, 'patient.home', row.id, row.homeSealed);
  return text === undefined ? undefined : homeOf(text);
};

/** The home as the columns of its row keep it. */
export const sealedHome = async (
  { db, sealer }: SealedDatabase,
  id: PatientId,
  home: Place | undefined,
): Promise<Omit<Row, 'id'>> => ({
  homeSealed: home
    ? await sealer.seal(db, 'patient.home', { kind: 'patient', id }, id, homeText(home))
    : null,
  homeLongitude: null,
  homeLatitude: null,
  homeDatum: null,
});
