import type { AuditReader } from '../audit/index.js';
import {
  age,
  type Certification,
  type CertificationStore,
  type CertificationStores,
  type CertifiedEscorts,
} from '../certification/index.js';
import type { EscortProfile } from '../dispatch/index.js';
import type { FileStore } from '../files/index.js';
import { type AccountId, idFrom, type TenantId } from '../shared/ids.js';
import { fen } from '../shared/money.js';
import { type CertificationsFixture, certifiedServices } from './contracts/certifications-fixture.js';
import { inMemoryAuditStores, inMemoryAuditTrail } from './in-memory-audit.js';
import { serviceKey } from './in-memory-catalogue.js';
import { inMemoryDatabase } from './in-memory-database.js';
import { inMemoryErasure } from './in-memory-erasure.js';
import { inMemoryIdempotency } from './in-memory-idempotency.js';
import {
  hasMissedTooMany,
  inMemoryCertificationRegister,
  inMemoryIdentityRegister,
  inMemoryMeasureStore,
  inMemoryMissedVisits,
} from './in-memory-measures.js';
import type { Tables } from './in-memory-tables.js';
import { scriptedIds } from './scripted-ids.js';

const newestFirst = (left: Certification, right: Certification): number =>
  right.submittedAt.getTime() - left.submittedAt.getTime() || (left.id < right.id ? 1 : -1);

const inMemoryCertificationStore = ({ certifications }: Tables): CertificationStore => {
  const ofAccount = async (accountId: AccountId, most: number) =>
    certifications
      .where((one) => one.accountId === accountId)
      .toSorted(newestFirst)
      .slice(0, most);
  return {
    ofAccount,
    lock: ofAccount,
    find: async (id) => certifications.get(id),
    insert: async (certification) => certifications.insert(certification.id, certification),
    async save(certification) {
      const { status, version, firstApproval, decision, validUntil } = certification;
      const stored = certifications.get(certification.id);
      if (stored?.version !== version - 1) throw new Error(`certification ${certification.id} has changed`);
      certifications.put(stored.id, {
        ...{ ...stored, status, version },
        ...(firstApproval ? { firstApproval } : {}),
        ...(decision ? { decision } : {}),
        ...(validUntil ? { validUntil } : {}),
      });
    },
    waiting: async (tenantId, most) =>
      certifications
        .where((one) => one.tenantId === tenantId && one.status === 'SUBMITTED')
        .toSorted((left, right) => -newestFirst(left, right))
        .slice(0, most),
  };
};

const isBarred = ({ certification }: EscortProfile): boolean =>
  certification === 'SUSPENDED' || certification === 'REVOKED';

const inMemoryCertifiedEscorts = ({
  escorts,
  escortDescriptions,
  services,
  cities,
  signIns,
}: Tables): CertifiedEscorts => {
  const of = (accountId: AccountId): EscortProfile | undefined =>
    escorts.where((one) => one.accountId === accountId)[0];
  return {
    async find(accountId) {
      const escort = of(accountId);
      if (!escort) return undefined;
      const described = escortDescriptions.get(accountId);
      return { skills: escort.skills, isBarred: isBarred(escort), ...(described ? { described } : {}) };
    },
    async describe(accountId, description) {
      if (of(accountId)) escortDescriptions.put(accountId, description);
    },
    async approve({ newId, opened, realName, ...who }) {
      const known = of(who.accountId);
      if (known && isBarred(known)) throw new Error('an escort who is barred was to be approved');
      const common = { ...who, ...opened, certification: 'APPROVED' } as const;
      const hospitals = known?.cityCode === who.cityCode ? known.hospitals : [];
      const escort: EscortProfile = known
        ? { ...known, ...common, hospitals }
        : {
            ...common,
            ...{ id: newId, account: 'ACTIVE', isAccepting: true, hospitals, roster: [], leaves: [] },
            ...{ doNotMatch: [], rating: { hundredths: 0, count: 0 } },
          };
      escorts.put(escort.id, escort);
      const account = signIns.accounts.get(who.accountId);
      if (account) signIns.accounts.put(account.id, { ...account, displayName: realName });
    },
    async bar(accountId, as) {
      const escort = of(accountId);
      if (escort) escorts.put(escort.id, { ...escort, certification: as });
    },
    async lift(accountId) {
      const escort = of(accountId);
      if (escort?.certification === 'SUSPENDED')
        escorts.put(escort.id, { ...escort, certification: 'APPROVED' });
    },
    async expire(accountId) {
      const escort = of(accountId);
      if (escort?.certification === 'APPROVED')
        escorts.put(escort.id, { ...escort, certification: 'EXPIRED' });
    },
    servicesIn: async (cityCode) =>
      cities.get(cityCode)?.isOpen
        ? [...new Set(services.where(() => true).map(({ code }) => code))].flatMap((code) => {
            const service = services.get(serviceKey(cityCode, code));
            return service ? [service] : [];
          })
        : undefined,
  };
};

export const inMemoryFileStore = ({ storedFiles }: Tables): FileStore => ({
  insert: async (file) => storedFiles.insert(file.id, file),
  read: async (id) => storedFiles.get(id),
  bytesOf: async (accountId) =>
    storedFiles
      .where((file) => file.accountId === accountId)
      .reduce((sum, { content }) => sum + content.length, 0),
});

const certificationStoresOver = (tables: Tables): CertificationStores => ({
  certifications: inMemoryCertificationStore(tables),
  certifiedEscorts: inMemoryCertifiedEscorts(tables),
  register: inMemoryCertificationRegister(tables),
  measures: inMemoryMeasureStore(tables),
  identities: inMemoryIdentityRegister(tables),
  missedVisits: inMemoryMissedVisits(tables),
  documentReveals: {
    append: async (reveal) => tables.documentReveals.insert(reveal.id, reveal),
    seenBy: async (certificationId, by) => {
      const own = tables.documentReveals.where(
        (one) => one.certificationId === certificationId && one.by === by,
      );
      return [...new Set(own.map(({ document }) => document))];
    },
  },
  files: inMemoryFileStore(tables),
  idempotency: inMemoryIdempotency(tables),
  audit: inMemoryAuditTrail(tables),
});

const hasCome = (certification: Certification, now: Date): boolean =>
  age(certification, now) !== certification;

/** The in-memory adapters of certification, as the contract suite wants them, in the open city `beijing`. */
export const inMemoryCertifications = (
  database = inMemoryDatabase(),
): CertificationsFixture & { readonly audit: AuditReader } => {
  const ids = scriptedIds(0xce);
  return {
    unitOfWork: { run: (work) => database.transaction((tables) => work(certificationStoresOver(tables))) },
    due: {
      due: async (now, limit) =>
        database
          .committed()
          .certifications.where((one) => hasCome(one, now))
          .toSorted((left, right) => Number(left.validUntil) - Number(right.validUntil))
          .slice(0, limit)
          .map(({ id }) => id),
      async missing(now, limit) {
        const tables = database.committed();
        const due = tables.certifications.where((one) => hasMissedTooMany(tables, one, now));
        return due.slice(0, limit).map(({ id }) => id);
      },
    },
    async applicant() {
      const who = { tenantId: idFrom<TenantId>(ids.next()), accountId: idFrom<AccountId>(ids.next()) };
      const cityCode = 'certified';
      const service = {
        kind: 'visit',
        titleZh: '',
        titleEn: '',
        unitMinutes: 240,
        shiftMinutes: 720,
      } as const;
      await database.write(({ cities, services }) => {
        cities.put(cityCode, { code: cityCode, zone: 'Asia/Shanghai', isOpen: true });
        for (const [code, skills] of Object.entries(certifiedServices))
          services.put(serviceKey(cityCode, code), {
            ...service,
            cityCode,
            code,
            skills,
            unitPriceFen: fen(100),
          });
      });
      return { ...who, cityCode };
    },
    async escort(accountId) {
      const [found] = database.committed().escorts.where((one) => one.accountId === accountId);
      return found;
    },
    erase: (accountId, at) =>
      database.write((tables) => {
        void inMemoryErasure(tables).erase(accountId, at);
      }),
    audit: inMemoryAuditStores(database).reader,
    close: async () => undefined,
  };
};
