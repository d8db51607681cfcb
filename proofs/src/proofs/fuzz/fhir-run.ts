import { z } from 'zod';
import type { Attempt } from './attempts.js';
import { attemptsAtFhir, type FhirTarget } from './fhir-attempts.js';
import { faultOf, isRefusal } from './judge.js';
import { fuzzKeyed, type KeyedPlan } from './keyed-run.js';
import type { FuzzSeen } from './run.js';
import { type Answered, send } from './send.js';

const named = z.looseObject({ name: z.string() });

/** What the targets are made of. */
const capability = z.looseObject({
  resourceType: z.literal('CapabilityStatement'),
  rest: z.tuple([
    z.looseObject({
      operation: z.array(named),
      resource: z.array(
        z.looseObject({
          type: z.string(),
          interaction: z.array(z.looseObject({ code: z.string() })),
          searchParam: z
            .array(z.looseObject({ name: z.string(), type: z.string(), documentation: z.string() }))
            .default([]),
          operation: z.array(named).default([]),
        }),
      ),
    }),
  ]),
});

const actOf = {
  create: { method: 'POST', path: '', sends: 'create' },
  patch: { method: 'PATCH', path: '/{id}', sends: 'patch' },
  hold: { method: 'POST', path: '/$hold', sends: 'hold' },
  book: { method: 'POST', path: '/$book', sends: 'book' },
} as const;

type Resource = z.infer<typeof capability>['rest'][0]['resource'][number];

const targetsOf = ({ type, interaction, searchParam, operation }: Resource): readonly FhirTarget[] =>
  [...interaction.map(({ code }) => code), ...operation.map(({ name }) => name)].map((code) => {
    const name = `FHIR ${type} ${code}`;
    if (code === 'search-type') return { name, method: 'GET', path: `/${type}`, params: searchParam };
    if (code === 'read') return { name, method: 'GET', path: `/${type}/{id}`, params: [] };
    const act = code in actOf ? actOf[code as keyof typeof actOf] : undefined;
    if (!act) throw new Error(`${name} is served, and nobody knows what it takes`);
    return { name, ...act, path: `/${type}${act.path}`, params: [] };
  });

/** Files that the manifest names, and the manifest. */
const bulk: readonly FhirTarget[] = [
  ...['/$bulk-publish', '/bulk/locations.ndjson', '/bulk/schedules.ndjson', '/bulk/slots/{id}/2030-01-07'],
].map((path) => ({ name: `FHIR ${path}`, method: 'GET', path, params: [] }));

const outcome = z.looseObject({
  resourceType: z.literal('OperationOutcome'),
  issue: z.tuple([
    z.looseObject({
      severity: z.literal('error'),
      code: z.string(),
      details: z.looseObject({
        coding: z.tuple([z.looseObject({ code: z.string().regex(/^urn:banzhen:problem:[a-z0-9-]+$/) })]),
        text: z.string().min(2),
      }),
      diagnostics: z.string().min(2),
    }),
  ]),
});
const resource = z.looseObject({ resourceType: z.string().min(1) });
const manifest = z.looseObject({ output: z.array(z.looseObject({ url: z.string() })) });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isLines = (text: string): boolean =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .every((line) => resource.safeParse(parsed(line)).success);

/** Said before the address is read, in the form of every door (ADR 0027). */
const HEADERS_TOO_LARGE = 431;
const NOT_MODIFIED = 304;

/** What is wrong with an answer of `/fhir`: no OperationOutcome where it is a refusal, or no resource. */
const faultOfFhir = (attempt: Attempt, answered: Answered): string | undefined => {
  const common = faultOf(attempt, answered);
  // A path that is bent far enough is one of the console's pages.
  if (common !== undefined || !attempt.path.startsWith('/fhir/')) return common;
  const { status = 0, text, contentType } = answered;
  const told = parsed(text);
  if (status === NOT_MODIFIED || (status === HEADERS_TOO_LARGE && isRefusal(told))) return undefined;
  if (status >= 400)
    return outcome.safeParse(told).success ? undefined : `no OperationOutcome: ${text.slice(0, 200)}`;
  if (contentType.startsWith('application/fhir+ndjson'))
    return isLines(text) ? undefined : `no lines of resources: ${text.slice(0, 200)}`;
  const isTold = resource.safeParse(told).success || manifest.safeParse(told).success;
  return isTold ? undefined : `no resource: ${text.slice(0, 200)}`;
};

/** Sends everything that can be sent to everything that the CapabilityStatement says is served, or to what is `asked` of it. */
export const fuzzFhir = async (
  plan: KeyedPlan,
  asked: (target: FhirTarget) => boolean = () => true,
): Promise<FuzzSeen> => {
  const attempt = {
    caller: 'partner',
    mode: 'valid',
    method: 'GET',
    path: '/fhir/metadata',
    headers: {},
  } as const;
  const { rest } = capability.parse(parsed((await send(plan.origin, attempt, undefined)).text));
  const served = [...rest[0].resource.flatMap(targetsOf), ...bulk];
  const targets = served.filter(asked).map((target) => ({
    name: target.name,
    attempts: attemptsAtFhir(target, plan.known),
    faultOf: faultOfFhir,
  }));
  return fuzzKeyed(targets, plan);
};
