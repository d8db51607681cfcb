import { z } from 'zod';
import { type PartnerCall, partnerCalls, partnerDocument, written } from '../../partner-calls.js';
import { callApi, signInAs } from '../../product/call-api.js';
import type { Attempt } from './attempts.js';
import { fuzzFhir } from './fhir-run.js';
import { faultOf, isRefusal } from './judge.js';
import { fuzzKeyed, type KeyedPlan, type KeyedTarget } from './keyed-run.js';
import { type Known, makeKnown } from './known.js';
import { attemptsAtCall } from './partner-attempts.js';
import type { FuzzPlan, FuzzSeen } from './run.js';
import { type Answered, send } from './send.js';

const HARVEST_RUNS = 4;
/** It does what `/v1` does, so it is asked so many times less. */
const SHARE_OF_FHIR = 2;
const document = partnerDocument();

const problem = z.strictObject({
  type: z.string().regex(/^urn:banzhen:problem:[a-z0-9-]+$/),
  title: z.string().regex(/^[A-Z][A-Za-z]+$/),
  status: z.int(),
  detail: z.string().min(2),
  detailZh: z.string().min(2),
  instance: z.string().startsWith('urn:uuid:'),
  facts: z.record(z.string(), z.unknown()),
});

/** What every answer of a call is to look like, by its status. */
const schemasOf = (call: PartnerCall): ReadonlyMap<number, z.ZodType> =>
  new Map(
    Object.entries(call.responses).flatMap(([status, { content }]) => {
      const schema = content?.['application/json']?.schema;
      return schema
        ? [
            [
              Number(status),
              z.fromJSONSchema(written(schema, document) as z.core.JSONSchema.JSONSchema),
            ] as const,
          ]
        : [];
    }),
  );

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Said before the address is read, so in the form of every door and not as a problem (ADR 0027). */
const HEADERS_TOO_LARGE = 431;

/** What is wrong with an answer of `/v1`: no problem where it is one, or another form than it was promised. */
const faultOfPartner = (
  schemas: ReadonlyMap<number, z.ZodType>,
  attempt: Attempt,
  answered: Answered,
): string | undefined => {
  const common = faultOf(attempt, answered);
  if (common !== undefined) return common;
  // A path that is bent far enough is one of the console's pages.
  if (!attempt.path.startsWith('/v1/')) return undefined;
  const { status = 0, text } = answered;
  const told = parsed(text);
  if (status === HEADERS_TOO_LARGE && isRefusal(told)) return undefined;
  if (status >= 400) {
    const read = problem.safeParse(told);
    return read.success && read.data.status === status ? undefined : `no problem: ${text.slice(0, 200)}`;
  }
  const read = schemas.get(status)?.safeParse(told);
  if (read === undefined) return `status ${status} was not promised`;
  return read.success ? undefined : `unlike its schema: ${z.prettifyError(read.error).slice(0, 300)}`;
};

const valueIn = (value: unknown, name: string): unknown => Reflect.get(Object(value), name);

export interface PartnersSeen {
  readonly v1: FuzzSeen;
  readonly fhir: FuzzSeen;
}

/** A partner of the demo, with a key for everything at two of its hospitals. */
const keyOf = async (origin: string): Promise<string> => {
  const { value: people } = await callApi(origin, 'demo.people', undefined, 'query');
  const admin = (people as readonly { accountId: string; roles: readonly string[] }[]).find(({ roles }) =>
    roles.includes('admin'),
  );
  if (!admin) throw new Error('the demo city has no administrator');
  const call = await signInAs(origin, admin.accountId);
  const { value: hospitals } = await call('schedule.hospitals', undefined, 'query');
  const made = await call('partner.register', { name: `模糊 ${Date.now()}`, kind: 'clinic' });
  const { value: listed } = await call('partner.list', undefined, 'query');
  const key = await call('partner.createKey', {
    partnerId: valueIn(made.value, 'partnerId'),
    hospitalIds: (hospitals as readonly { hospitalId: string }[])
      .slice(0, 2)
      .map(({ hospitalId }) => hospitalId),
    operations: valueIn(listed, 'operations'),
    networks: [],
    dailyQuota: 10_000_000,
    days: 1,
  });
  const text = valueIn(key.value, 'key');
  if (typeof text !== 'string') throw new Error(`no key for the partner: ${key.refusal}`);
  return text;
};

const soon = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Ids to ask about: what the reads tell of the coming days. */
const harvest = async (origin: string, key: string, known: Known): Promise<void> => {
  const get = async (path: string): Promise<void> => {
    const attempt = { caller: 'partner', mode: 'valid', method: 'GET', path, headers: {} } as const;
    known.learn(parsed((await send(origin, attempt, key)).text));
  };
  await get('/v1/clinics');
  for (const clinicId of known.of('clinicId').slice(0, HARVEST_RUNS))
    for (const list of [
      ...['departments', 'doctors'],
      ...['sessions', 'availability', 'appointments'].map(
        (one) => `${one}?from=${soon(-7)}&until=${soon(14)}`,
      ),
    ])
      await get(`/v1/clinics/${clinicId}/${list}`);
};

type Plan = Pick<FuzzPlan, 'origin' | 'runs' | 'seed'>;

const shown = async (plan: Plan): Promise<KeyedPlan> => {
  const key = await keyOf(plan.origin);
  const known = makeKnown();
  await harvest(plan.origin, key, known);
  return { ...plan, key, known };
};

/** The same at every search of `/fhir`. */
export const fuzzFhirSearches = async (plan: Plan): Promise<FuzzSeen> =>
  fuzzFhir(await shown(plan), ({ params }) => params.length > 0);

/** Sends everything that can be sent to every call of the OpenAPI document of `/v1`, and to `/fhir`, as a partner who may do all of it. */
export const fuzzPartners = async (asked: Plan): Promise<PartnersSeen> => {
  const plan = await shown(asked);
  const targets = partnerCalls(document).map((call): KeyedTarget => {
    const schemas = schemasOf(call);
    return {
      name: call.operationId,
      attempts: attemptsAtCall(call, plan.known),
      faultOf: (attempt, answered) => faultOfPartner(schemas, attempt, answered),
    };
  });
  const v1 = await fuzzKeyed(targets, plan);
  return { v1, fhir: await fuzzFhir({ ...plan, runs: Math.ceil(plan.runs / SHARE_OF_FHIR) }) };
};
