import type { AuditReader } from '../audit/index.js';
import type {
  PartnerKeyReader,
  PartnerKeyStore,
  PartnerStore,
  PartnerStores,
  SettlementStore,
} from '../partners/index.js';
import { done, err } from '../shared/result.js';
import type { PartnerStoresFixture } from './contracts/partner-fixture.js';
import { inMemoryAuditStores, inMemoryAuditTrail } from './in-memory-audit.js';
import { inMemoryCatalogue } from './in-memory-catalogue.js';
import { inMemoryDatabase } from './in-memory-database.js';
import { inMemoryIdempotency } from './in-memory-idempotency.js';
import { inMemoryCreditLines, inMemoryLedger } from './in-memory-ledger.js';
import { inMemoryPruner } from './in-memory-pruner.js';
import type { Tables } from './in-memory-tables.js';

const inMemoryPartnerStore = ({ partners }: Tables): PartnerStore => ({
  async insert(partner) {
    const isSame = (one: typeof partner) => one.tenantId === partner.tenantId && one.name === partner.name;
    if (partners.where(isSame).length > 0) return err({ type: 'PartnerKnown' });
    partners.insert(partner.id, partner);
    return done;
  },
  find: async (id) => partners.get(id),
  lock: async (id) => partners.get(id),
  ofTenant: async (tenantId) =>
    partners
      .where((one) => one.tenantId === tenantId)
      .toSorted((left, right) => (left.name < right.name ? -1 : 1)),
});

const inMemoryPartnerKeys = ({ partnerKeys, keyUses }: Tables): PartnerKeyStore => ({
  async insert(key) {
    if (partnerKeys.where(({ hash }) => hash === key.hash).length > 0)
      throw new Error('two keys have one hash');
    partnerKeys.insert(key.id, key);
  },
  find: async (id) => partnerKeys.get(id),
  ofPartner: async (id) =>
    partnerKeys
      .where(({ partnerId }) => partnerId === id)
      .toSorted(
        (left, right) =>
          right.createdAt.getTime() - left.createdAt.getTime() || (left.id < right.id ? 1 : -1),
      ),
  usesOf: async (id, fromDay) =>
    keyUses
      .where(({ keyId, day }) => partnerKeys.get(keyId)?.partnerId === id && day >= fromDay)
      .toSorted((left, right) => (`${left.day} ${left.keyId}` < `${right.day} ${right.keyId}` ? -1 : 1)),
  async revoke(id, at) {
    const key = partnerKeys.get(id);
    if (!key || key.revokedAt) return false;
    partnerKeys.put(id, { ...key, revokedAt: at });
    return true;
  },
});

const inMemorySettlements = ({ settlements, partners }: Tables): SettlementStore => ({
  async insert(settlement) {
    const [known] = settlements.where(
      ({ tenantId, bankReference, reversal }) =>
        tenantId === settlement.tenantId && bankReference === settlement.bankReference && !reversal,
    );
    if (known) {
      const { id: settlementId, partnerId, amountFen, receivedOn } = known;
      const partnerName = partners.get(partnerId)?.name ?? '';
      return err({ type: 'SettlementKnown', settlementId, partnerId, partnerName, amountFen, receivedOn });
    }
    settlements.insert(settlement.id, settlement);
    return done;
  },
  find: async (id) => settlements.get(id),
  async reverse(reversal) {
    const settlement = settlements.get(reversal.settlementId);
    if (!settlement) throw new Error('there is no such settlement');
    if (settlement.reversal) return false;
    settlements.put(settlement.id, { ...settlement, reversal });
    return true;
  },
  ofPartner: async (id, most) =>
    settlements
      .where(({ partnerId }) => partnerId === id)
      .toSorted(
        (left, right) =>
          right.recordedAt.getTime() - left.recordedAt.getTime() || (left.id < right.id ? 1 : -1),
      )
      .slice(0, most),
});

export const partnerStoresOver = (tables: Tables): PartnerStores => ({
  partners: inMemoryPartnerStore(tables),
  partnerKeys: inMemoryPartnerKeys(tables),
  catalogue: inMemoryCatalogue(tables),
  creditLines: inMemoryCreditLines(tables),
  settlements: inMemorySettlements(tables),
  ledger: inMemoryLedger(tables),
  idempotency: inMemoryIdempotency(tables),
  audit: inMemoryAuditTrail(tables),
});

/** The in-memory adapters of partners and their keys, as the contract suite wants them. */
export const inMemoryPartnerStores = (
  database = inMemoryDatabase(),
): PartnerStoresFixture & { readonly audit: AuditReader } => {
  const reader: PartnerKeyReader = {
    async find(hash) {
      const { partnerKeys, partners } = database.committed();
      const [key] = partnerKeys.where((one) => one.hash === hash);
      const partner = key && partners.get(key.partnerId);
      return partner ? { key, partner } : undefined;
    },
    take: (id, { day, most, at }) =>
      database.write(({ partnerKeys, keyUses }) => {
        const key = partnerKeys.get(id);
        const used = keyUses.get(`${id} ${day}`)?.requests ?? 0;
        if (!key || used >= most) return false;
        keyUses.put(`${id} ${day}`, { keyId: id, day, requests: used + 1 });
        partnerKeys.put(id, { ...key, lastUsedAt: at });
        return true;
      }),
  };
  return {
    unitOfWork: { run: (work) => database.transaction((tables) => work(partnerStoresOver(tables))) },
    reader,
    pruner: inMemoryPruner(database),
    audit: inMemoryAuditStores(database).reader,
    close: async () => undefined,
  };
};
