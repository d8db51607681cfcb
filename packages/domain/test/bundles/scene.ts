import type { ClinicReply } from '@banzhen/domain/appointments';
import { type Bundle, type BundleStores, defaultBundlePolicy, makeBundles } from '@banzhen/domain/bundles';
import { makeClinics } from '@banzhen/domain/clinics';
import type { ClinicSession } from '@banzhen/domain/schedules';
import { defaultVisitPolicy } from '@banzhen/domain/shared/default-visit-policy';
import {
  type BundleId,
  type ClinicSessionId,
  type DoctorId,
  idFrom,
  type OrderId,
  type RoomId,
} from '@banzhen/domain/shared/ids';
import { ok } from '@banzhen/domain/shared/result';
import {
  aCity,
  aClinicSession,
  aDetailedPatient,
  aFamily,
  aHospital,
  anEscort,
  anEscortPerson,
  aPatient,
  aService,
  fixedClock,
  fixedOffsetCalendar,
  inMemoryBundleStores,
  inMemoryClinicStores,
  inMemoryDatabase,
  inMemoryPaymentProvider,
  inMemoryPlatform,
  must,
  scriptedIds,
  wednesdayMorning,
} from '@banzhen/domain/testing';
import { makeVisits } from '@banzhen/domain/visits';

export const family = aFamily();
export const escort = anEscortPerson();

/** 9:00 to 11:00 on the Wednesday of `wednesdayMorning`: the visit covers it. */
const wednesdayClinic = {
  startsAt: wednesdayMorning.startsAt,
  endsAt: new Date('2030-01-09T03:00:00Z'),
};

export type World = Awaited<ReturnType<typeof aWorld>>;

/**
 * A city with a clinic and an escort in this process, at 10:00 on Monday 2030-01-07 in Beijing. The clinic answers what
 * `reply` says at the time.
 */
export const aWorld = async () => {
  const database = inMemoryDatabase();
  const clock = fixedClock();
  const ids = scriptedIds(0x5b);
  const calendar = fixedOffsetCalendar({ offsetMinutes: 480 });
  const platform = inMemoryPlatform(database);
  const { unitOfWork, dueBundles, seeds } = inMemoryBundleStores(database);
  const clinicStores = inMemoryClinicStores(database);
  const provider = inMemoryPaymentProvider('wechat');
  const others = { alipay: inMemoryPaymentProvider('alipay'), unionpay: inMemoryPaymentProvider('unionpay') };
  const visits = makeVisits({
    unitOfWork: platform.unitOfWork,
    clock,
    ids,
    calendar,
    providers: { wechat: provider, ...others },
    pause: async () => undefined,
  });
  const answers: { reply: ClinicReply } = { reply: { kind: 'booked', clinicRecord: 'MZ-1' } };
  const clinicDeps = {
    clock,
    ids,
    calendar,
    random: () => 0,
  };
  const clinics = makeClinics({
    ...clinicDeps,
    unitOfWork: clinicStores.unitOfWork,
    platformUnitOfWork: clinicStores.unitOfWork,
    due: clinicStores.due,
    holdDesk: clinicStores.holdDesk,
    pause: async () => undefined,
    gateway: { book: async () => answers.reply },
  });
  const bundles = makeBundles({
    ...clinicDeps,
    unitOfWork,
    platformUnitOfWork: unitOfWork,
    visits,
    platformVisits: visits,
    bundlePolicy: defaultBundlePolicy,
  });
  await seeds.publishPolicy(defaultVisitPolicy, new Date('2020-01-01T00:00:00Z'));
  await seeds.addCity(aCity());
  await seeds.addHospital(aHospital());
  await seeds.addService(aCity().code, aService());
  await seeds.addPatient(aPatient());
  await seeds.saveDetails(aPatient().id, aDetailedPatient());
  await seeds.addEscort(anEscort());

  const inStores = async <T>(work: (stores: BundleStores) => Promise<T>): Promise<T> => {
    const done = await unitOfWork.run<T, never>(async (stores) => ok(await work(stores)));
    if (!done.ok) throw new Error('nothing is refused here');
    return done.value;
  };
  const addSession = async (
    capacity: number,
    during = wednesdayClinic,
    sketch: Parameters<typeof aClinicSession>[1] = {},
  ): Promise<ClinicSession> => {
    const own = {
      id: idFrom<ClinicSessionId>(ids.next()),
      doctorId: idFrom<DoctorId>(ids.next()),
      roomId: idFrom<RoomId>(ids.next()),
    };
    const visitOn = calendar.wallTime(during.startsAt, 'Asia/Shanghai').date;
    const seats = { by: 'session', capacity } as const;
    const session = aClinicSession('RELEASED', { ...own, seats, capacity, during, visitOn, ...sketch });
    must(await unitOfWork.run(({ sessions }) => sessions.insert([session])));
    return session;
  };

  const keepBundles = async () => {
    for (const id of await dueBundles.due(clock.now(), 100)) await bundles.keepBundle(id);
  };
  /** Everything that is due, again and again until nothing is. */
  const settle = async () => {
    const { expireHolds, askClinics, giveBackSeats } = clinics.keep;
    for (let round = 0; round < 12; round++) {
      for (const timer of await platform.dueTimers.due(clock.now(), 50)) await visits.fireTimer(timer);
      for (const refund of await platform.paymentWork.refundsDue(clock.now(), 50))
        await visits.sendRefund(refund);
      for (const step of [expireHolds, askClinics, giveBackSeats]) await step();
      await keepBundles();
    }
  };
  const quote = async (during = wednesdayMorning) =>
    must(
      await visits.requestQuote(family, {
        patientId: aPatient().id,
        hospitalId: aHospital().id,
        serviceCode: aService().code,
        ...during,
        wishes: {},
      }),
    );
  const create = async (session: ClinicSession, during = wednesdayMorning) => {
    const { id: quoteId } = await quote(during);
    return bundles.createBundle(family, {
      quoteId,
      clinicSessionId: session.id,
      consentedScopeVersion: 1,
      idempotencyKey: `key-${quoteId}`,
    });
  };
  const pay = async (orderId: OrderId) => {
    const { paymentId } = must(await visits.startPayment(family, { orderId, channel: 'wechat' }));
    provider.pay(paymentId);
    const state = must(await provider.queryPayment(paymentId));
    await visits.recordPayment({ paymentId, state });
    return paymentId;
  };
  const bundleOf = (bundleId: BundleId): Promise<Bundle> =>
    inStores(async (stores) => {
      const bundle = await stores.bundles.find(bundleId);
      if (!bundle) throw new Error(`no bundle ${bundleId}`);
      return bundle;
    });
  /** What is left of a bundle, in words. */
  const look = async (bundleId: BundleId) => {
    const bundle = await bundleOf(bundleId);
    return inStores(async ({ orders, appointments }) => {
      const order = await orders.find(bundle.orderId);
      const appointment = await appointments.find(bundle.seat.appointmentId);
      if (!order || !appointment) throw new Error('a half is missing');
      return { bundle, order, appointment };
    });
  };
  const states = async (bundleId: BundleId) => {
    const { bundle, order, appointment } = await look(bundleId);
    return [bundle.status, order.status, appointment.status];
  };
  const remaining = ({ id }: ClinicSession) =>
    inStores(async ({ sessions }) => (await sessions.find(id))?.remaining);

  return {
    ...{ database, clock, visits, clinics, bundles, provider, answers, platform, seeds, dueBundles },
    ...{ addSession, quote, create, pay, settle, look, states, remaining, inStores, keepBundles },
    async advance(minutes: number) {
      clock.advance(minutes);
      await settle();
    },
    /** A bundle in this state. */
    async bundleIn(state: 'HELD' | 'ASKED' | 'BOUND', session: ClinicSession) {
      const { bundleId, orderId } = must(await create(session));
      if (state === 'HELD') return { bundleId, orderId };
      if (state === 'ASKED') answers.reply = { kind: 'unknown' };
      await pay(orderId);
      await settle();
      return { bundleId, orderId };
    },
    async trialBalanceFen() {
      return (await platform.books.trialBalance()).reduce((sum, { balanceFen }) => sum + balanceFen, 0);
    },
  };
};
