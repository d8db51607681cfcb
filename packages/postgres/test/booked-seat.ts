import { aClinic } from '@banzhen/domain/testing/contracts';
import type { OpenDatabase } from '@banzhen/postgres';
import { clinicStoresFixture } from '@banzhen/postgres/testing';

/** A clinic of its own with a session on sale, of which somebody has a seat, and a draft of another. */
export const bookedSeatIn = async (database: OpenDatabase) => {
  const clinic = await aClinic(clinicStoresFixture(database));
  const session = await clinic.addSession('RELEASED', 2);
  const draft = await clinic.addSession('DRAFT', 2);
  const wish = clinic.aWish();
  await clinic.take(session, [wish]);
  return { clinic, session, draft, wish };
};
