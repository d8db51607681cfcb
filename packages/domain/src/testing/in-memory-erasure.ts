import type { EraseBlocker, ErasureStore } from '../accounts/index.js';
import type { Certification } from '../certification/index.js';
import type { Order } from '../orders/index.js';
import type { Patient } from '../patients/index.js';
import { ERASED } from '../privacy/index.js';
import type { AccountId, PatientId } from '../shared/ids.js';
import { commonOfEntry } from '../waitlist/index.js';
import type { Tables } from './in-memory-tables.js';

const over: readonly Order['status'][] = ['FINISHED', 'CANCELLED', 'NO_SHOW'];
const isOver = ({ status }: Order): boolean => over.includes(status);

const isHeldByOthers = ({ grants }: Patient, accountId: AccountId, at: Date): boolean =>
  grants.some((grant) => grant.accountId !== accountId && (grant.until === undefined || at < grant.until));

const patientsOf = ({ patients }: Tables, accountId: AccountId): readonly Patient[] =>
  patients.where(({ grants }) => grants.some((grant) => grant.accountId === accountId));

const blockersOf = (tables: Tables, accountId: AccountId, at: Date): readonly EraseBlocker[] => {
  const alone = new Set(
    patientsOf(tables, accountId)
      .filter((patient) => !isHeldByOthers(patient, accountId, at))
      .map(({ id }) => id),
  );
  const orders = tables.orders.where(
    ({ bookedBy, patientId }) => bookedBy === accountId || alone.has(patientId),
  );
  const own = new Set(orders.map(({ id }) => id));
  const isMoneyMoving =
    tables.payments.where(
      ({ orderId, status }) => own.has(orderId) && (status === 'CREATED' || status === 'PENDING'),
    ).length > 0 ||
    tables.refunds.where(({ orderId, status }) => own.has(orderId) && status !== 'SUCCEEDED').length > 0;
  const [escort] = tables.escorts.where((profile) => profile.accountId === accountId);
  const isExpected = tables.orders.where(
    (order) =>
      !isOver(order) &&
      order.shifts.some(({ cover }) => cover.kind === 'accepted' && cover.escortId === escort?.id),
  );
  return [
    ...(orders.some((order) => !isOver(order)) ? (['open-order'] as const) : []),
    ...(isMoneyMoving ? (['open-money'] as const) : []),
    ...(isExpected.length > 0 ? (['coming-shift'] as const) : []),
    ...(escort?.certification === 'SUSPENDED' ? (['suspension'] as const) : []),
  ];
};

const forgetPatient = (tables: Tables, { home: _home, ...patient }: Patient): void => {
  tables.patients.put(patient.id, { ...patient, isRealNamed: false, grants: [] });
  tables.patientDetails.delete(patient.id);
  tables.patientNames.delete(patient.id);
  tables.invitations.deleteWhere(({ patientId }) => patientId === patient.id, Number.POSITIVE_INFINITY);
};

/** Nobody waits any more for whom or by whom nobody is left. */
const leaveWaitlists = (
  { clinic }: Tables,
  accountId: AccountId,
  patients: readonly PatientId[],
  at: Date,
): void => {
  const waiting = clinic.waitlistEntries.where(
    ({ status, joinedBy, patientId }) =>
      (status === 'WAITING' || status === 'PAUSED') &&
      (joinedBy === accountId || patients.includes(patientId)),
  );
  for (const entry of waiting)
    clinic.waitlistEntries.put(entry.id, {
      ...commonOfEntry(entry),
      status: 'CANCELLED',
      endedAt: at,
      version: entry.version + 1,
    });
};

const forgetAccount = (
  { signIns, invitations, escorts, escortDescriptions }: Tables,
  accountId: AccountId,
): void => {
  const all = Number.POSITIVE_INFINITY;
  const phone = signIns.accounts.get(accountId)?.phone;
  signIns.accounts.delete(accountId);
  signIns.passwordHashes.delete(accountId);
  signIns.totps.delete(accountId);
  signIns.identityLinks.deleteWhere((link) => link.accountId === accountId, all);
  signIns.tickets.deleteWhere((ticket) => ticket.accountId === accountId, all);
  signIns.challenges.deleteWhere((challenge) => challenge.phone === phone, all);
  invitations.deleteWhere((invitation) => invitation.phone === phone, all);
  for (const { base: _base, ...escort } of escorts.where((one) => one.accountId === accountId))
    escorts.put(escort.id, { ...escort, isAccepting: false });
  escortDescriptions.delete(accountId);
};

const ended = ({ status, version }: Certification): Pick<Certification, 'status' | 'version'> =>
  status === 'CLOSED' ? { status, version } : { status: 'CLOSED', version: version + 1 };

/** Nobody reviews the papers of somebody who is gone; the files go with them. */
const closeCertifications = ({ certifications, storedFiles }: Tables, accountId: AccountId): void => {
  for (const one of certifications.where((row) => row.accountId === accountId)) {
    const { practisingSince: _since, ...rest } = one;
    const { id, documents } = rest;
    const said = documents.map(({ number: _, ...document }) => document);
    certifications.put(id, { ...rest, ...ended(one), realName: ERASED, documents: said });
  }
  storedFiles.deleteWhere((file) => file.accountId === accountId, Number.POSITIVE_INFINITY);
};

/** Forgetting, where there is nothing to seal. */
export const inMemoryErasure = (tables: Tables): ErasureStore => ({
  blockers: async (accountId, at) => blockersOf(tables, accountId, at),
  async erase(accountId, at) {
    const held = patientsOf(tables, accountId);
    const alone = held.filter((patient) => !isHeldByOthers(patient, accountId, at));
    for (const patient of held)
      tables.patients.put(patient.id, {
        ...patient,
        grants: patient.grants.filter((grant) => grant.accountId !== accountId),
      });
    for (const patient of alone) forgetPatient(tables, patient);
    forgetAccount(tables, accountId);
    closeCertifications(tables, accountId);
    leaveWaitlists(
      tables,
      accountId,
      alone.map(({ id }) => id),
      at,
    );
    return { patients: alone.map(({ id }) => id) };
  },
});
