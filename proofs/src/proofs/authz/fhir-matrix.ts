import { randomUUID } from 'node:crypto';
import { inParallel } from '../../in-parallel.js';
import { type FhirCall, fhirCalls, type Served, servedBy, withoutHospital } from './fhir-calls.js';
import type { Fault, MatrixSeen } from './matrix.js';
import { type Caller, isOfHolder, keyHolderNames, refusedAtDoor } from './partner-keys.js';
import { tells } from './partner-matrix.js';
import type { Target, World } from './world.js';

const LANES = 8;
const asked = ['accepted', 'foreign', 'unknown'] as const;
type Asked = (typeof asked)[number];

interface Case {
  readonly call: FhirCall;
  readonly caller: Caller;
  readonly object: Asked;
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

/** What the sentences say: how a call ends as far as authorization goes. */
const expected = ({ call: { operation, aim }, caller, object }: Case): string => {
  const refused = refusedAtDoor(caller, operation);
  if (refused !== undefined) return refused;
  if (aim === undefined) return 'allowed';
  if (object === 'unknown' || aim === 'family') return 'NotFound';
  // Both organisations are at work at the one hospital.
  const isTheirs =
    aim === 'hospital'
      ? isOfHolder(caller, 'home') || isOfHolder(caller, 'foreign')
      : isOfHolder(caller, object === 'foreign' ? 'foreign' : 'home');
  return isTheirs ? 'allowed' : 'NotFound';
};

/** No appointment has this version: whoever may is told that theirs is stale, and nothing is changed. */
const STALE = 'W/"999999"';
const PATCH_TYPE = 'application/json-patch+json';
const FHIR_TYPE = 'application/fhir+json';

const targetOf = ({ targets }: World, object: Asked): Target =>
  object === 'unknown' ? withoutHospital(targets.unknown) : targets[object];

const ask = async (origin: string, { call, caller, object }: Case, world: World): Promise<Answered> => {
  const target = targetOf(world, object);
  const key = caller === 'nobody' ? undefined : world.keys.get(caller);
  const { method, bodyOf } = call;
  const answer = await fetch(`${origin}${call.at(target)}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(bodyOf === undefined
        ? {}
        : {
            ...{ 'idempotency-key': randomUUID(), 'if-match': STALE },
            'content-type': method === 'PATCH' ? PATCH_TYPE : FHIR_TYPE,
          }),
    },
    ...(bodyOf === undefined ? {} : { body: JSON.stringify(bodyOf(target)) }),
    signal: AbortSignal.timeout(30_000),
  });
  return { status: answer.status, text: await answer.text() };
};

const verdicts: Readonly<Record<string, string>> = {
  'not-found': 'NotFound',
  'not-allowed': 'NotAllowed',
  'key-invalid': 'KeyInvalid',
  'key-over': 'KeyOver',
  'key-not-from-here': 'KeyNotFromHere',
  'key-out-of-scope': 'KeyOutOfScope',
};
const verdictOf = ({ text }: Answered): string =>
  verdicts[/"urn:banzhen:problem:([a-z-]+)"/.exec(text)?.[1] ?? ''] ?? 'allowed';

/** A week of which the manifest has a file. */
const weekOf = async (origin: string, world: World): Promise<string> => {
  const authorization = `Bearer ${world.keys.get('partner')}`;
  const manifest = await fetch(`${origin}/fhir/$bulk-publish`, { headers: { authorization } });
  const week = /\/bulk\/slots\/[^/]+\/([\d-]+)/.exec(await manifest.text())?.[1];
  if (week === undefined) throw new Error('the manifest has no file of slots');
  return week;
};

const casesOf = (calls: readonly FhirCall[]): readonly Case[] =>
  calls.flatMap((call) =>
    [...keyHolderNames, 'nobody' as const].flatMap((caller) =>
      (call.aim === undefined ? (['accepted'] as const) : asked).map((object) => ({ call, caller, object })),
    ),
  );

const named = ({ call: { name, operation }, caller, object }: Case): string =>
  `${caller}: FHIR ${name} (${operation}) of ${object}`;

/** Where what is served and what the sentences speak of differ. */
const unspoken = async (origin: string, calls: readonly FhirCall[]): Promise<readonly Fault[]> => {
  const metadata = await fetch(`${origin}/fhir/metadata`);
  const served = new Set(servedBy((await metadata.json()) as Served));
  const spoken = new Set(calls.map(({ name }) => name));
  return [
    ...[...served].filter((name) => !spoken.has(name)).map((call) => ({ call, what: 'is in no sentence' })),
    ...[...spoken].filter((name) => !served.has(name)).map((call) => ({ call, what: 'is not served' })),
  ];
};

/** Makes every call of `/fhir` as everybody who shows a key, and compares each with what the sentences say. */
export const runFhirMatrix = async (
  origin: string,
  world: World,
  isMade: (call: FhirCall) => boolean = () => true,
): Promise<MatrixSeen> => {
  const calls = fhirCalls(await weekOf(origin, world));
  const cases = casesOf(calls.filter(isMade));
  const answers = await inParallel(cases, LANES, async (one) => ({
    one,
    answered: await ask(origin, one, world),
  }));
  const hidden = new Map(
    answers
      .filter(({ one }) => one.object === 'unknown')
      .map(({ one, answered }) => [`${one.caller} ${one.call.name} ${one.call.operation}`, answered.text]),
  );
  const faults = answers.flatMap(({ one, answered }): readonly Fault[] => {
    const verdict = verdictOf(answered);
    const unknown = hidden.get(`${one.caller} ${one.call.name} ${one.call.operation}`);
    const differs = verdict === 'NotFound' && unknown !== undefined && unknown !== answered.text;
    return [
      ...(verdict === expected(one) ? [] : [`the sentences say ${expected(one)}, the answer is ${verdict}`]),
      ...(answered.status >= 500 ? [`status ${answered.status}`] : []),
      ...(differs ? ['is hidden in other words than what is not there'] : []),
    ].map((what) => ({ what, call: named(one) }));
  });
  return { calls: cases.length, faults: [...(await unspoken(origin, calls)), ...faults] };
};

/** What a partner is told below `/fhir` of things that are not its own, by an API that lets everybody in. */
export const readFhirAsPartners = async (origin: string, world: World): Promise<MatrixSeen> => {
  const { home, foreign } = world.hooks;
  const cases = casesOf(fhirCalls(await weekOf(origin, world))).filter(
    ({ call, caller, object }) =>
      call.method === 'GET' &&
      object !== 'unknown' &&
      ['partner', 'partner of another hospital', 'foreign partner'].includes(caller),
  );
  const faults = await inParallel(cases, LANES, async (one) => {
    const { text } = await ask(origin, one, world);
    return [
      { object: 'accepted', of: 'home', hook: home } as const,
      { object: 'foreign', of: 'foreign', hook: foreign } as const,
    ]
      .filter(({ of }) => !isOfHolder(one.caller, of))
      .filter(({ object, hook }) => tells(text, world.targets[object], hook))
      .map(({ object }) => ({ what: `tells what is ${object}`, call: named(one) }));
  });
  return { calls: cases.length, faults: faults.flat() };
};
