import type { AppRouter } from '@banzhen/api';
import type { FamilyOrderDto, OrderStatusDto } from '@banzhen/contracts';
import { createTRPCClient, httpLink } from '@trpc/client';

const WAIT_MS = 20_000;
const STEP_MS = 100;

const clientOf = (origin: string, token?: string) =>
  createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${origin}/trpc`, headers: token ? { authorization: `Bearer ${token}` } : {} })],
  });

export type Person = ReturnType<typeof clientOf>;

/** Asks again until the answer is there. */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
  const giveUpAt = Date.now() + WAIT_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > giveUpAt) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}

/** The people of the demo city, each with a client of their own. */
export async function peopleOf(origin: string) {
  const anyone = clientOf(origin);
  const people = await anyone.demo.people.query();
  const signInAs = async (accountId: string): Promise<Person> =>
    clientOf(origin, (await anyone.demo.signInAs.mutate({ accountId })).token);
  const byName = async (name: string): Promise<Person> => {
    const person = people.find((one) => one.name === name);
    if (!person) throw new Error(`the demo has nobody called ${name}`);
    return signInAs(person.accountId);
  };
  return { byName, anyone, dispatcher: await byName('林调度') };
}

export type People = Awaited<ReturnType<typeof peopleOf>>;

/** Sends an object, and fails when it is not taken. */
export const postJson = async (url: string, body: object): Promise<void> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
};

type Inbox = {
  readonly messages: readonly { readonly to: string; readonly code: string; readonly purpose: string }[];
  readonly people: readonly {
    readonly name: string;
    readonly phone: string;
    readonly password?: string;
    readonly totpCode?: string;
  }[];
};

/** What phones and authenticator apps show now. */
export const inboxOf = async (origin: string): Promise<Inbox> =>
  (await (await fetch(`${origin}/sandbox/inbox?format=json`)).json()) as Inbox;

/** Moves the movable clock of the sandbox forward. */
export const moveClock = (origin: string, to: string): Promise<void> =>
  postJson(`${origin}/sandbox/clock`, { to });

export async function serverNow(origin: string): Promise<number> {
  const answer: { now: string } = await (await fetch(`${origin}/sandbox/clock`)).json();
  return Date.parse(answer.now);
}

/** Books and pays a visit of the first patient of a family; answers when the search has begun. */
export async function bookVisit(
  origin: string,
  family: Person,
  wish: {
    readonly startsAt: number;
    readonly hours: number;
    readonly hospital?: number;
    readonly patient?: number;
    readonly service?: string;
  },
): Promise<string> {
  const patient = (await family.family.patients.query())[wish.patient ?? 0];
  const hospitals = await family.catalogue.hospitals.query({ cityCode: '110000', text: '', limit: 10 });
  const hospital = hospitals[wish.hospital ?? 0];
  if (!patient || !hospital) throw new Error('the demo city lacks a patient or a hospital');
  const quote = await family.family.quote.mutate({
    patientId: patient.patientId,
    hospitalId: hospital.hospitalId,
    serviceCode: wish.service ?? 'escort-half-day',
    startsAt: new Date(wish.startsAt).toISOString(),
    endsAt: new Date(wish.startsAt + wish.hours * 3_600_000).toISOString(),
  });
  const { orderId } = await family.family.create.mutate({
    quoteId: quote.quoteId,
    consentedScopeVersion: 1,
    idempotencyKey: `console-${quote.quoteId}`,
  });
  const payment = await family.family.pay.mutate({ orderId, channel: 'wechat' });
  await postJson(new URL(payment.payUrl, origin).href, { act: 'pay' });
  await statusOf(family, orderId, 'PAID', 'ASSIGNED');
  return orderId;
}

/** Waits until the family sees the order in one of these states. */
export const statusOf = (
  family: Person,
  orderId: string,
  ...states: readonly OrderStatusDto[]
): Promise<FamilyOrderDto> =>
  until(`${orderId} becomes ${states.join(' or ')}`, async () => {
    const order = await family.family.order.query({ orderId });
    return states.includes(order.status) && order;
  });

/** Whoever holds the offer of the first shift accepts it; answers the escort. */
export async function acceptOffer(people: People, family: Person, orderId: string): Promise<Person> {
  await statusOf(family, orderId, 'ASSIGNED');
  const { shifts } = await people.dispatcher.dispatch.order.query({ orderId });
  const offered = shifts.find(({ cover }) => cover === 'offered');
  if (!offered?.offerId || !offered.escortName) throw new Error('no shift is offered');
  const escort = await people.byName(offered.escortName);
  await escort.escort.accept.mutate({ orderId, offerId: offered.offerId });
  return escort;
}

/** Everybody who gets an offer accepts, until each shift of the order has its escort. */
export const acceptAllOffers = (people: People, family: Person, orderId: string): Promise<FamilyOrderDto> =>
  until('an escort for each shift', async () => {
    const { shifts } = await people.dispatcher.dispatch.order.query({ orderId });
    for (const { offerId, escortName } of shifts)
      if (offerId && escortName) {
        const escort = await people.byName(escortName);
        await escort.escort.accept.mutate({ orderId, offerId });
      }
    const order = await family.family.order.query({ orderId });
    return order.status === 'ACCEPTED' && order;
  });

/** Every escort who gets an offer declines, until a dispatcher has to look for somebody. */
export async function exhaustSearch(
  people: People,
  family: Person,
  orderId: string,
): Promise<FamilyOrderDto> {
  const needsDispatcher = async () => {
    const order = await people.dispatcher.dispatch.order.query({ orderId });
    return order.status === 'PAID' && order.needsDispatcher ? order : undefined;
  };
  for (;;) {
    const order = await until('an offer, or the end of the search', async () => {
      const done = await needsDispatcher();
      if (done) return done;
      const now = await family.family.order.query({ orderId });
      return now.status === 'ASSIGNED' && now;
    });
    const { shifts } = await people.dispatcher.dispatch.order.query({ orderId });
    const offered = shifts.find(({ cover }) => cover === 'offered');
    if (!offered?.offerId || !offered.escortName) return order;
    const escort = await people.byName(offered.escortName);
    await escort.escort.decline.mutate({ orderId, offerId: offered.offerId });
  }
}

/** The open order of a family whose service has this code. */
export async function orderOf(family: Person, serviceCode: string): Promise<string> {
  const rows = await family.family.orders.query();
  const row = rows.find((one) => one.serviceCode === serviceCode);
  if (!row) throw new Error(`the family has no order of ${serviceCode}`);
  return row.orderId;
}
