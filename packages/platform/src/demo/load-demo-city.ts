import type { IdSource } from '@banzhen/domain/shared/ids';
import { publishConsentDocument } from '@banzhen/postgres';
import {
  saveAccount,
  saveCity,
  saveEscort,
  savePatient,
  saveService,
  upsertHospitals,
} from '@banzhen/postgres/registry';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import type { OpenAccounts } from '../accounts/open-accounts.js';
import { giveDemoAccess, hasDemoAccess } from './demo-access.js';
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

/** Loads the demo city once: its people carry fixed ids, so a second start finds them; what staff sign in with comes last. */
export const loadDemoCity = async (
  sealed: SealedDatabase,
  ids: IdSource,
  accounts: OpenAccounts,
): Promise<void> => {
  const { db } = sealed;
  for (const document of demoConsentDocuments) await publishConsentDocument(db, document);
  if (await hasDemoAccess(accounts)) return;
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
};
