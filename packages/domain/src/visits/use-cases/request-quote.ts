import {
  checkShiftLengths,
  checkVisitTime,
  type TooFarAhead,
  type TooShort,
  type TooSoon,
  type Wishes,
} from '../../orders/index.js';
import { hasGrant, type NoGrantForPatient, type Patient } from '../../patients/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import { authorize } from '../../policy/index.js';
import {
  type City,
  type EscortService,
  type PriceRange,
  priceOf,
  priceVisit,
  type Quote,
  shiftsOf,
  type TooLong,
} from '../../pricing/index.js';
import type { Caller } from '../../shared/actor.js';
import { minutesAfter } from '../../shared/clock.js';
import { type AccountId, type HospitalId, idFrom, type PatientId, type QuoteId } from '../../shared/ids.js';
import type { Money } from '../../shared/money.js';
import { metresBetween } from '../../shared/place.js';
import { done, err, ok, type Result } from '../../shared/result.js';
import { type EmptyTimeRange, timeRange } from '../../shared/time-range.js';
import type { VisitDeps } from '../deps.js';
import { memberTerms } from '../member-discount.js';
import { patientFor, relationsToKnown } from '../patient-for.js';
import { relationsToPatient } from '../relations.js';
import type { VisitStores } from '../stores.js';

export type RequestQuote = {
  readonly patientId: PatientId;
  readonly hospitalId: HospitalId;
  readonly serviceCode: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly wishes: Wishes;
  /** The family for whom a dispatcher quotes on the phone. */
  readonly onBehalfOf?: AccountId;
};

export type ServiceNotOffered = { readonly type: 'ServiceNotOffered'; readonly serviceCode: string };
export type RequestQuoteError =
  | NoGrantForPatient
  | NotFound
  | NotAllowed
  | EmptyTimeRange
  | TooSoon
  | TooFarAhead
  | TooLong
  | TooShort
  | ServiceNotOffered;

type Offered = {
  readonly service: EscortService;
  readonly reference?: PriceRange;
  readonly city: City;
  readonly distanceMetres?: number;
};

const findOffered = async (
  stores: VisitStores,
  { tenantId }: Caller,
  patient: Patient,
  command: RequestQuote,
  now: Date,
): Promise<Result<Offered, NotFound | ServiceNotOffered>> => {
  const hospital = await stores.catalogue.hospital(command.hospitalId);
  if (!hospital) return err({ type: 'NotFound' });
  const { cityCode } = hospital;
  const [city, service, prices] = await Promise.all([
    stores.catalogue.city(cityCode),
    stores.catalogue.service(cityCode, command.serviceCode),
    stores.priceLists.inForce(tenantId, now),
  ]);
  if (!city?.isOpen || !service) return err({ type: 'ServiceNotOffered', serviceCode: command.serviceCode });
  const distance =
    patient.home && hospital.place ? { distanceMetres: metresBetween(patient.home, hospital.place) } : {};
  const { unitPriceFen, reference } = priceOf(prices, { ...service, cityCode });
  return ok({
    service: { ...service, unitPriceFen },
    city,
    ...(reference ? { reference } : {}),
    ...distance,
  });
};

/** The people that a request names must be there, in this tenant, and an account quoted for must have a grant. */
const checkNamed = async (
  stores: VisitStores,
  actor: Caller,
  patient: Patient,
  { wishes, onBehalfOf }: RequestQuote,
  now: Date,
): Promise<Result<void, NotFound | NoGrantForPatient>> => {
  const escort = wishes.escortId && (await stores.escorts.profile(wishes.escortId));
  if (wishes.escortId && (!escort || escort.tenantId !== actor.tenantId)) return err({ type: 'NotFound' });
  if (onBehalfOf && !hasGrant(patient, onBehalfOf, 'book', now)) return err({ type: 'NoGrantForPatient' });
  return done;
};

/**
 * A quote, which version of the service scope the family must agree to when it books (N9), and what a unit of the service
 * usually costs where the tenant has said so (B57).
 */
export type QuoteAnswer = Quote & {
  readonly scopeConsentVersion: number;
  readonly unitPriceFen: Money;
  readonly reference?: PriceRange;
};

/** The price within a transaction that may do more: itemised, made from the server's own facts only (E6). */
export const requestQuoteIn = async (
  deps: Pick<VisitDeps, 'ids' | 'calendar'>,
  stores: VisitStores,
  actor: Caller,
  command: RequestQuote,
  now: Date,
): Promise<Result<QuoteAnswer, RequestQuoteError>> => {
  const { patientId, hospitalId } = command;
  const cityCode = (await stores.catalogue.hospital(hospitalId))?.cityCode ?? '';
  const patient = await patientFor(stores, actor, patientId);
  const relations =
    actor.kind === 'partner'
      ? relationsToKnown(actor, patient, hospitalId)
      : await relationsToPatient(actor, { patientId, cityCode }, stores.patients, now);
  const by = authorize('quote.request', actor, relations);
  if (!by.ok) return by;
  if (!patient) return err({ type: 'NotFound' });
  const named = await checkNamed(stores, actor, patient, command, now);
  if (!named.ok) return named;
  const during = timeRange(command.startsAt, command.endsAt);
  if (!during.ok) return during;
  const policy = await stores.policies.current(actor.tenantId, now);
  const inTime = checkVisitTime(during.value, policy, now);
  if (!inTime.ok) return inTime;
  const offered = await findOffered(stores, actor, patient, command, now);
  if (!offered.ok) return offered;
  const { service, city, distanceMetres, reference } = offered.value;
  const shifts = shiftsOf(service, during.value);
  if (!shifts.ok) return shifts;
  const isLongEnough = checkShiftLengths(shifts.value, policy);
  if (!isLongEnough.ok) return isLongEnough;

  const accountId = by.value.as === 'D' && command.onBehalfOf ? command.onBehalfOf : actor.accountId;
  const terms = await memberTerms(stores, accountId, now);
  const distance = distanceMetres === undefined ? {} : { distanceMetres };
  const price = priceVisit(
    { service, during: during.value, zone: city.zone, memberDiscount: terms.memberDiscount, ...distance },
    policy,
    deps.calendar,
  );
  const quote: Quote = {
    id: idFrom<QuoteId>(deps.ids.next()),
    tenantId: actor.tenantId,
    accountId,
    cityCode: city.code,
    patientId: command.patientId,
    hospitalId: command.hospitalId,
    service: { code: service.code, kind: service.kind, skills: service.skills },
    shifts: shifts.value,
    wishes: command.wishes,
    ...price,
    ...terms,
    policyVersion: policy.version,
    createdAt: now,
    validUntil: minutesAfter(now, policy.booking.quoteValidMinutes),
  };
  await stores.quotes.insert(quote);
  return ok({
    ...quote,
    scopeConsentVersion: policy.booking.scopeConsentVersion,
    unitPriceFen: service.unitPriceFen,
    ...(reference ? { reference } : {}),
  });
};

/** A price before the order (E6), valid as long as the policy in force says. */
export const makeRequestQuote =
  (deps: VisitDeps) =>
  (actor: Caller, command: RequestQuote): Promise<Result<QuoteAnswer, RequestQuoteError>> => {
    const now = deps.clock.now();
    return deps.unitOfWork.run<QuoteAnswer, RequestQuoteError>((stores) =>
      requestQuoteIn(deps, stores, actor, command, now),
    );
  };
