import type { IdSource } from '@banzhen/domain/shared/ids';
import type { Database } from '@banzhen/postgres';
import { personOf } from '@banzhen/postgres/queries';
import {
  saveAccount,
  saveCity,
  saveEscort,
  savePatient,
  saveService,
  upsertHospitals,
} from '@banzhen/postgres/registry';
import {
  demoCity,
  demoEscorts,
  demoFamilies,
  demoHospitals,
  demoPatients,
  demoServices,
  demoStaff,
  demoTenant,
} from './demo-city.js';

/** Loads the demo city once: its people carry fixed ids, so a second start finds them; the staff come last. */
export const loadDemoCity = async (db: Database, ids: IdSource): Promise<void> => {
  const [first] = demoStaff;
  if (first && (await personOf(db, first.id))) return;
  await saveCity(db, demoCity);
  for (const service of demoServices) await saveService(db, demoCity.code, service);
  await upsertHospitals(db, demoCity.code, demoHospitals, ids);
  for (const { id, name, staffRoles } of [...demoFamilies, ...demoEscorts.map(({ account }) => account)])
    await saveAccount(db, { id, tenantId: demoTenant, displayName: name, staffRoles });
  for (const { name, ...patient } of demoPatients) await savePatient(db, patient, name);
  for (const { profile } of demoEscorts) await saveEscort(db, profile);
  for (const { id, name, staffRoles } of demoStaff)
    await saveAccount(db, { id, tenantId: demoTenant, displayName: name, staffRoles });
};
