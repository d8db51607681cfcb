import { dayFrom } from './days.js';
import { type People, postJson, until } from './people.js';

const HALF_DAY_MS = 4 * 3_600_000;

/** Seat and escort of a family, booked together and paid, of which the clinic then stops the session. */
export async function prepareChoosingFamily(origin: string, people: People) {
  const { dispatcher } = people;
  const family = await people.byName('陈家属');
  const patient = (await family.patient.list.query()).find(({ isRealNamed }) => isRealNamed);
  const [hospital] = await dispatcher.schedule.hospitals.query();
  if (!patient || !hospital) throw new Error('the demo lacks a patient with an ID number, or a hospital');
  const { patientId } = patient;
  const { hospitalId } = hospital;
  const { sessions } = await dispatcher.schedule.sessions.query({
    ...{ hospitalId, from: dayFrom(3), until: dayFrom(13) },
  });
  const session = sessions.findLast(({ status, remaining }) => status === 'RELEASED' && remaining > 0);
  if (!session) throw new Error('the demo sells nothing');
  const { clinicSessionId, startsAt } = session;
  const quote = await family.family.quote.mutate({
    ...{ patientId, hospitalId, serviceCode: 'escort-half-day', startsAt },
    endsAt: new Date(Date.parse(startsAt) + HALF_DAY_MS).toISOString(),
  });
  const { bundleId, orderId } = await family.bundle.create.mutate({
    ...{ quoteId: quote.quoteId, clinicSessionId, idempotencyKey: 'bundle-of-the-walk' },
    consentedScopeVersion: quote.scopeConsentVersion,
  });
  const payment = await family.family.pay.mutate({ orderId, channel: 'wechat' });
  await postJson(new URL(payment.payUrl, origin).href, { act: 'pay' });
  const becomes = (wanted: string) =>
    until(`the bundle is ${wanted}`, async () => {
      const { status } = await family.bundle.read.query({ bundleId });
      return status === wanted;
    });
  await becomes('BOUND');
  await dispatcher.schedule.stopClinic.mutate({ clinicSessionId, reason: '医生生病' });
  await becomes('CHOOSING');
  return { bundleId, orderId, family, becomes };
}

export type ChoosingFamily = Awaited<ReturnType<typeof prepareChoosingFamily>>;
