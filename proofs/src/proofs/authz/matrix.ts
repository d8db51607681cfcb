import type { ProcedureFacts } from '@banzhen/api/inventory';
import { operations, type Rule } from '@banzhen/domain/policy';
import fc from 'fast-check';
import { inParallel } from '../../in-parallel.js';
import { arbitraryOf } from '../fuzz/arbitrary-of.js';
import type { Canaries } from './canaries.js';
import { type ObjectName, type PrincipalName, principalNames } from './principals.js';
import { isTakenFrom, isWayIn, mayAnywhere, sentenceFor } from './sentences.js';
import { expectedByTable, type Verdict, verdictOf } from './verdicts.js';
import type { Target, World } from './world.js';

export type Caller = PrincipalName | 'nobody';

/** One call of the matrix. */
export interface Case {
  readonly procedure: ProcedureFacts;
  readonly caller: Caller;
  /** The order or patient it is about; none where the operation is about nothing of the kind. */
  readonly object: ObjectName | undefined;
  readonly input: unknown;
}

export interface Fault {
  readonly what: string;
  readonly call: string;
}

export interface MatrixSeen {
  readonly calls: number;
  readonly faults: readonly Fault[];
}

/** A version that no order has: whoever may act is told that it is stale, and nothing is changed. */
const STALE_VERSION = 999_999;
export const LANES = 16;
/** A stream that may be followed says nothing more; one that may not ends with the refusal, sooner or later. */
const FOLLOWED_MS = 400;
const REFUSED_WITHIN_MS = 10_000;

const schemaFields = ({ input }: ProcedureFacts): readonly string[] =>
  input === undefined ? [] : Object.keys(Reflect.get(input, 'shape') ?? {});

const nothingKnown = { of: () => [], learn: () => undefined };

/** How a procedure is aimed: at something of a clinic, at an order, at the patient or price of one, or at nothing. */
const aims: Readonly<Record<string, (target: Target) => object>> = {
  bundleId: ({ bundleId }) => ({ bundleId, expectedVersion: STALE_VERSION }),
  clinicSessionId: ({ clinic: { clinicSessionId }, patientId, quoteId, entryId }) => ({
    clinicSessionId,
    entryId,
    patientId,
    quoteId,
    expectedVersion: STALE_VERSION,
  }),
  templateId: ({ clinic: { templateId } }) => ({ templateId, expectedVersion: STALE_VERSION }),
  entryId: ({ entryId }) => ({ entryId, expectedVersion: STALE_VERSION }),
  doctorId: ({ clinic: { doctorId, departmentId }, patientId, hospitalId }) => ({
    ...{ doctorId, departmentId, patientId, hospitalId },
  }),
  departmentId: ({ clinic: { departmentId } }) => ({ departmentId }),
  roomId: ({ clinic: { roomId } }) => ({ roomId }),
  orderId: ({ orderId }) => ({ orderId, shiftNo: 1, expectedVersion: STALE_VERSION }),
  quoteId: ({ quoteId }) => ({ quoteId }),
  appointmentId: ({ appointmentId, clinic }) => ({
    appointmentId,
    toClinicSessionId: clinic.clinicSessionId,
    expectedVersion: STALE_VERSION,
  }),
  patientId: ({ patientId, hospitalId }) => ({ patientId, hospitalId }),
};
/** Whoever is signed in may do it, whatever it is about. */
const isForEverybody = ({ meta }: ProcedureFacts): boolean => {
  const rule: Rule | undefined = meta && operations[meta.operation];
  return rule?.allow.includes('self') ?? false;
};
const aimOf = (procedure: ProcedureFacts): string | undefined =>
  isForEverybody(procedure)
    ? undefined
    : Object.keys(aims).find((field) => schemaFields(procedure).includes(field));

/** Some rules of an input, such as that a name is seen, no schema tells: the first of these draws that is taken is sent. */
const MOST_DRAWS = 200;

const drawn = new Map<string, readonly unknown[]>();
const drawsOf = ({ name, input }: ProcedureFacts, seed: number): readonly unknown[] => {
  const key = `${name} ${seed}`;
  const draws = drawn.get(key) ?? fc.sample(arbitraryOf(input, nothingKnown), { seed, numRuns: MOST_DRAWS });
  drawn.set(key, draws);
  return draws;
};

const inputFor = (procedure: ProcedureFacts, target: Target, seed: number): unknown => {
  const [first, ...others] = drawsOf(procedure, seed);
  for (const draw of [first, ...others]) {
    const input = aimedAt(procedure, target, draw);
    if (procedure.input?.safeParse(input).success) return input;
  }
  return aimedAt(procedure, target, first);
};

const aimedAt = (procedure: ProcedureFacts, target: Target, draw: unknown): unknown => {
  const fields = schemaFields(procedure);
  const aimed = aims[aimOf(procedure) ?? '']?.(target) ?? {};
  const fitting = Object.entries(aimed).filter(([field]) => fields.includes(field));
  // Whoever else is named by chance is nobody, which would be said first.
  const { onBehalfOf: _, escortId: __, ...rest } = Object(draw);
  const needsEscort =
    fields.includes('escortId') && !procedure.input?.safeParse({ ...rest, ...aimed }).success;
  return { ...(needsEscort ? Object(draw) : rest), ...Object.fromEntries(fitting) };
};

/** A price is asked about a patient and booked by its own id: one object of each side is enough. */
const objectsFor = (procedure: ProcedureFacts, objects: readonly ObjectName[]): readonly ObjectName[] =>
  aimOf(procedure) === 'orderId'
    ? objects
    : objects.filter(
        // A proxy who leaves is none for the calls after.
        (name) =>
          (name === 'accepted' && procedure.name !== 'patient.leave') ||
          name === 'foreign' ||
          name === 'unknown',
      );

/** Of nothing in particular; what a sanction may take is said only to what has the right form. */
const aimlessInput = (procedure: ProcedureFacts, world: World, seed: number): unknown => {
  const rule: Rule | undefined = procedure.meta && operations[procedure.meta.operation];
  return rule?.restrictable ? inputFor(procedure, world.targets.unknown, seed) : {};
};

export const casesOf = (
  procedures: readonly ProcedureFacts[],
  world: World,
  objects: readonly ObjectName[],
  seed: number,
): readonly Case[] =>
  procedures.flatMap((procedure) =>
    [...principalNames, 'nobody' as const].flatMap((caller): readonly Case[] =>
      aimOf(procedure) === undefined
        ? [{ procedure, caller, object: undefined, input: aimlessInput(procedure, world, seed) }]
        : objectsFor(procedure, objects).map((object) => ({
            procedure,
            caller,
            object,
            input: inputFor(procedure, world.targets[object], seed),
          })),
    ),
  );

const mayBySentences = ({ caller, procedure, object }: Case): Verdict | undefined => {
  if (isWayIn(procedure.name)) return 'allowed';
  if (caller === 'nobody') return 'signed-out';
  if (!sentenceFor(caller, procedure.name, object)) return undefined;
  return isTakenFrom(caller, procedure.name) ? 'restricted' : 'allowed';
};

interface Answered {
  readonly verdict: Verdict;
  readonly text: string;
  readonly status: number;
}

const refusalIn = (text: string): string | undefined => /"domainError":\{"type":"(\w+)"/.exec(text)?.[1];

/** Voice and pictures are refused so, by what they wait for. */
const isNotYet = (text: string): boolean => refusalIn(text) === 'NotYetAvailable';

const streamed = async (answer: Response, patienceMs: number): Promise<string> => {
  const reader = answer.body?.getReader();
  let text = '';
  const late = setTimeout(() => void reader?.cancel(), patienceMs);
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    text += new TextDecoder().decode(part.value);
    if (refusalIn(text) !== undefined) break;
  }
  clearTimeout(late);
  await reader?.cancel();
  return text;
};

/** Asks over HTTP. */
export const ask = async (origin: string, one: Case, token: string | undefined): Promise<Answered> => {
  const { procedure, input } = one;
  const url = new URL(`/trpc/${procedure.name}`, origin);
  const isMutation = procedure.kind === 'mutation';
  if (!isMutation && procedure.input !== undefined) url.searchParams.set('input', JSON.stringify(input));
  const answer = await fetch(url, {
    method: isMutation ? 'POST' : 'GET',
    headers: {
      ...(isMutation ? { 'content-type': 'application/json' } : {}),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(isMutation ? { body: JSON.stringify(input) } : {}),
    signal: AbortSignal.timeout(30_000),
  });
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const text = isStream
    ? await streamed(answer, mayBySentences(one) === 'allowed' ? FOLLOWED_MS : REFUSED_WITHIN_MS)
    : await answer.text();
  return { verdict: verdictOf(refusalIn(text)), text, status: answer.status };
};

/** What is told of a thing that may not be seen must be what is told of one that is not there (AZ10). */
const withoutRequestId = (text: string): string => text.replace(/"requestId":"[^"]*"/g, '');

const agree = (one: Case, seen: Verdict): boolean => {
  if (seen === 'proof-needed') return one.caller !== 'nobody' && mayAnywhere(one.caller, one.procedure.name);
  const sentences = mayBySentences(one);
  return sentences === undefined ? seen === 'hidden' || seen === 'refused' : sentences === seen;
};

/** Escorts may try to take anything from the hall by the table; what is not there is not there for them. */
const isHallMatter = ({ procedure, object, caller }: Case): boolean =>
  procedure.meta?.operation === 'shift.grab' &&
  sentenceFor(caller as PrincipalName, procedure.name, object) === undefined;

const faultsOf = (one: Case, { verdict, text, status }: Answered, canaries: Canaries): readonly string[] => {
  const operation = one.procedure.meta?.operation;
  if (!operation) return ['no row in the authorization table'];
  const byTable =
    isHallMatter(one) && one.caller !== 'nobody'
      ? verdict
      : expectedByTable(one.caller, operation, one.object);
  return [
    ...(byTable === verdict ? [] : [`the table says ${byTable}, the answer is ${verdict}`]),
    ...(agree(one, verdict)
      ? []
      : [`the sentences say ${mayBySentences(one) ?? 'no'}, the answer is ${verdict}`]),
    ...(status >= 500 && !isNotYet(text) ? [`status ${status}`] : []),
    // In development everybody may choose whom to sign in as, by name.
    ...(one.procedure.name === 'demo.people' ? [] : canaries.leaksIn(text, one.caller)).map(
      (what) => `tells the ${what}`,
    ),
  ];
};

export const named = ({ procedure, caller, object }: Case): string =>
  `${caller}: ${procedure.name}${object === undefined ? '' : ` of ${object}`}`;

/** Makes all calls and compares each with the table, the sentences, the canaries, and the answer for what is not there. */
export const runMatrix = async (
  origin: string,
  cases: readonly Case[],
  tokens: ReadonlyMap<Caller, string>,
  canaries: Canaries,
): Promise<MatrixSeen> => {
  const answers = await inParallel(cases, LANES, async (one) => ({
    one,
    // Whoever comes in has no session yet, and signing out would end it for the calls after.
    answered: await ask(origin, one, isWayIn(one.procedure.name) ? undefined : tokens.get(one.caller)),
  }));
  const unknown = new Map(
    answers
      .filter(({ one }) => one.object === 'unknown')
      .map(({ one, answered }) => [`${one.caller}/${one.procedure.name}`, withoutRequestId(answered.text)]),
  );
  const faults = answers.flatMap(({ one, answered }): readonly Fault[] => {
    const call = named(one);
    const likeUnknown = unknown.get(`${one.caller}/${one.procedure.name}`);
    const differs =
      answered.verdict === 'hidden' &&
      one.procedure.kind !== 'subscription' &&
      likeUnknown !== undefined &&
      likeUnknown !== withoutRequestId(answered.text);
    return [
      ...faultsOf(one, answered, canaries).map((what) => ({ what, call })),
      ...(differs ? [{ what: 'is hidden in other words than what is not there', call }] : []),
    ];
  });
  return { calls: cases.length, faults };
};
