import type { ClinicDeps, ClinicStores, Clinics } from '@banzhen/domain/clinics';
import type { Memberships } from '@banzhen/domain/membership';
import { endOfKey, type PartnerStores } from '@banzhen/domain/partners';
import type { PatientStores } from '@banzhen/domain/patients';
import type { Clock } from '@banzhen/domain/shared/clock';
import { done, ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { saveAccount, savePatient } from '@banzhen/postgres/registry';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import { askingAs } from '../asking.js';
import { demoCity, sandboxTenant } from './demo-city.js';
import { sandboxClinics } from './demo-clinics.js';
import {
  sandboxAdmin,
  sandboxCredit,
  sandboxKeyAt,
  sandboxMember,
  sandboxPartner,
  sandboxPatients,
} from './demo-partner.js';
import { personOf } from './demo-people.js';
import { firstOnSale } from './first-on-sale.js';
import { giveIdentities } from './give-identities.js';
import { loadDemoClinics } from './load-demo-clinics.js';

type Deps = Pick<ClinicDeps, 'calendar' | 'ids'> & {
  readonly sealed: SealedDatabase;
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly clinicStores: UnitOfWork<ClinicStores>;
  readonly patientStores: UnitOfWork<PatientStores>;
  readonly partnerStores: UnitOfWork<PartnerStores>;
  readonly clinics: Clinics;
  readonly memberships: Memberships;
};

const MEMBER_LEVEL = 2;
const MEMBER_DAYS = 365;
const DAYS_AHEAD = 14;

const sure = <T>(result: Result<T, { readonly type: string }>): T => {
  if (!result.ok) throw new Error(`the partners' sandbox is refused: ${result.error.type}`);
  return result.value;
};

/** A partner books for who has been there: the patients have had a seat at each clinic, which they gave back. */
const makeKnown = async (deps: Deps): Promise<void> => {
  const member = personOf(sandboxMember, sandboxTenant);
  for (const { hospitalId } of sandboxClinics) {
    const session = await firstOnSale(
      deps,
      { tenantId: sandboxTenant, hospitalId },
      { from: 0, until: DAYS_AHEAD },
    );
    if (!session) continue;
    const { id: sessionId } = session;
    for (const { id: patientId } of sandboxPatients)
      await askingAs(member, async () => {
        const held = await deps.clinics.holdSeat(member, { sessionId, patientId });
        // A start that was broken off has left the seat with them.
        if (!held.ok && held.error.type === 'AlreadyBooked') return;
        const { appointmentId } = sure(held);
        sure(await deps.clinics.cancelAppointment(member, { appointmentId }));
      });
  }
};

const loadPeople = async ({ sealed, patientStores, memberships, clock, calendar }: Deps): Promise<void> => {
  for (const { id, name, phone, staffRoles } of [sandboxAdmin, sandboxMember])
    await saveAccount(sealed, { id, tenantId: sandboxTenant, displayName: name, phone, staffRoles });
  for (const { name, identity: _, ...patient } of sandboxPatients) await savePatient(sealed, patient, name);
  await giveIdentities(patientStores, sandboxPatients, calendar.wallTime(clock.now(), demoCity.zone).date);
  const admin = personOf(sandboxAdmin, sandboxTenant);
  await askingAs(admin, async () =>
    sure(
      await memberships.giveMembership(
        admin,
        { network: 'local', device: 'sandbox' },
        {
          accountId: sandboxMember.id,
          cause: 'campaign',
          level: MEMBER_LEVEL,
          days: MEMBER_DAYS,
          idempotencyKey: 'sandbox-member',
        },
      ),
    ),
  );
};

/**
 * Gives integrators a place to try their programs in: a tenant of its own with two clinics that have sessions for two weeks, a member
 * with two patients who have been there, and a partner with the key of `sandboxKeyAt`. A second start adds the days that are new, and
 * the next key when that is due. Sandboxes only, and one process at a time.
 */
export const loadPartnerSandbox = async (deps: Deps): Promise<void> => {
  await loadDemoClinics({ ...deps, unitOfWork: deps.clinicStores }, sandboxClinics);
  const now = deps.machineClock.now();
  const { key } = sandboxKeyAt(now);
  const { isNew, isKeyed } = sure(
    await deps.partnerStores.run<{ isNew: boolean; isKeyed: boolean }, never>(
      async ({ partners, partnerKeys }) => {
        const known = await partnerKeys.find(key.id);
        return ok({
          isNew: !(await partners.find(sandboxPartner.id)),
          isKeyed: known !== undefined && endOfKey(known, now) === undefined,
        });
      },
    ),
  );
  if (isNew) {
    await loadPeople(deps);
    await makeKnown(deps);
  }
  if (isKeyed) return;
  sure(
    await deps.partnerStores.run<void, { readonly type: string }>(
      async ({ partners, partnerKeys, creditLines }) => {
        if (isNew) {
          const inserted = await partners.insert(sandboxPartner);
          if (!inserted.ok) return inserted;
          await creditLines.setLimit(sandboxPartner.accountId, sandboxCredit);
        }
        if (!(await partnerKeys.find(key.id))) await partnerKeys.insert(key);
        return done;
      },
    ),
  );
};
