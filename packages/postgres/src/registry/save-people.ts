import type { EscortProfile } from '@banzhen/domain/dispatch';
import type { Patient } from '@banzhen/domain/patients';
import type { StaffRole } from '@banzhen/domain/shared/actor';
import type { AccountId, TenantId } from '@banzhen/domain/shared/ids';
import type { BasisPoints } from '@banzhen/domain/shared/money';
import { eq } from 'drizzle-orm';
import type { Database } from '../database.js';
import {
  accounts,
  escortCredentials,
  escortDoNotMatch,
  escortLeaves,
  escortRoster,
  escorts,
  memberships,
  patientGrants,
  patients,
} from '../schema/index.js';

export type AccountRecord = {
  readonly id: AccountId;
  readonly tenantId: TenantId;
  readonly displayName: string;
  readonly staffRoles: readonly StaffRole[];
};

/** Adds the account or replaces it. */
export const saveAccount = async (db: Database, account: AccountRecord): Promise<void> => {
  const row = { ...account, staffRoles: [...account.staffRoles] };
  const { id: _, ...set } = row;
  await db.insert(accounts).values(row).onConflictDoUpdate({ target: accounts.id, set });
};

export type MembershipRecord = {
  readonly accountId: AccountId;
  readonly discount: BasisPoints;
  readonly until?: Date;
};

/** Adds the account's membership or replaces it. */
export const saveMembership = async (db: Database, membership: MembershipRecord): Promise<void> => {
  const set = { discountBp: membership.discount, validUntil: membership.until ?? null };
  await db
    .insert(memberships)
    .values({ accountId: membership.accountId, ...set })
    .onConflictDoUpdate({ target: memberships.accountId, set });
};

/** Adds the patient, or replaces it with all its grants. The accounts of the grants must be there. */
export const savePatient = (db: Database, patient: Patient, displayName: string): Promise<void> =>
  db.transaction(async (tx) => {
    const set = {
      tenantId: patient.tenantId,
      displayName,
      isRealNamed: patient.isRealNamed,
      homeLongitude: patient.home?.longitude ?? null,
      homeLatitude: patient.home?.latitude ?? null,
      homeDatum: patient.home?.datum ?? null,
    };
    await tx
      .insert(patients)
      .values({ id: patient.id, ...set })
      .onConflictDoUpdate({ target: patients.id, set });
    await tx.delete(patientGrants).where(eq(patientGrants.patientId, patient.id));
    for (const { accountId, scopes, from, until } of patient.grants)
      await tx.insert(patientGrants).values({
        patientId: patient.id,
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
