import type { PatientStore } from '../patients/index.js';
import {
  type Catalogue,
  type OfferedService,
  type PriceLists,
  type PublishedPriceList,
  priceListAt,
  type QuoteStore,
} from '../pricing/index.js';
import type { TenantId } from '../shared/ids.js';
import type { Tables } from './in-memory-tables.js';

export const inMemoryQuotes = ({ quotes }: Tables): QuoteStore => ({
  async insert(quote) {
    quotes.insert(quote.id, quote);
  },
  async find(id) {
    return quotes.get(id);
  },
  async markUsed(id, orderId) {
    const quote = quotes.get(id);
    if (!quote) throw new Error(`quotes: there is no ${id}`);
    if (quote.usedFor && quote.usedFor !== orderId) throw new Error(`quotes: ${id} is used already`);
    quotes.put(id, { ...quote, usedFor: orderId });
  },
});

export const serviceKey = (cityCode: string, code: string): string => `${cityCode}/${code}`;

const inOrder = (left: string, right: string): number => Number(left > right) - Number(left < right);
const byCityAndCode = (left: OfferedService, right: OfferedService): number =>
  inOrder(left.cityCode, right.cityCode) || inOrder(left.code, right.code);

const listsOf = ({ priceLists }: Tables, tenantId: TenantId): readonly PublishedPriceList[] =>
  priceLists
    .where((row) => row.tenantId === tenantId)
    .map(({ published }) => published)
    .toSorted((left, right) => right.list.version - left.list.version);

export const inMemoryPriceLists = (tables: Tables): PriceLists => ({
  published: async (tenantId) => listsOf(tables, tenantId),
  inForce: async (tenantId, at) => priceListAt(listsOf(tables, tenantId), at)?.prices ?? [],
  async publish(tenantId, published) {
    const key = `${tenantId}/${published.list.version}`;
    if (tables.priceLists.has(key)) return false;
    const prices = published.list.prices.toSorted(
      (left, right) => inOrder(left.cityCode, right.cityCode) || inOrder(left.serviceCode, right.serviceCode),
    );
    const kept = { ...published, list: { ...published.list, prices } };
    tables.priceLists.insert(key, { tenantId, published: kept });
    return true;
  },
});

export const inMemoryCatalogue = ({ services, cities, hospitals }: Tables): Catalogue => ({
  async service(cityCode, code) {
    const found = services.get(serviceKey(cityCode, code));
    if (!found) return undefined;
    const { cityCode: _, ...service } = found;
    return service;
  },
  services: async () => services.where(() => true).toSorted(byCityAndCode),
  async city(code) {
    return cities.get(code);
  },
  async hospital(id) {
    const found = hospitals.get(id);
    if (!found) return undefined;
    const { cityCode, place } = found;
    return { id, cityCode, ...(place ? { place } : {}) };
  },
});

export const inMemoryPatients = ({ patients, patientDetails, clinic }: Tables): PatientStore => ({
  async known({ tenantId, hospitalIds }, id) {
    const patient = patients.get(id);
    if (patient?.tenantId !== tenantId) return undefined;
    const seats = clinic.appointments.where(
      ({ patientId, sitting }) =>
        patientId === id && sitting.tenantId === tenantId && hospitalIds.includes(sitting.hospitalId),
    );
    return seats.length === 0 ? undefined : { id, tenantId, isRealNamed: patient.isRealNamed, grants: [] };
  },

  async find(id) {
    return patients.get(id);
  },
  async details(id) {
    return patientDetails.get(id) ?? {};
  },
  async saveDetails(id, details) {
    if (!patients.has(id)) throw new Error(`patients: there is no ${id}`);
    patientDetails.put(id, details);
  },
});
