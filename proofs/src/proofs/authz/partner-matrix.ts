import { randomUUID } from 'node:crypto';
import { inParallel } from '../../in-parallel.js';
import { type PartnerCall, partnerCalls, partnerDocument } from '../../partner-calls.js';
import { type Hook, newHook } from '../../partner-endpoint.js';
import type { Fault, MatrixSeen } from './matrix.js';
import {
  type Caller,
  isOfHolder,
  type KeyTraits,
  keyHolderNames,
  keyHolders,
  refusedAtDoor,
} from './partner-keys.js';
import type { Target, World } from './world.js';

const LANES = 8;
const asked = ['accepted', 'foreign', 'unknown'] as const;
type Asked = (typeof asked)[number];

interface Case {
  readonly call: PartnerCall;
  readonly caller: Caller;
  readonly object: Asked;
}

/** In which the sessions of the world take place. */
const DAYS = '?from=2030-01-01&until=2030-01-31';

/** Whose body names what it is about. */
const aimedByBody: readonly string[] = [
  ...['/v1/appointments', '/v1/reconciliations', '/v1/webhook-deliveries'],
  '/v1/escort-quotes',
];
/** Whoever may order is told that there is no such quote; a hospital of the list that is not theirs is not there. */
const isAimed = ({ path, method }: PartnerCall): boolean =>
  path.includes('{') || aimedByBody.includes(path) || (path === '/v1/escort-orders' && method === 'POST');

const casesOf = (calls: readonly PartnerCall[]): readonly Case[] =>
  calls.flatMap((call) =>
    [...keyHolderNames, 'nobody' as const].flatMap((caller) =>
      (isAimed(call) ? asked : (['accepted'] as const)).map((object) => ({ call, caller, object })),
    ),
  );

/** What the sentences say: how a call ends as far as authorization goes. */
const expected = ({ call, caller, object }: Case): string => {
  const refused = refusedAtDoor(caller, call['x-operation']);
  if (refused !== undefined || caller === 'nobody') return refused ?? 'KeyInvalid';
  const traits: KeyTraits = keyHolders[caller];
  if (!isAimed(call)) return 'allowed';
  // Sessions and appointments belong to one of the tenants; the hospital is one at which both are at work.
  const isOfHospital = call.path.includes('{clinicId}') || call.path === '/v1/reconciliations';
  const isTheirs =
    object !== 'unknown' &&
    traits.hospital === undefined &&
    (isOfHospital || (object === 'foreign') === (traits.tenant === 'foreign'));
  // Families have booked them all, and quotes are theirs.
  const isOfFamilies = call.path.endsWith('/submit') || call.path.startsWith('/v1/escort-orders');
  return isTheirs && !isOfFamilies ? 'allowed' : 'NotFound';
};

const bodyOf = (
  { path }: PartnerCall,
  { clinic, patientId, hospitalId, orderId, quoteId }: Target,
  clinicId: string,
): object => {
  if (path === '/v1/reconciliations')
    return { clinicId, from: '2030-01-01', until: '2030-01-31', appointments: [] };
  if (path === '/v1/webhook-endpoints') return { url: 'http://clinic.example', clinicIds: [hospitalId] };
  if (path === '/v1/appointments') return { sessionId: clinic.clinicSessionId, patientId };
  if (path === '/v1/escort-orders') return { quoteId, consentedScopeVersion: 1 };
  if (path === '/v1/escort-quotes')
    return {
      ...{ clinicId, patientId, serviceCode: 'none' },
      ...{ startsAt: '2030-01-09T01:00:00Z', endsAt: '2030-01-09T05:00:00Z' },
    };
  if (path.endsWith(`/escort-orders/{orderId}/cancel`)) return { cancellationQuoteId: orderId };
  if (/\/(?:suspend|resume)$/.test(path)) return { reason: 'why' };
  if (path.endsWith('/confirm')) return { clinicRecord: 'record' };
  return path.endsWith('/reschedule') ? { toSessionId: clinic.clinicSessionId } : {};
};

/** No thing has this version: whoever may is told that theirs is stale, and nothing is changed. */
const STALE = '"999999"';

interface Answered {
  readonly status: number;
  readonly text: string;
}

const ask = async (
  origin: string,
  { call, object }: Case,
  { targets, hooks }: World,
  key: string | undefined,
): Promise<Answered> => {
  const { method, path } = call;
  const target = targets[object];
  const hook = object === 'unknown' ? newHook() : hooks[object === 'foreign' ? 'foreign' : 'home'];
  const unknown = randomUUID();
  const clinicId = object === 'unknown' ? unknown : target.hospitalId;
  const at = path
    .replace('{clinicId}', clinicId)
    .replace('{sessionId}', target.clinic.clinicSessionId)
    .replace('{appointmentId}', target.appointmentId)
    .replace('{patientId}', target.patientId)
    .replace('{orderId}', target.orderId)
    .replace('{endpointId}', hook.endpointId)
    .replace('{deliveryId}', hook.deliveryId);
  const needsDays = call.parameters?.some(({ name }) => name === 'from');
  const query = path === '/v1/webhook-deliveries' ? `?endpointId=${hook.endpointId}` : '';
  const answer = await fetch(`${origin}${at}${needsDays ? DAYS : query}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID(), 'if-match': STALE }),
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    },
    ...(method !== 'POST' ? {} : { body: JSON.stringify(bodyOf(call, target, clinicId)) }),
    signal: AbortSignal.timeout(30_000),
  });
  return { status: answer.status, text: await answer.text() };
};

const letters: readonly string[] = [
  'NotFound',
  'NotAllowed',
  'KeyInvalid',
  'KeyOver',
  'KeyNotFromHere',
  'KeyOutOfScope',
];
const verdictOf = ({ text }: Answered): string => {
  const title = /"title":"(\w+)"/.exec(text)?.[1] ?? '';
  return letters.includes(title) ? title : 'allowed';
};

const withoutRequest = (text: string): string => text.replace(/"instance":"[^"]*"/, '');

const named = ({ call, caller, object }: Case): string => `${caller}: ${call.operationId} of ${object}`;

/** Makes every call of `/v1` as everybody who shows a key, and compares each with what the sentences say. */
export const runPartnerMatrix = async (origin: string, world: World): Promise<MatrixSeen> => {
  const cases = casesOf(partnerCalls(partnerDocument()));
  const answers = await inParallel(cases, LANES, async (one) => {
    const key = one.caller === 'nobody' ? undefined : world.keys.get(one.caller);
    return { one, answered: await ask(origin, one, world, key) };
  });
  const unknown = new Map(
    answers
      .filter(({ one }) => one.object === 'unknown')
      .map(({ one, answered }) => [`${one.caller} ${one.call.operationId}`, withoutRequest(answered.text)]),
  );
  const faults = answers.flatMap(({ one, answered }): readonly Fault[] => {
    const verdict = verdictOf(answered);
    const hidden = unknown.get(`${one.caller} ${one.call.operationId}`);
    const differs =
      verdict === 'NotFound' && hidden !== undefined && hidden !== withoutRequest(answered.text);
    return [
      ...(verdict === expected(one) ? [] : [`the sentences say ${expected(one)}, the answer is ${verdict}`]),
      ...(answered.status >= 500 ? [`status ${answered.status}`] : []),
      ...(differs ? ['is hidden in other words than what is not there'] : []),
    ].map((what) => ({ what, call: named(one) }));
  });
  return { calls: cases.length, faults };
};

/** What a partner is told of things that are not its own, by an API that lets everybody in. */
export const readAsPartners = async (origin: string, world: World): Promise<MatrixSeen> => {
  const cases = casesOf(partnerCalls(partnerDocument())).filter(
    ({ call, caller, object }) =>
      call.method === 'GET' &&
      object !== 'unknown' &&
      (caller === 'partner' || caller === 'partner of another hospital' || caller === 'foreign partner'),
  );
  const faults = await inParallel(cases, LANES, async (one) => {
    const key = one.caller === 'nobody' ? undefined : world.keys.get(one.caller);
    const { text } = await ask(origin, one, world, key);
    const foreign = asked.filter((object) => object !== 'unknown' && !isSeenBy(one.caller, object));
    return foreign
      .filter((object) =>
        tells(text, world.targets[object], world.hooks[object === 'foreign' ? 'foreign' : 'home']),
      )
      .map((object) => ({ what: `tells what is ${object}`, call: named(one) }));
  });
  return { calls: cases.length, faults: faults.flat() };
};

const isSeenBy = (caller: Caller, object: Asked): boolean =>
  isOfHolder(caller, object === 'foreign' ? 'foreign' : 'home');

/** Whether an answer tells of what belongs to one of the tenants. */
export const tells = (
  text: string,
  { appointmentId, clinic }: Target,
  { endpointId, deliveryId }: Hook,
): boolean =>
  [appointmentId, clinic.clinicSessionId, clinic.doctorId, clinic.departmentId, endpointId, deliveryId].some(
    (id) => text.includes(id),
  );
