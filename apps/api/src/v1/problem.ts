import { described, type Refusal, sentences } from '@banzhen/domain/refusals';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { DoorEnv } from '../guards/door-env.js';
import { refusalCodes } from '../refusal-codes.js';

const NOT_ACCEPTABLE = 406;
const GONE = 410;
const PRECONDITION_FAILED = 412;

/** Where HTTP has a word of its own for what partners do: every change of a thing says which version it saw. */
const ownStatus: Partial<Readonly<Record<Refusal['type'], number>>> = {
  CursorExpired: GONE,
  NotAcceptable: NOT_ACCEPTABLE,
  StaleVersion: PRECONDITION_FAILED,
};

/** The status of a refusal at `/v1`: that of every other door, unless HTTP has a word of its own. */
export const problemStatus = (type: Refusal['type']): number =>
  ownStatus[type] ?? getHTTPStatusCodeFromError(new TRPCError({ code: refusalCodes[type] }));

const kebab = (type: string): string => type.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** What a program goes by; it never changes once it was told. */
export const problemType = (type: Refusal['type']): string => `urn:banzhen:problem:${kebab(type)}`;

/** Every refusal type, for the reference and its tests. */
export const problemTypes = Object.keys(sentences) as readonly Refusal['type'][];

/** A refusal as RFC 9457 has it: a stable type, the sentences in both languages, and its facts beside them. */
export const problemOf = (refusal: Refusal, requestId: string) => {
  const { type, zh, en, ...facts } = described(refusal);
  return {
    type: problemType(type),
    title: type,
    status: problemStatus(type),
    detail: en,
    detailZh: zh,
    instance: `urn:uuid:${requestId}`,
    facts,
  };
};

/** Headers that tell a program when the same may go well. */
export const retryHeaders = (refusal: Refusal): Readonly<Record<string, string>> => {
  if ('retryAfterSeconds' in refusal) return { 'retry-after': String(refusal.retryAfterSeconds) };
  return refusal.type === 'TemporarilyUnavailable' ? { 'retry-after': '1' } : {};
};

/** Who shows no key, or one that counts no more, is told how one is shown (RFC 6750). */
export const challenge = (status: number): Readonly<Record<string, string>> =>
  status === 401 ? { 'www-authenticate': 'Bearer realm="banzhen partner api"' } : {};

/** A refusal as an answer. */
export const problemAnswer = (
  { var: { requestId } }: { readonly var: Pick<DoorEnv['Variables'], 'requestId'> },
  refusal: Refusal,
): Response => {
  const problem = problemOf(refusal, requestId);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      ...retryHeaders(refusal),
      ...challenge(problem.status),
    },
  });
};

/** Whether an address is one of partners, which are told problems and nothing in the form of tRPC. */
export const isPartnerAddress = (path: string): boolean => path === '/v1' || path.startsWith('/v1/');
