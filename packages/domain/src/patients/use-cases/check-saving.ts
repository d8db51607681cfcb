import { type ConsentNeeded, isConsented } from '../../consents/index.js';
import type { Person } from '../../shared/actor.js';
import type { PatientId } from '../../shared/ids.js';
import { done, err, type Result } from '../../shared/result.js';
import { type PatientDetails, tellsOfHealth } from '../details.js';
import type { IdNumberKnown } from '../patient.js';
import type { PatientStores } from '../stores.js';

/** Health is written down by those only who have agreed to that, in the version in force (PIPL 29). */
const mayTellOfHealth = async (
  { consents }: Pick<PatientStores, 'consents'>,
  { accountId }: Person,
  now: Date,
): Promise<Result<void, ConsentNeeded>> => {
  const kind = 'health-data';
  const current = await consents.current(kind, now);
  if (isConsented(current, await consents.last(accountId, kind))) return done;
  return err({ type: 'ConsentNeeded', kind, ...(current ? { version: current.version } : {}) });
};

/** Whether this person may save these details of the patient; one family has each ID number once. */
export const checkSaving = async (
  stores: Pick<PatientStores, 'consents' | 'register'>,
  actor: Person,
  id: PatientId,
  details: PatientDetails,
  now: Date,
): Promise<Result<void, ConsentNeeded | IdNumberKnown>> => {
  if (tellsOfHealth(details)) {
    const consented = await mayTellOfHealth(stores, actor, now);
    if (!consented.ok) return consented;
  }
  const { idNumber } = details;
  const known = idNumber && (await stores.register.findOwn(actor.tenantId, actor.accountId, idNumber, now));
  return known && known !== id ? err({ type: 'IdNumberKnown', patientId: known }) : done;
};
