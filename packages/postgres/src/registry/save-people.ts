import type { EscortProfile } from '@banzhen/domain/dispatch';
import type { Patient } from '@banzhen/domain/patients';
import type { StaffRole } from '@banzhen/domain/shared/actor';
import { type AccountId, idFrom, type StaffGrantId, type TenantId } from '@banzhen/domain/shared/ids';
import type { PhoneNumber } from '@banzhen/domain/shared/phone-number';
import { eq } from 'drizzle-orm';
import type { Database } from '../database.js';
import { sealedHome } from '../patients/patient-home.js';
import {
  accounts,
  escortCredentials,
  escortDoNotMatch,
  escortLeaves,
  escortRoster,
  escorts,
  patientGrants,
  patients,
  staffGrants,
} from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { uuidv7 } from '../uuidv7.js';

export type AccountRecord = {
  readonly id: AccountId;
  readonly tenantId: TenantId;
  readonly displayName: string;
  readonly phone?: PhoneNumber;
  readonly staffRoles: readonly StaffRole[];
};

/** Adds the account with its roles, or replaces it. */
export const saveAccount = ({ db, sealer }: SealedDatabase, account: AccountRecord): Promise<void> =>
  db.transaction(async (tx) => {
    const { id, tenantId, displayName, phone, staffRoles } = account;
    const subject = { kind: 'account', id } as const;
    const [name, number] = await sealer.sealAll(tx, [
      { field: 'account.display_name', subject, rowId: id, plain: displayName },
      ...(phone ? [{ field: 'account.phone', subject, rowId: id, plain: phone } as const] : []),
    ]);
    const set = {
      tenantId,
      displayName: null,
      displayNameSealed: name ?? null,
      phoneSealed: number ?? null,
      phoneIndex: phone ? sealer.index('account.phone', phone) : null,
    };
    await tx
      .insert(accounts)
      .values({ id, staffRoles: [], ...set })
      .onConflictDoUpdate({ target: accounts.id, set });
    await tx.delete(staffGrants).where(eq(staffGrants.accountId, id));
    for (const role of staffRoles)
      await tx.insert(staffGrants).values({
        id: idFrom<StaffGrantId>(uuidv7()),
        tenantId,
        accountId: id,
        role,
        validFrom: new Date(0),
      });
  });

/** Adds the patient, or replaces it with all its grants. The accounts of the grants must be there. */
export const savePatient = (
  { db, sealer }: SealedDatabase,
  patient: Patient,
  displayName: string,
): Promise<void> =>
  db.transaction(async (tx) => {
    const { id } = patient;
    const name = await sealer.seal(tx, 'patient.display_name', { kind: 'patient', id }, id, displayName);
    const set = {
      tenantId: patient.tenantId,
      displayName: null,
      displayNameSealed: name,
      isRealNamed: patient.isRealNamed,
      ...(await sealedHome({ db: tx, sealer }, id, patient.home)),
    };
    await tx
      .insert(patients)
      .values({ id, ...set })
      .onConflictDoUpdate({ target: patients.id, set });
    await tx.delete(patientGrants).where(eq(patientGrants.patientId, id));
    for (const { accountId, scopes, from, until } of patient.grants)
      await tx.insert(patientGrants).values({
        patientId: id,
        accountId,
        scopes: [...scopes],
        validFrom: from,
        validUntil: until ?? null,
      });
  });

const escortColumns = (profile: EscortProfile) => ({
  accountId: profile.accountId,
  tenantId: profile.tenantId,
  cityCode: profile.cityCode,
  gender: profile.gender,
  accountState: profile.account,
  certification: profile.certification,
  isAccepting: profile.isAccepting,
  skills: [...profile.skills],
  services: [...profile.services],
  hospitalIds: [...profile.hospitals],
  baseLongitude: profile.base?.longitude ?? null,
  baseLatitude: profile.base?.latitude ?? null,
  baseDatum: profile.base?.datum ?? null,
  ratingSum: profile.rating.hundredths * profile.rating.count,
  ratingCount: profile.rating.count,
});

const replaceRowsOf = async (tx: Database, profile: EscortProfile): Promise<void> => {
  const { id: escortId } = profile;
  await tx.delete(escortCredentials).where(eq(escortCredentials.escortId, escortId));
  await tx.delete(escortRoster).where(eq(escortRoster.escortId, escortId));
  await tx.delete(escortLeaves).where(eq(escortLeaves.escortId, escortId));
  await tx.delete(escortDoNotMatch).where(eq(escortDoNotMatch.escortId, escortId));
  for (const credential of profile.credentials)
    await tx.insert(escortCredentials).values({ escortId, ...credential });
  for (const window of profile.roster) await tx.insert(escortRoster).values({ escortId, ...window });
  for (const leave of profile.leaves) await tx.insert(escortLeaves).values({ escortId, ...leave });
  for (const patientId of profile.doNotMatch)
    await tx.insert(escortDoNotMatch).values({ escortId, patientId });
};

/** Adds the escort, or replaces it with everything that belongs to it. Its account and city must be there. */
export const saveEscort = (db: Database, profile: EscortProfile): Promise<void> =>
  db.transaction(async (tx) => {
    const set = escortColumns(profile);
    await tx
      .insert(escorts)
      .values({ id: profile.id, ...set })
      .onConflictDoUpdate({ target: escorts.id, set });
    await replaceRowsOf(tx, profile);
  });
