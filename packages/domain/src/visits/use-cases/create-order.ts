import type { NotEligible } from '../../dispatch/index.js';
import {
  type BalanceOverdue,
  checkBooking,
  checkVisitTime,
  createOrder,
  type Order,
  type Outcome,
  type PatientNotRealNamed,
  type ScopeConsentOutdated,
  settlePayment,
  type TooFarAhead,
  type TooManyUnpaidOrders,
  type TooSoon,
  VISIT_CODE_DIGITS,
} from '../../orders/index.js';
import { hasGrant, type NoGrantForPatient, type Patient } from '../../patients/index.js';
import {
  authorize,
  type NotAllowed,
  type NotFound,
  partnerRelations,
  type Relation,
  standingRelations,
} from '../../policy/index.js';
import { checkQuote, type Quote, type QuoteExpired, type QuoteUsed } from '../../pricing/index.js';
import type { Caller, Person } from '../../shared/actor.js';
import type { LocalDate } from '../../shared/calendar.js';
import { earliest } from '../../shared/clock.js';
import type { KeyReused } from '../../shared/idempotency.js';
import { idFrom, type OrderId, type QuoteId } from '../../shared/ids.js';
import { zeroFen } from '../../shared/money.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { VisitPolicy } from '../../shared/visit-policy.js';
import { answerOf } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { namedShiftsOf, withoutDetails } from '../eligible-escort.js';
import { onceFor } from '../once.js';
import { patientFor } from '../patient-for.js';
import { type SaveError, saveOrder } from '../save-order.js';
import type { VisitStores } from '../stores.js';

export type CreateOrder = {
  readonly quoteId: QuoteId;
  /** The version of the service scope that the family has agreed to (N9). */
  readonly consentedScopeVersion: number;
  readonly idempotencyKey: string;
};

export type CreateOrderError =
  | NotFound
  | NotAllowed
  | KeyReused
  | QuoteExpired
  | QuoteUsed
  | TooSoon
  | TooFarAhead
  | ScopeConsentOutdated
  | PatientNotRealNamed
  | BalanceOverdue
  | TooManyUnpaidOrders
  | NoGrantForPatient
  | NotEligible
  | SaveError;

/** By the day on the clocks of the city. */
const orderNoOf = (code: string, today: LocalDate): string =>
  `BZ${today.slice(2).replaceAll('-', '')}${code}`;

type Booking = {
  readonly actor: Caller;
  readonly quote: Quote;
  readonly patient: Patient;
  readonly policy: VisitPolicy;
};

/** The guards of O1, in the order in which a family can do something about them. */
const checkGuards = async (
  stores: VisitStores,
  { actor, quote, patient, policy }: Booking,
  consentedScopeVersion: number,
  now: Date,
): Promise<Result<void, CreateOrderError>> => {
  const valid = checkQuote(quote, now);
  if (!valid.ok) return valid;
  const [first] = quote.shifts;
  const inTime = first ? checkVisitTime(first, policy, now) : ok(undefined);
  if (!inTime.ok) return inTime;
  if (actor.kind === 'person' && !hasGrant(patient, quote.accountId, 'book', now))
    return err({ type: 'NoGrantForPatient' });
  const unpaid = await stores.orders.countUnpaid(quote.accountId);
  return checkBooking(
    {
      consentedScopeVersion,
      patientIsRealNamed: patient.isRealNamed,
      unpaidOrders: unpaid.pending,
      overdueOrders: unpaid.overdue,
    },
    policy,
  );
};

const orderFrom = (
  deps: Pick<VisitDeps, 'ids'>,
  { actor, quote, policy }: Booking,
  today: LocalDate,
  act: Parameters<typeof createOrder>[2],
) =>
  createOrder(
    {
      id: idFrom<OrderId>(deps.ids.next()),
      orderNo: orderNoOf(deps.ids.code(10), today),
      tenantId: quote.tenantId,
      cityCode: quote.cityCode,
      bookedBy: quote.accountId,
      ...(actor.kind === 'partner' ? { onAccount: true } : {}),
      patientId: quote.patientId,
      hospitalId: quote.hospitalId,
      service: quote.service,
      wishes: quote.wishes,
      charge: { quoteId: quote.id, lines: quote.lines, totalFen: quote.totalFen },
      ...(quote.membership ? { membership: quote.membership } : {}),
      policyVersion: quote.policyVersion,
      shifts: quote.shifts,
      visitCode: deps.ids.code(VISIT_CODE_DIGITS),
    },
    policy,
    act,
  );

/** O2 by the system: an order that costs nothing is paid as soon as it is placed. */
const settledIfFree = (placed: Outcome): readonly [Outcome, ...Outcome[]] => {
  if (placed.order.charge.totalFen > 0) return [placed];
  const act = { now: placed.order.createdAt, by: { as: 'SYS' } } as const;
  const settled = settlePayment(placed.order, { amountFen: zeroFen }, act);
  return settled.ok ? [placed, settled.value] : [placed];
};

/** A quote to be booked within a transaction that does more. */
export type BookQuote = Pick<CreateOrder, 'quoteId' | 'consentedScopeVersion'> & {
  /** Where it must be paid sooner than the policy says. */
  readonly payBy?: Date;
};

/** How somebody stands to a quote that is to be booked: a partner to its own, at hospitals of its key. */
export const relationsToQuote = (actor: Caller, quote: Quote): ReadonlySet<Relation> => {
  if (actor.kind === 'partner')
    return new Set(partnerRelations(actor, { ...quote, bookedBy: quote.accountId }));
  const isOwn = quote.accountId === actor.accountId;
  return new Set([...standingRelations(actor, quote.cityCode), ...(isOwn ? (['booker'] as const) : [])]);
};

/** O1 within a transaction that may do more: the order as it is stored, with everything that it holds. */
export const createOrderIn = async (
  deps: Pick<VisitDeps, 'ids' | 'calendar'>,
  stores: VisitStores,
  actor: Caller,
  command: BookQuote,
  now: Date,
): Promise<Result<Order, CreateOrderError>> => {
  const quote = await stores.quotes.find(command.quoteId);
  if (!quote || quote.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
  const by = authorize('order.create', actor, relationsToQuote(actor, quote));
  if (!by.ok) return by;
  const patient = await patientFor(stores, actor, quote.patientId);
  if (!patient) return err({ type: 'NotFound' });
  const policy = await stores.policies.of(quote);
  const booking = { actor, quote, patient, policy };
  const guarded = await checkGuards(stores, booking, command.consentedScopeVersion, now);
  if (!guarded.ok) return guarded;

  const city = await stores.catalogue.city(quote.cityCode);
  if (!city) return err({ type: 'NotFound' });
  const today = deps.calendar.wallTime(now, city.zone).date;
  const drafted = orderFrom(deps, booking, today, { now, by: by.value });
  const named = await namedShiftsOf(stores, deps.calendar, drafted.order, policy, now);
  if (!named.ok) return by.value.as === 'D' ? named : err(withoutDetails(named.error));
  const payBy = earliest(drafted.order.payBy, command.payBy ?? drafted.order.payBy);
  const outcome = { ...drafted, order: { ...drafted.order, namedShifts: named.value, payBy } };
  const outcomes = settledIfFree(outcome);
  const saved = await saveOrder(stores, undefined, outcomes, policy, 'order.create');
  if (!saved.ok) return saved;
  await stores.quotes.markUsed(quote.id, outcome.order.id);
  return ok((outcomes.at(-1) ?? outcome).order);
};

/**
 * O1: books a quote. Takes the patient's time until it is paid, and a named escort's for the shifts that they can take: there
 * must be one before the family pays for them. The same key books once.
 */
export const makeCreateOrder =
  (deps: VisitDeps) =>
  (actor: Person, command: CreateOrder): Promise<Result<OrderAnswer, CreateOrderError>> => {
    const now = deps.clock.now();
    const once = onceFor(actor, 'order.create', command.idempotencyKey, command);
    return deps.unitOfWork.run<OrderAnswer, CreateOrderError>(async (stores) => {
      const claimed = await stores.idempotency.claim(once, now);
      if (!claimed.ok) return claimed;
      if (claimed.value) {
        const earlier = await stores.orders.find(idFrom<OrderId>(String(claimed.value.answer)));
        return earlier ? ok(answerOf(earlier)) : err({ type: 'NotFound' });
      }
      const { quoteId, consentedScopeVersion } = command;
      const created = await createOrderIn(deps, stores, actor, { quoteId, consentedScopeVersion }, now);
      if (!created.ok) return created;
      await stores.idempotency.record(once, created.value.id);
      return ok(answerOf(created.value));
    });
  };
