import type { Person } from '@banzhen/domain/shared/actor';
import { HOUR_MS } from '@banzhen/domain/shared/clock';
import {
  type AccountId,
  type BundleId,
  type ClinicSessionId,
  idFrom,
  type OrderId,
  type PatientId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import { fixedClock } from '@banzhen/domain/testing';
import { type OpenDatabase, postgresUnitOfWork, uuidv7 } from '@banzhen/postgres';
import { saveAccount, savePatient } from '@banzhen/postgres/registry';
import { sealer } from '../../keys.js';
import { nextPhone, type Town } from '../../town.js';
import { idNumberOf, openSession } from '../slots/clinic.js';
import { theOutside } from './outside.js';
import type { Place, PlantedBug, ProductProcess } from './product.js';

/** Days before the sessions begin: choices have all of their time. */
const DAYS_AHEAD = 5;
export const SEATS = 2;
const LONG_AGO = new Date('2020-01-01T00:00:00Z');

let people = 0;

/** A family with a patient of its own, two sessions of a clinic, and everything outside. */
export interface Scene extends Place {
  readonly town: Town;
  readonly family: Person;
  readonly dispatcher: Person;
  readonly escort: Person;
  readonly patientId: PatientId;
  readonly session: ClinicSessionId;
  readonly laterSession: ClinicSessionId;
  readonly during: { readonly startsAt: Date; readonly endsAt: Date };
  readonly clock: ReturnType<typeof fixedClock>;
  /** What the family has in its hands, such as the id of its bundle. */
  readonly told: { bundleId?: BundleId; orderId?: OrderId; quoteId?: string; cancellationQuoteId?: string };
}

/** What somebody does; whoever gets no answer says it again, with the same keys. */
type Doing = (scene: Scene, process: ProductProcess) => Promise<void>;

/** One act of the family or of others, who go on when the family is gone. */
export interface Act {
  readonly by: 'family' | 'others';
  readonly run: Doing;
}

export const byFamily = (run: Doing): Act => ({ by: 'family', run });
export const byOthers = (run: Doing): Act => ({ by: 'others', run });

export const aScene = async (database: OpenDatabase, town: Town, bug?: PlantedBug): Promise<Scene> => {
  const { db, news } = database;
  const { tenantId } = town;
  people += 1;
  const accountId = idFrom<AccountId>(uuidv7());
  const patientId = idFrom<PatientId>(uuidv7());
  await saveAccount(
    { db, sealer },
    { id: accountId, tenantId, displayName: `家属 ${people}`, phone: nextPhone(), staffRoles: [] },
  );
  const grants = [{ accountId, scopes: ['view', 'book'], from: LONG_AGO }] as const;
  await savePatient(
    { db, sealer },
    { id: patientId, tenantId, isRealNamed: true, grants },
    `就诊人 ${people}`,
  );
  await postgresUnitOfWork(db, { news, sealer }).run<void, never>(async (stores) => {
    await stores.patients.saveDetails(patientId, { idNumber: idNumberOf(people) });
    return ok(undefined);
  });
  const startsIn = DAYS_AHEAD * 24;
  const now = new Date();
  const startsAt = new Date(now.getTime() + startsIn * HOUR_MS);
  const person = { kind: 'person', tenantId, staffRoles: [] } as const;
  const [escort] = town.escorts;
  if (!escort) throw new Error('the town has an escort');
  return {
    database,
    town,
    outside: theOutside(),
    clock: fixedClock(now),
    family: { ...person, accountId },
    dispatcher: { ...person, accountId: town.dispatcher, staffRoles: ['dispatcher'] },
    escort: { ...person, ...escort },
    patientId,
    session: await openSession(database, town, { capacity: SEATS, startsInHours: startsIn }),
    laterSession: await openSession(database, town, { capacity: SEATS, startsInHours: startsIn + 24 }),
    // A little sooner and longer than the session, which opens at another millisecond.
    during: {
      startsAt: new Date(startsAt.getTime() - HOUR_MS),
      endsAt: new Date(startsAt.getTime() + 4 * HOUR_MS),
    },
    told: {},
    ...(bug ? { bug } : {}),
  };
};
