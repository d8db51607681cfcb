import type { ConsentStore } from '../consents/index.js';
import type {
  InvitationStore,
  Patient,
  PatientRegister,
  PatientStores,
  ProxyStore,
  RevealStore,
} from '../patients/index.js';
import { hasGrant, isOpenInvitation } from '../patients/index.js';
import { ERASED } from '../privacy/index.js';
import type { PatientId } from '../shared/ids.js';
import { accountStoresOver } from './in-memory-account-stores.js';
import { inMemoryAuditTrail } from './in-memory-audit.js';
import { inMemoryPatients } from './in-memory-catalogue.js';
import type { Tables } from './in-memory-tables.js';

const changed = ({ patients }: Tables, id: PatientId, change: (patient: Patient) => Patient): void => {
  const patient = patients.get(id);
  if (!patient) throw new Error(`patients: there is no ${id}`);
  patients.put(id, change(patient));
};

const registerOver = (tables: Tables): PatientRegister => ({
  async insert(patient, name) {
    tables.patients.insert(patient.id, patient);
    tables.patientNames.put(patient.id, name);
  },
  name: async (id) => tables.patientNames.get(id) ?? ERASED,
  async rename(id, name) {
    tables.patientNames.put(id, name);
  },
  async setRealNamed(id, isRealNamed) {
    changed(tables, id, (patient) => ({ ...patient, isRealNamed }));
  },
  bookableBy: async (tenantId, accountId, at) =>
    tables.patients
      .where((patient) => patient.tenantId === tenantId && hasGrant(patient, accountId, 'book', at))
      .map(({ id, isRealNamed }) => ({ id, isRealNamed }))
      .toSorted((left, right) => (left.id < right.id ? -1 : 1)),
  citiesOf: async (id) => [
    ...new Set(tables.orders.where(({ patientId }) => patientId === id).map(({ cityCode }) => cityCode)),
  ],
  async findOwn(tenantId, accountId, idNumber, at) {
    const own = tables.patients.where(
      (patient) =>
        patient.tenantId === tenantId &&
        hasGrant(patient, accountId, 'book', at) &&
        tables.patientDetails.get(patient.id)?.idNumber === idNumber,
    );
    return own[0]?.id;
  },
});

const proxiesOver = (tables: Tables): ProxyStore => ({
  lock: async (id) => tables.patients.get(id),
  async add(id, grant) {
    changed(tables, id, (patient) => ({ ...patient, grants: [...patient.grants, grant] }));
  },
  async end(id, accountId, at) {
    const before = tables.patients.get(id)?.grants ?? [];
    const isEnding = ({ accountId: holder, until }: (typeof before)[number]) =>
      holder === accountId && (until === undefined || at < until);
    if (!before.some(isEnding)) return false;
    const grants = before.flatMap((grant) => {
      if (!isEnding(grant)) return [grant];
      return grant.from < at ? [{ ...grant, until: at }] : [];
    });
    changed(tables, id, (patient) => ({ ...patient, grants }));
    return true;
  },
});

const newestFirst = (left: { readonly createdAt: Date }, right: { readonly createdAt: Date }): number =>
  right.createdAt.getTime() - left.createdAt.getTime();

const invitationsOver = ({ invitations }: Tables): InvitationStore => ({
  insert: async (invitation) => invitations.insert(invitation.id, invitation),
  find: async (id) => invitations.get(id),
  ofPatient: async (id, now) =>
    invitations.where((one) => one.patientId === id && isOpenInvitation(one, now)).toSorted(newestFirst),
  toPhone: async (tenantId, phone, now) =>
    invitations
      .where((one) => one.tenantId === tenantId && one.phone === phone && isOpenInvitation(one, now))
      .toSorted(newestFirst),
  async remove(id) {
    const wasThere = invitations.has(id);
    invitations.delete(id);
    return wasThere;
  },
});

const revealsOver = ({ reveals }: Tables): RevealStore => ({
  append: async (reveal) => reveals.insert(reveal.id, reveal),
  ofPatient: async (id) =>
    reveals
      .where(({ patientId }) => patientId === id)
      .toSorted((left, right) => right.at.getTime() - left.at.getTime()),
});

const consentsOver = ({ consents, consentDocuments }: Tables): ConsentStore => ({
  async current(kind, at) {
    const inForce = consentDocuments.where((one) => one.kind === kind && one.inForceFrom <= at);
    return inForce.toSorted((left, right) => right.version - left.version)[0];
  },
  last: async (accountId, kind) =>
    consents.where((one) => one.accountId === accountId && one.kind === kind).at(-1),
  ofAccount: async (accountId) => consents.where((one) => one.accountId === accountId),
  append: async (consent) => consents.insert(consent.id, consent),
});

export const patientStoresOver = (tables: Tables): PatientStores => ({
  patients: inMemoryPatients(tables),
  register: registerOver(tables),
  proxies: proxiesOver(tables),
  invitations: invitationsOver(tables),
  reveals: revealsOver(tables),
  consents: consentsOver(tables),
  accounts: accountStoresOver(tables).accounts,
  audit: inMemoryAuditTrail(tables),
});
