import type { AccountId, EscortId, OrderId } from '@banzhen/domain/shared/ids';
import type { Platform } from '@banzhen/platform';
import { uuidv7 } from '@banzhen/postgres';
import type { Sql } from '@banzhen/postgres/open-postgres';
import { inParallel } from '../../in-parallel.js';
import type { Town } from '../../town.js';
import { type Acting, acting } from './acting.js';
import { contended, daysUntilMoved, minuteOf, windowStart } from './plan.js';

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

const SHARED_PATIENTS = contended.creates.length;
const OWN_PATIENTS = contended.grabs.length + contended.offers.length + contended.reschedules.length + 1;

/** How many patients a race of so many escorts needs. */
export const patientsFor = (escorts: number): number =>
  Math.ceil(escorts / 2) * SHARED_PATIENTS + escorts * OWN_PATIENTS;

/** Books, pays and assigns by the product's use cases what must be there before the race; answers the requests, those around one escort side by side. */
export async function prepareRequests(
  platform: Platform,
  sql: Sql,
  town: Town,
  days: number,
): Promise<readonly PlannedRequest[]> {
  const act = acting(platform, town);
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
  const own = [...crowd.own];
  const nextPatient = (): Patient => {
    const patient = own.shift();
    if (patient === undefined) throw new Error('the town has too few patients');
    return patient;
  };
  return mixed([
    ...(await createRequests(act, crowd)),
    ...(await grabRequests(act, crowd, nextPatient)),
    ...(await offerRequests(act, town, crowd, nextPatient)),
    ...(await acceptRequests(act, crowd, nextPatient)),
    ...(await rescheduleRequests(act, crowd, nextPatient)),
  ]);
}

async function createRequests(
  act: Acting,
  { escort, start, shared }: Crowd,
): Promise<readonly PlannedRequest[]> {
  const { escortId } = escort;
  const requests: PlannedRequest[] = [];
  for (const [index, { accountId, patientId }] of shared.entries()) {
    const startsAt = minuteOf(start, contended.creates[index] ?? 0);
    const quoteId = await act.quote({ accountId, patientId }, startsAt, escortId);
    const input = { quoteId, consentedScopeVersion: 1, idempotencyKey: uuidv7() };
    requests.push({ kind: 'create', accountId, procedure: 'family.create', input, promise: {} });
  }
  return requests;
}

async function grabRequests(
  act: Acting,
  { escort, neighbour, start }: Crowd,
  nextPatient: () => Patient,
): Promise<readonly PlannedRequest[]> {
  const requests: PlannedRequest[] = [];
  for (const [index, minute] of contended.grabs.entries()) {
    const orderId = await act.paidOrder(nextPatient(), minuteOf(start, minute));
    for (const { accountId, escortId } of index === 0 ? [escort, neighbour] : [escort]) {
      const promise = { orderId, escortId };
      requests.push({ kind: 'grab', accountId, procedure: 'escort.grab', input: { orderId }, promise });
    }
  }
  return requests;
}

async function offerRequests(
  act: Acting,
  { dispatcher }: Town,
  { escort: { escortId }, start }: Crowd,
  nextPatient: () => Patient,
): Promise<readonly PlannedRequest[]> {
  const requests: PlannedRequest[] = [];
  for (const minute of contended.offers) {
    const orderId = await act.paidOrder(nextPatient(), minuteOf(start, minute));
    const input = { orderId, escortId, reason: 'race' };
    const promise = { orderId, escortId };
    requests.push({ kind: 'offer', accountId: dispatcher, procedure: 'dispatch.offer', input, promise });
  }
  return requests;
}

async function acceptRequests(
  act: Acting,
  { escort: { escortId, accountId }, start }: Crowd,
  nextPatient: () => Patient,
): Promise<readonly PlannedRequest[]> {
  const orderId = await act.paidOrder(nextPatient(), minuteOf(start, contended.accept));
  const input = { orderId, offerId: await act.offer(orderId, escortId) };
  const promise = { orderId, escortId };
  const accept = { kind: 'accept', accountId, procedure: 'escort.accept', input, promise } as const;
  return [accept, accept];
}

async function rescheduleRequests(
  act: Acting,
  { escort, start }: Crowd,
  nextPatient: () => Patient,
): Promise<readonly PlannedRequest[]> {
  const requests: PlannedRequest[] = [];
  for (const { from, to } of contended.reschedules) {
    const patient = nextPatient();
    const elsewhere = minuteOf(start, daysUntilMoved * 24 * 60 + from);
    const orderId = await act.paidOrder(patient, elsewhere);
    await act.accept(orderId, await act.offer(orderId, escort.escortId), escort);
    const startsAt = minuteOf(start, to);
    const input = { orderId, quoteId: await act.quote(patient, startsAt) };
    const promise = { orderId, startsAt: startsAt.toISOString() };
    const { accountId } = patient;
    requests.push({ kind: 'reschedule', accountId, procedure: 'family.reschedule', input, promise });
  }
  return requests;
}

/** A fixed order in which kinds and times alternate. */
const mixed = (requests: readonly PlannedRequest[]): readonly PlannedRequest[] =>
  requests
    .map((_request, index) => requests[(index * 7) % requests.length])
    .flatMap((one) => (one === undefined ? [] : [one]));
