import type { Person } from '@banzhen/domain/shared/actor';
import type { AccountId, EscortId, OfferId, OrderId } from '@banzhen/domain/shared/ids';
import { idFrom } from '@banzhen/domain/shared/ids';
import type { Result } from '@banzhen/domain/shared/result';
import type { Platform } from '@banzhen/platform';
import { uuidv7 } from '@banzhen/postgres';
import type { Sql } from '@banzhen/postgres/open-postgres';
import { inParallel } from '../../in-parallel.js';
import { contended, minuteOf, visitMinutes, windowStart } from './plan.js';
import type { Town } from './town.js';

/** One request of the load, to be sent by `accountId`. */
export interface PlannedRequest {
  readonly kind: 'create' | 'grab' | 'offer' | 'accept' | 'reschedule';
  readonly accountId: AccountId;
  readonly procedure: string;
  readonly input: object;
  /** What a success promises, for the checker. */
  readonly promise: { readonly orderId?: OrderId; readonly escortId?: EscortId; readonly startsAt?: string };
}

type Patient = Town['patients'][number];

const must = <T>(result: Result<T, { readonly type: string }>): T => {
  if (!result.ok) throw new Error(`the race could not be prepared: ${result.error.type}`);
  return result.value;
};

const SHARED_PATIENTS = contended.creates.length;
const OWN_PATIENTS =
  contended.grabs.length + contended.offers.length + contended.reschedules.length + 1;

/** How many patients a race of so many escorts needs. */
export const patientsFor = (escorts: number): number => Math.ceil(escorts / 2) * SHARED_PATIENTS + escorts * OWN_PATIENTS;

/** Books, pays and assigns by the product's use cases what must be there before the race; answers the requests, those around one escort side by side. */
export async function prepareRequests(
  { visits }: Platform,
  sql: Sql,
  town: Town,
  days: number,
): Promise<readonly PlannedRequest[]> {
  const act = acting(visits, town);
  const shared = town.patients.slice(0, Math.ceil(town.escorts.length / 2) * SHARED_PATIENTS);
  const own = town.patients.slice(shared.length);
  const crowds = town.escorts.flatMap((escort, no) =>
    Array.from({ length: days }, (_, day) => ({
      escort,
      neighbour: town.escorts[(no + 1) % town.escorts.length] ?? escort,
      start: windowStart(new Date(), day),
      shared: shared.slice(Math.floor(no / 2) * SHARED_PATIENTS).slice(0, SHARED_PATIENTS),
      own: own.slice(no * OWN_PATIENTS, (no + 1) * OWN_PATIENTS),
    })),
  );
  const requests = await inParallel(crowds, 8, (crowd) => crowdRequests(act, town, crowd));
  // Nobody is searched for before the race begins.
  await sql`update order_timer set next_try_at = next_try_at + interval '1 hour' where kind = 'find-escort' and done_at is null`;
  return requests.flat();
}

interface Crowd {
  readonly escort: Town['escorts'][number];
  readonly neighbour: Town['escorts'][number];
  readonly start: Date;
  readonly shared: readonly Patient[];
  readonly own: readonly Patient[];
}

async function crowdRequests(act: Acting, town: Town, crowd: Crowd): Promise<readonly PlannedRequest[]> {
  const { escort, neighbour, start } = crowd;
  const free = [...crowd.own];
  const nextPatient = (): Patient => {
    const patient = free.shift();
    if (patient === undefined) throw new Error('the town has too few patients');
    return patient;
  };
  const paid = (minute: number) => act.paidOrder(nextPatient(), minuteOf(start, minute));
  const requests: PlannedRequest[] = [];
  for (const [index, minute] of contended.creates.entries()) {
    const patient = crowd.shared[index];
    if (patient === undefined) throw new Error('the town has too few patients');
    const quoteId = await act.quote(patient, minuteOf(start, minute), escort.escortId);
    const input = { quoteId, consentedScopeVersion: 1, idempotencyKey: uuidv7() };
    requests.push({ kind: 'create', accountId: patient.accountId, procedure: 'family.create', input, promise: { escortId: escort.escortId } });
  }
  for (const [index, minute] of contended.grabs.entries()) {
    const orderId = await paid(minute);
    for (const { accountId, escortId } of index === 0 ? [escort, neighbour] : [escort])
      requests.push({ kind: 'grab', accountId, procedure: 'escort.grab', input: { orderId }, promise: { orderId, escortId } });
  }
  for (const minute of contended.offers) {
    const orderId = await paid(minute);
    const { escortId } = escort;
    const input = { orderId, escortId, reason: 'race' };
    requests.push({ kind: 'offer', accountId: town.dispatcher, procedure: 'dispatch.offer', input, promise: { orderId } });
  }
  const offered = await paid(contended.accept);
  const input = { orderId: offered, offerId: await act.offer(offered, escort.escortId) };
  for (let time = 0; time < 2; time += 1)
    requests.push({ kind: 'accept', accountId: escort.accountId, procedure: 'escort.accept', input, promise: { orderId: offered, escortId: escort.escortId } });
  for (const { from, to } of contended.reschedules) {
    const patient = nextPatient();
    const orderId = await act.paidOrder(patient, minuteOf(start, from));
    await act.accept(orderId, await act.offer(orderId, escort.escortId), escort);
    const quoteId = await act.quote(patient, minuteOf(start, to));
    const startsAt = minuteOf(start, to).toISOString();
    requests.push({ kind: 'reschedule', accountId: patient.accountId, procedure: 'family.reschedule', input: { orderId, quoteId }, promise: { orderId, startsAt } });
  }
  return interleaved(requests);
}

/** A fixed order in which kinds and times alternate. */
const interleaved = (requests: readonly PlannedRequest[]): readonly PlannedRequest[] =>
  requests.map((_request, index) => requests[(index * 7) % requests.length]).flatMap((one) => (one === undefined ? [] : [one]));

type Acting = ReturnType<typeof acting>;

function acting(visits: Platform['visits'], town: Town) {
  const person = (accountId: AccountId, more: Partial<Person> = {}): Person => ({
    kind: 'person',
    accountId,
    tenantId: town.tenantId,
    staffRoles: [],
    ...more,
  });
  const dispatcher = person(town.dispatcher, { staffRoles: ['dispatcher'] });
  const quote = async ({ patientId, accountId }: Patient, startsAt: Date, escortId?: EscortId) => {
    const endsAt = minuteOf(startsAt, visitMinutes);
    const { hospitalId, serviceCode } = town;
    const wishes = escortId === undefined ? {} : { escortId };
    const asked = { patientId, hospitalId, serviceCode, startsAt, endsAt, wishes };
    return must(await visits.requestQuote(person(accountId), asked)).id;
  };
  return {
    quote,
    async paidOrder(patient: Patient, startsAt: Date): Promise<OrderId> {
      const family = person(patient.accountId);
      const quoteId = await quote(patient, startsAt);
      const booking = { quoteId, consentedScopeVersion: 1, idempotencyKey: uuidv7() };
      const { orderId } = must(await visits.createOrder(family, booking));
      const { paymentId, amountFen } = must(await visits.startPayment(family, { orderId, channel: 'wechat' }));
      await visits.recordPayment({ paymentId, state: { state: 'SUCCESS', providerRef: paymentId, amountFen } });
      return orderId;
    },
    async offer(orderId: OrderId, escortId: EscortId): Promise<OfferId> {
      must(await visits.offerShift(dispatcher, { orderId, shiftNo: 1, escortId, reason: 'race' }));
      return idFrom<OfferId>(await openOfferOf(orderId));
    },
    async accept(orderId: OrderId, offerId: OfferId, escort: Town['escorts'][number]): Promise<void> {
      must(await visits.acceptOffer(person(escort.accountId, { escortId: escort.escortId }), { orderId, offerId }));
    },
  };
}
