import type { IdSource } from '@banzhen/domain/shared/ids';
import { publishConsentDocument } from '@banzhen/postgres';
import {
  findDemoCityMark,
  markDemoCity,
  saveAccount,
  saveCity,
  saveEscort,
  savePatient,
  saveService,
  upsertHospitals,
} from '@banzhen/postgres/registry';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import type { OpenAccounts } from '../accounts/open-accounts.js';
import { giveDemoAccess } from './demo-access.js';
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
import { demoConsentDocuments } from './demo-consents.js';

/** Loads the demo city once; a start that was broken off is gone on with by the next, whatever people have made of it since is left. */
export const loadDemoCity = async (
  sealed: SealedDatabase,
  ids: IdSource,
  accounts: OpenAccounts,
): Promise<void> => {
  const { db } = sealed;
  for (const document of demoConsentDocuments) await publishConsentDocument(db, document);
  if (await findDemoCityMark(db, demoTenant)) return;
  await saveCity(db, demoCity);
  for (const service of demoServices) await saveService(db, demoCity.code, service);
  await upsertHospitals(db, demoCity.code, demoHospitals, ids);
  for (const { id, name, phone, staffRoles } of [
    ...demoFamilies,
    ...demoEscorts.map(({ account }) => account),
  ])
    await saveAccount(sealed, { id, tenantId: demoTenant, displayName: name, phone, staffRoles });
  for (const { name, identity: _, ...patient } of demoPatients) await savePatient(sealed, patient, name);
  for (const { profile } of demoEscorts) await saveEscort(db, profile);
  for (const { id, name, phone, staffRoles } of demoStaff)
    await saveAccount(sealed, { id, tenantId: demoTenant, displayName: name, phone, staffRoles });
  await giveDemoAccess(accounts);
  await markDemoCity(db, demoTenant, accounts.deps.clock.now());
};
