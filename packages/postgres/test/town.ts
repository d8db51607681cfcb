import type { EscortProfile } from '@banzhen/domain/dispatch';
import type { Order, OrderStatus } from '@banzhen/domain/orders';
import type { Patient } from '@banzhen/domain/patients';
import type { Quote } from '@banzhen/domain/pricing';
import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import {
  type AccountId,
  type EscortId,
  type HospitalId,
  idFrom,
  type OrderId,
  type PatientId,
  type QuoteId,
  type TenantId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import type { TimeRange } from '@banzhen/domain/shared/time-range';
import {
  aCity,
  aHospital,
  anEscort,
  anyOrder,
  aPatient,
  aQuote,
  aService,
  type VisitStoresFixture,
} from '@banzhen/domain/testing';
import { uuidv7 } from '@banzhen/postgres';

const LONG_AGO = new Date('2020-01-01T00:00:00Z');

/** A city with one family, to which tests add escorts, patients and orders. */
export const aTown = async ({ seeds, unitOfWork }: VisitStoresFixture) => {
  const tenantId = idFrom<TenantId>(uuidv7());
  const accountId = idFrom<AccountId>(uuidv7());
  const hospitalId = idFrom<HospitalId>(uuidv7());
  const cityCode = `city-${uuidv7()}`;
  await seeds.publishPolicy(defaultVisitPolicy, LONG_AGO);
  await seeds.addCity(aCity({ code: cityCode }));
  await seeds.addHospital(aHospital({ id: hospitalId, cityCode }));
  await seeds.addService(cityCode, aService());

  const addPatient = async (): Promise<Patient> => {
    const grants = [{ accountId, scopes: ['view', 'book'], from: LONG_AGO }] as const;
    const patient = aPatient({ id: idFrom<PatientId>(uuidv7()), tenantId, grants });
    await seeds.addPatient(patient);
    return patient;
  };
  const addEscort = async (overrides: Partial<EscortProfile> = {}): Promise<EscortProfile> => {
    const ids = { id: idFrom<EscortId>(uuidv7()), accountId: idFrom<AccountId>(uuidv7()) };
    const escort = anEscort({ ...ids, tenantId, cityCode, ...overrides });
    await seeds.addEscort(escort);
    return escort;
  };
  const anOrder = (
    status: OrderStatus,
    patientId: PatientId,
    escortId: EscortId,
    during?: TimeRange,
  ): Order => {
    const order = anyOrder(status, { escortId, ...(during ? { during } : {}) });
    const own = { id: idFrom<OrderId>(uuidv7()), orderNo: `BZ-${uuidv7()}`, tenantId, cityCode, hospitalId };
    const charge = { ...order.charge, quoteId: idFrom<QuoteId>(uuidv7()) };
    return { ...order, ...own, bookedBy: accountId, patientId, charge };
  };
  const quoteOf = ({ patientId, charge }: Order): Quote =>
    aQuote({ id: charge.quoteId, tenantId, accountId, patientId, hospitalId, cityCode });
  const addOrder = async (order: Order): Promise<Order> => {
    const quote = quoteOf(order);
    await unitOfWork.run(async (stores) => {
      await stores.quotes.insert(quote);
      await stores.orders.insert(order);
      return ok(undefined);
    });
    return order;
  };
  return { tenantId, accountId, hospitalId, cityCode, addPatient, addEscort, anOrder, quoteOf, addOrder };
};
