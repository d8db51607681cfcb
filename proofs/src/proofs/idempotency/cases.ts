import { uuidv7 } from '@banzhen/postgres';
import { addHook } from '../../partner-endpoint.js';
import type { PartnerWithKey } from '../../partner-key.js';
import type { Case } from './case.js';
import { escortCases } from './escort-cases.js';
import { aDraft, aSeat, aSession, type SeatWish, type Sent, type World } from './world.js';

/** The same with other contents; where there are none to be different, on another version. */
const otherwise = (sent: Sent, otherBody?: object): Sent =>
  otherBody ? { ...sent, body: otherBody } : { ...sent, version: (sent.version ?? 0) + 1 };

interface Command {
  readonly name: string;
  readonly body?: object;
  readonly otherBody?: object;
}

/** The version of an appointment that was just made so. */
const versions: Readonly<Record<SeatWish['status'], number>> = { HELD: 1, PENDING_CONFIRM: 2, BOOKED: 3 };

const onSeat =
  (wish: SeatWish, { name, body = {}, otherBody }: Command, before: readonly string[] = []): Case =>
  async (world, partner) => {
    const id = await aSeat(world, partner.accountId, wish);
    const at = `/v1/appointments/${id}`;
    let version = versions[wish.status];
    for (const step of before) {
      await world.before(partner, { path: `${at}/${step}`, body: {}, version });
      version += 1;
    }
    const sent = { path: `${at}/${name}`, body, version };
    return { ...sent, subject: { kind: 'appointment', id }, other: otherwise(sent, otherBody) };
  };

/** A draft has nothing else to be told, so its other request is on another version. */
const publish: Case = async (world) => {
  const id = await aDraft(world);
  const sent = { path: `/v1/sessions/${id}/publish`, body: {}, version: 1 };
  return { ...sent, subject: { kind: 'session', id }, other: otherwise(sent) };
};

const onSession =
  (name: string, version: number, before?: string): Case =>
  async (world, partner) => {
    const id = await aSession(world, 20);
    const at = `/v1/sessions/${id}`;
    const body = { reason: '停诊' };
    if (before) await world.before(partner, { path: `${at}/${before}`, body, version: version - 1 });
    const sent = { path: `${at}/${name}`, body, version };
    return { ...sent, subject: { kind: 'session', id }, other: otherwise(sent, { reason: '医生生病' }) };
  };

/** A patient who has been here before wants another seat. */
const hold: Case = async (world, partner) => {
  const family = world.nextFamily();
  await aSeat(world, partner.accountId, { status: 'BOOKED', startsInHours: 44, family });
  const sessionId = await aSession(world, 20);
  const { patientId } = family;
  const sent = { path: '/v1/appointments', body: { sessionId, patientId } };
  const otherSessionId = await aSession(world, 22);
  return {
    ...sent,
    subject: { kind: 'hold', sessionId, patientId },
    other: otherwise(sent, { sessionId: otherSessionId, patientId }),
  };
};

const reschedule: Case = async (world, partner) => {
  const [to, elsewhere] = [await aSession(world, 22), await aSession(world, 24)];
  const body = { toSessionId: to };
  const otherBody = { toSessionId: elsewhere };
  return onSeat({ status: 'BOOKED' }, { name: 'reschedule', body, otherBody })(world, partner);
};

const aHook = ({ database, town }: World, { partnerId, accountId }: PartnerWithKey) => {
  const { tenantId, hospitalId } = town;
  return addHook(database, { tenantId, hospitalId, partnerId, accountId }, { isActive: true });
};

const createEndpoint: Case = async ({ town: { hospitalId } }) => {
  const url = `https://clinic.example/${uuidv7()}`;
  const sent = { path: '/v1/webhook-endpoints', body: { url, clinicIds: [hospitalId] } };
  const other = otherwise(sent, { ...sent.body, eventTypes: ['AppointmentBooked'] });
  return { ...sent, subject: { kind: 'new-endpoint', url }, other };
};

const onEndpoint =
  (kind: 'secrets' | 'tests', name: string): Case =>
  async (world, partner) => {
    const { endpointId } = await aHook(world, partner);
    const sent = { path: `/v1/webhook-endpoints/${endpointId}/${name}`, body: {}, version: 1 };
    return { ...sent, subject: { kind, endpointId }, other: otherwise(sent) };
  };

const removeEndpoint: Case = async (world, partner) => {
  const { endpointId } = await aHook(world, partner);
  const sent = {
    path: `/v1/webhook-endpoints/${endpointId}`,
    method: 'DELETE',
    body: {},
    version: 1,
  } as const;
  return { ...sent, subject: { kind: 'endpoint', endpointId }, other: otherwise(sent) };
};

/** It has neither contents nor a version, so the other request is about another delivery. */
const replay: Case = async (world, partner) => {
  const [{ deliveryId }, another] = [await aHook(world, partner), await aHook(world, partner)];
  const sentTo = (id: string) => ({ path: `/v1/webhook-deliveries/${id}/replay`, body: {} });
  return {
    ...sentTo(deliveryId),
    subject: { kind: 'replay', deliveryId },
    other: sentTo(another.deliveryId),
  };
};

/**
 * For each write of the OpenAPI document of `/v1`, by its `operationId`: what has to be there for it to be taken. A write that
 * is not here makes the proof fail.
 */
export const cases: Readonly<Record<string, Case>> = {
  'sessions.publish': publish,
  'sessions.suspend': onSession('suspend', 1),
  'sessions.resume': onSession('resume', 2, 'suspend'),
  'appointments.create': hold,
  'appointments.submit': onSeat({ status: 'HELD' }, { name: 'submit' }),
  'appointments.confirm': onSeat(
    { status: 'PENDING_CONFIRM' },
    { name: 'confirm', body: { clinicRecord: 'HIS-1' }, otherBody: { clinicRecord: 'HIS-2' } },
  ),
  'appointments.reject': onSeat({ status: 'PENDING_CONFIRM' }, { name: 'reject' }),
  'appointments.reschedule': reschedule,
  'appointments.cancel': onSeat(
    { status: 'BOOKED' },
    { name: 'cancel', body: { reason: '医生外出' }, otherBody: { reason: '设备维修' } },
  ),
  'appointments.check-in': onSeat({ status: 'BOOKED', startsInHours: 0 }, { name: 'check-in' }),
  'appointments.complete': onSeat({ status: 'BOOKED', startsInHours: 0 }, { name: 'complete' }, ['check-in']),
  'appointments.no-show': onSeat({ status: 'BOOKED', startsInHours: -8 }, { name: 'no-show' }),
  'webhook-endpoints.create': createEndpoint,
  'webhook-endpoints.delete': removeEndpoint,
  'webhook-endpoints.rotate-secret': onEndpoint('secrets', 'rotate-secret'),
  'webhook-endpoints.test': onEndpoint('tests', 'test'),
  'webhook-deliveries.replay': replay,
  ...escortCases,
};
