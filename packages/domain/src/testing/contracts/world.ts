import type { EscortProfile } from '../../dispatch/index.js';
import type { Order, OrderCommon, OrderStatus } from '../../orders/index.js';
import type { Patient } from '../../patients/index.js';
import type { Quote } from '../../pricing/index.js';
import { defaultVisitPolicy } from '../../shared/default-visit-policy.js';
import {
  type AccountId,
  type EscortId,
  type HospitalId,
  idFrom,
  type OrderId,
  type PatientId,
  type QuoteId,
  type TenantId,
} from '../../shared/ids.js';
import type { VisitStores } from '../../visits/stores.js';
import { aQuote } from '../builders/a-quote.js';
import { anyOrder, type OrderSketch } from '../builders/an-order.js';
import { aCity, aHospital, aService } from '../builders/beijing.js';
import { anEscort, aPatient } from '../builders/people.js';
import type { OpenVisitStores, VisitStoresFixture } from './fixture.js';
import { freshId, freshNumber } from './fresh.js';
import { inOne, openedOnce } from './opened-once.js';

/** Opens the adapter before the suite's first case and closes it after the last. */
export const openedVisits: (open: OpenVisitStores) => () => VisitStoresFixture = openedOnce;

/** Runs `work` in a transaction that commits. */
export const commit = <T>(
  { unitOfWork }: VisitStoresFixture,
  work: (stores: VisitStores) => Promise<T>,
): Promise<T> => inOne(unitOfWork, work);

export type OrderDraft = OrderSketch & Partial<OrderCommon>;

/** A tenant of its own for one case: a city with a hospital, a service, a patient with their family, and an escort. */
export type World = {
  readonly tenantId: TenantId;
  readonly cityCode: string;
  readonly hospitalId: HospitalId;
  readonly accountId: AccountId;
  readonly patientId: PatientId;
  readonly escortId: EscortId;
  addPatient(overrides?: Partial<Patient>): Promise<Patient>;
  addEscort(overrides?: Partial<EscortProfile>): Promise<EscortProfile>;
  aQuote(overrides?: Partial<Quote>): Quote;
  /** An order that is not stored yet. */
  anOrder(status: OrderStatus, overrides?: OrderDraft): Order;
  /** Stores an order, with the quote that it came from. */
  addOrder(status: OrderStatus, overrides?: OrderDraft): Promise<Order>;
};

/** Stores `order` together with the quote that it names. */
export const insertOrder = async (stores: VisitStores, order: Order): Promise<void> => {
  const { tenantId, bookedBy, patientId, hospitalId, cityCode } = order;
  const { quoteId } = order.charge;
  await stores.quotes.insert(
    aQuote({ id: quoteId, tenantId, accountId: bookedBy, patientId, hospitalId, cityCode }),
  );
  await stores.orders.insert(order);
};

type Base = Pick<World, 'tenantId' | 'cityCode' | 'hospitalId' | 'accountId' | 'patientId' | 'escortId'>;

const aBase = (): Base => ({
  tenantId: idFrom<TenantId>(freshId()),
  cityCode: `city-${freshNumber()}`,
  hospitalId: idFrom<HospitalId>(freshId()),
  accountId: idFrom<AccountId>(freshId()),
  patientId: idFrom<PatientId>(freshId()),
  escortId: idFrom<EscortId>(freshId()),
});

const makersOf = (base: Base): Pick<World, 'aQuote' | 'anOrder'> => {
  const { tenantId, cityCode, hospitalId, accountId, patientId, escortId } = base;
  const newQuote = (overrides: Partial<Quote> = {}): Quote => {
    const id = idFrom<QuoteId>(freshId());
    return aQuote({ id, tenantId, cityCode, hospitalId, accountId, patientId, ...overrides });
  };
  return {
    aQuote: newQuote,
    anOrder: (status, { during, escortId: wanted, ...fields } = {}) => {
      const order = anyOrder(status, {
        escortId: wanted ?? escortId,
        ...(during ? { during } : {}),
        ...(fields.createdAt ? { createdAt: fields.createdAt } : {}),
      });
      return {
        ...order,
        id: idFrom<OrderId>(freshId()),
        orderNo: `BZ-${freshId()}`,
        tenantId,
        cityCode,
        hospitalId,
        bookedBy: accountId,
        patientId,
        charge: { ...order.charge, quoteId: newQuote().id },
        ...fields,
      };
    },
  };
};

export const aWorld = async (fixture: VisitStoresFixture): Promise<World> => {
  const base = aBase();
  const { tenantId, cityCode, hospitalId, accountId } = base;
  const { seeds } = fixture;
  const makers = makersOf(base);

  const addPatient: World['addPatient'] = async (overrides) => {
    const grants = [{ accountId, scopes: ['view', 'book'], from: new Date('2020-01-01T00:00:00Z') }] as const;
    const patient = aPatient({ id: idFrom<PatientId>(freshId()), tenantId, grants, ...overrides });
    await seeds.addPatient(patient);
    return patient;
  };
  const addEscort: World['addEscort'] = async (overrides) => {
    const ids = { id: idFrom<EscortId>(freshId()), accountId: idFrom<AccountId>(freshId()) };
    const escort = anEscort({ ...ids, tenantId, cityCode, ...overrides });
    await seeds.addEscort(escort);
    return escort;
  };

  await seeds.publishPolicy(defaultVisitPolicy, new Date('2020-01-01T00:00:00Z'));
  await seeds.addCity(aCity({ code: cityCode }));
  await seeds.addHospital(aHospital({ id: hospitalId, cityCode }));
  await seeds.addService(cityCode, aService());
  await addPatient({ id: base.patientId });
  await addEscort({ id: base.escortId });
  return {
    ...base,
    ...makers,
    addPatient,
    addEscort,
    addOrder: async (status, overrides) => {
      const order = makers.anOrder(status, overrides);
      await commit(fixture, (stores) => insertOrder(stores, order));
      return order;
    },
  };
};
